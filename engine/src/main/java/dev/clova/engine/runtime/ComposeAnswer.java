package dev.clova.engine.runtime;

import dev.clova.engine.kind.Sight;
import dev.clova.state.JsonRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a target's Docker has of a project, and what its Compose makes of the definition. The text
 * comes from a machine that may say anything: what is not as it must be is left out.
 *
 * @param wasAsked whether there is an answer at all
 * @param user who asked there
 * @param missing what of Docker is not there; empty if it is
 * @param refused what Docker said instead of an answer
 * @param containers the project's own, in no order
 * @param volumes named volumes that Compose made for it, where they were asked for
 * @param loose what root was to read but somebody else can change
 * @param definition Compose's exit status for the definition; empty if it was not asked
 * @param said what Compose said of the definition
 * @param seal keyed digest of the definition as Compose has resolved it
 * @param unfed whether Compose could not be given the definition, for it is not in place yet
 * @param onlyLooked whether Compose was not asked of it, because the key may only look
 * @param same whether the definition is as the last apply left it
 * @param settled whether definition and containers are as the last apply left them, so that nothing
 *     more was asked
 * @param inlineDiffers whether content within the definition is another one than at the last apply
 * @param services what Compose makes of the definition, by name
 * @param inline configs and secrets whose content is in the definition, as {@code configs/NAME}
 * @param absent images that are not there
 * @param would Compose's exit status for what it would do; empty if it was not asked
 * @param doing what it would do, by container
 */
record ComposeAnswer(
    boolean wasAsked,
    User user,
    Optional<String> missing,
    Optional<String> refused,
    List<ComposeContainer> containers,
    List<String> volumes,
    List<String> loose,
    OptionalInt definition,
    String said,
    String seal,
    boolean unfed,
    boolean onlyLooked,
    boolean same,
    boolean settled,
    boolean inlineDiffers,
    SortedMap<String, Service> services,
    Set<String> inline,
    Set<String> absent,
    OptionalInt would,
    SortedMap<String, Set<String>> doing) {

  private static final int LONGEST_LINE = 64 << 10;

  /**
   * Who asked.
   *
   * @param root whether it was root
   * @param name as the target calls it
   */
  record User(boolean root, String name) {}

  /**
   * One service of the definition.
   *
   * @param attributes single values by name: {@code image}, {@code container_name}, {@code
   *     restart}, {@code build}
   * @param uses the configs and secrets that it uses, as {@code configs/NAME}
   */
  record Service(Map<String, String> attributes, Set<String> uses) {

    String get(String name) {
      return attributes.getOrDefault(name, "");
    }
  }

  static ComposeAnswer read(Sight.Answer answer) {
    Reader reader = new Reader();
    for (String line : answer.text().split("\n", -1)) {
      if (line.length() <= LONGEST_LINE) {
        reader.line(line);
      }
    }
    return reader.answer(answer.status() >= 0);
  }

  /**
   * What Compose would do with a container: {@code Recreate}, {@code Creating}, {@code Removed}.
   */
  boolean would(ComposeContainer container, String action) {
    return doing.getOrDefault(container.name(), Set.of()).contains(action);
  }

  /** Takes the answer line by line. */
  private static final class Reader {
    private final Map<String, ComposeContainer> containers = new LinkedHashMap<>();
    private final List<String> volumes = new ArrayList<>();
    private final List<String> loose = new ArrayList<>();
    private final SortedMap<String, Service> services = new TreeMap<>();
    private final Set<String> inline = new TreeSet<>();
    private final Set<String> absent = new TreeSet<>();
    private final SortedMap<String, Set<String>> doing = new TreeMap<>();
    private final StringBuilder said = new StringBuilder();
    private User user = new User(false, "");
    private Optional<String> missing = Optional.empty();
    private boolean refused;
    private OptionalInt definition = OptionalInt.empty();
    private OptionalInt would = OptionalInt.empty();
    private String seal = "-";
    private boolean unfed;
    private boolean onlyLooked;
    private boolean same;
    private boolean settled;
    private boolean inlineDiffers;
    private String last = "";

    void line(String line) {
      if (line.startsWith("|")) {
        said.append(line.substring(1)).append('\n');
        return;
      }
      int space = line.indexOf(' ');
      String rest = space < 0 ? "" : line.substring(space + 1);
      switch (space < 0 ? line : line.substring(0, space)) {
        case "user" -> user(rest);
        case "missing" -> missing = Optional.of(rest);
        case "refused" -> refused = true;
        case "container" -> container(JsonRow.values(rest));
        case "mount" -> mount(JsonRow.values(rest));
        case "moved" -> containers.computeIfPresent(rest, (id, found) -> found.asMoved());
        case "volume" -> volumes.add(rest);
        case "loose" -> loose.add(rest);
        case "definition" -> definition = status(rest);
        case "seal" -> seal = rest;
        case "unfed" -> unfed = true;
        case "readonly" -> onlyLooked = true;
        case "same" -> same = true;
        case "settled" -> settled = true;
        case "inline-differs" -> inlineDiffers = true;
        case "model" -> model(JsonRow.values(rest));
        case "inline" -> inline(JsonRow.values(rest));
        case "absent" -> absent.add(rest);
        case "would" -> would = status(rest);
        case "do" -> doing(rest.split(" ", -1));
        default -> {}
      }
    }

    private void user(String rest) {
      String[] words = rest.split(" ", 2);
      user = new User(words[0].equals("0"), words.length > 1 ? words[1] : words[0]);
    }

    private void container(List<String> values) {
      if (values.size() != 12 || !values.get(0).matches("[0-9a-f]{12,64}")) {
        return;
      }
      last = values.get(0);
      String name = values.get(1);
      containers.put(
          last,
          new ComposeContainer(
              last,
              name.startsWith("/") ? name.substring(1) : name,
              values.get(2),
              values.get(3),
              status(values.get(4)).orElse(-1),
              values.get(5).equals("true"),
              values.get(6),
              values.get(7),
              values.get(8),
              values.get(9),
              values.get(10),
              values.get(11),
              false,
              List.of()));
    }

    private void mount(List<String> values) {
      if (values.size() == 3) {
        ComposeContainer.Mount mount =
            new ComposeContainer.Mount(values.get(0), values.get(1), values.get(2));
        containers.computeIfPresent(last, (id, found) -> found.withMount(mount));
      }
    }

    private void model(List<String> values) {
      if (values.size() != 3) {
        return;
      }
      Service service =
          services.computeIfAbsent(
              values.get(0), name -> new Service(new TreeMap<>(), new TreeSet<>()));
      switch (values.get(1)) {
        case "configs", "secrets" -> service.uses().add(values.get(1) + "/" + values.get(2));
        default -> service.attributes().put(values.get(1), values.get(2));
      }
    }

    private void inline(List<String> values) {
      if (values.size() == 2) {
        inline.add(values.get(0) + "/" + values.get(1));
      }
    }

    /** While Compose replaces a container, the old one's id is before its name. */
    private void doing(String[] words) {
      if (words.length == 2) {
        String name = words[0].replaceFirst("^[0-9a-f]{12}_", "");
        doing.computeIfAbsent(name, n -> new TreeSet<>()).add(words[1]);
      }
    }

    private static OptionalInt status(String text) {
      return text.matches("[0-9]{1,3}")
          ? OptionalInt.of(Integer.parseInt(text))
          : OptionalInt.empty();
    }

    ComposeAnswer answer(boolean wasAsked) {
      return new ComposeAnswer(
          wasAsked,
          user,
          missing,
          refused ? Optional.of(said.toString().strip()) : Optional.empty(),
          List.copyOf(containers.values()),
          List.copyOf(volumes),
          List.copyOf(loose),
          definition,
          said.toString().strip(),
          seal,
          unfed,
          onlyLooked,
          same,
          settled,
          inlineDiffers,
          services,
          inline,
          absent,
          would,
          doing);
    }
  }
}
