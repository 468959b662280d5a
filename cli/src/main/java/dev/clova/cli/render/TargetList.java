package dev.clova.cli.render;

import dev.clova.cli.console.Palette;
import dev.clova.engine.desired.DesiredTarget;
import dev.clova.engine.transport.Endpoint;
import dev.clova.state.JsonOut;
import java.util.List;
import java.util.stream.Collectors;

/** The targets as the definitions have them, a line for each. */
public final class TargetList {

  /** The format of the JSON form. */
  public static final String FORMAT = "clova.target_list/1.0";

  private TargetList() {}

  /**
   * One target.
   *
   * @param target as it is defined
   * @param services the names of those that are placed on it
   */
  public record Row(DesiredTarget target, List<String> services) {

    /** Copies the list. */
    public Row {
      services = List.copyOf(services);
    }
  }

  /**
   * The table.
   *
   * @param palette how to paint it
   * @param columns the width in character cells
   */
  public static List<String> lines(List<Row> rows, Palette palette, int columns) {
    if (rows.isEmpty()) {
      return List.of("There are no targets.");
    }
    return new Grid<>("TARGET", rows, row -> row.target().name())
        .column("ADDRESS", Grid.ALWAYS, row -> Grid.cell(address(row.target().endpoint())))
        .column("THROUGH", 4, row -> Grid.cell(jumps(row.target().endpoint())))
        .column("BECOME", 3, row -> Grid.cell(row.target().become().replace("none", "")))
        .column("ROOT", 5, row -> Grid.cell(row.target().root()))
        .column("SERVICES", 2, row -> Grid.cell(String.join(", ", row.services())))
        .lines(row -> row.target().isProtected() ? "protected" : "", palette, columns);
  }

  /** The same for other programs, as one JSON document. */
  public static String json(List<Row> rows) {
    return JsonOut.document(
        out -> out.text("format", FORMAT).objects("targets", rows, TargetList::json));
  }

  private static void json(JsonOut out, Row row) {
    Endpoint endpoint = row.target().endpoint();
    out.text("name", row.target().name()).text("host", endpoint.host());
    endpoint.port().ifPresent(port -> out.number("port", port));
    out.text("user", endpoint.user());
    out.texts("jump", endpoint.jumps().stream().map(Endpoint::target).toList());
    out.text("connection", endpoint.via().name().toLowerCase(java.util.Locale.ROOT));
    out.text("become", row.target().become()).text("root", row.target().root());
    out.flag("protected", row.target().isProtected()).texts("services", row.services());
  }

  private static String address(Endpoint endpoint) {
    return switch (endpoint.via()) {
      case LOCAL -> "this machine";
      case SSH, OPENSSH ->
          endpoint.user().map(user -> user + "@").orElse("")
              + endpoint.host()
              + (endpoint.port().isPresent() ? ":" + endpoint.port().getAsInt() : "");
    };
  }

  private static String jumps(Endpoint endpoint) {
    return endpoint.jumps().stream().map(Endpoint::target).collect(Collectors.joining(", "));
  }
}
