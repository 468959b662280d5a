package dev.clova.state;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The record of a placement as JSON: the same in state, receipt and journal, and for people. */
public final class RecordJson {

  private RecordJson() {}

  /** Writes the record's members. */
  public static void write(JsonOut out, PlacementRecord record) {
    out.text("placement", record.placement().toString());
    out.number("generation", record.generation());
    out.text("receipt", record.receipt().map(Digest::hex));
    out.flag("protected", record.isProtected());
    out.text("tainted", record.tainted());
    record.hold().ifPresent(hold -> out.object("hold", inner -> write(inner, hold)));
    out.text("applied", record.applied().toString());
    out.text("plan", record.plan());
    out.object("home", inner -> write(inner, record.home()));
    out.object("runtime", inner -> write(inner, record.runtime()));
    out.text("tree", record.tree().map(Digest::hex));
    out.object(
        "resources",
        inner ->
            record
                .resources()
                .forEach((address, values) -> inner.attributes(address.toString(), values)));
  }

  static PlacementRecord read(Members in) {
    Placement placement = in.placement("placement");
    PlacementRecord record =
        new PlacementRecord(
            placement,
            home(in.object("home")),
            runtime(in.object("runtime")),
            in.digestIfAny("tree"),
            in.number("generation"),
            in.digestIfAny("receipt"),
            in.flag("protected"),
            in.textIfAny("tainted"),
            in.objectIfAny("hold").map(RecordJson::hold),
            in.instant("applied"),
            in.text("plan"),
            Sorted.copy(resources(placement, in.object("resources"))));
    in.end();
    return record;
  }

  private static void write(JsonOut out, Hold hold) {
    out.text("who", hold.who()).text("since", hold.since().toString()).text("why", hold.why());
    out.text("until", hold.until());
  }

  private static Hold hold(Members in) {
    Hold hold =
        new Hold(in.text("who"), in.instant("since"), in.text("why"), in.instantIfAny("until"));
    in.end();
    return hold;
  }

  private static void write(JsonOut out, Home home) {
    out.text("root", home.root()).text("directory", home.directory());
    out.text("owner", home.owner()).text("become", home.become());
    out.attributes("connection", home.connection());
  }

  private static Home home(Members in) {
    Home home =
        new Home(
            in.text("root"),
            in.text("directory"),
            in.text("owner"),
            in.text("become"),
            in.attributes("connection"));
    in.end();
    return home;
  }

  private static void write(JsonOut out, RuntimeRecord runtime) {
    out.text("name", runtime.name()).attributes("attributes", runtime.attributes());
    out.texts("persist", runtime.persist());
    out.text("inputs", runtime.inputs().map(Digest::hex));
    out.text("environment", runtime.environment());
  }

  private static RuntimeRecord runtime(Members in) {
    String name = in.text("name");
    Attributes attributes = in.attributes("attributes");
    List<String> persist = in.texts("persist", text -> text);
    Optional<Digest> inputs = in.digestIfAny("inputs");
    RuntimeRecord runtime =
        new RuntimeRecord(name, attributes, persist, inputs, in.text("environment"));
    in.end();
    return runtime;
  }

  private static Map<Address, Attributes> resources(Placement placement, Members in) {
    Map<Address, Attributes> resources = new HashMap<>();
    for (String name : in.names()) {
      Address address = Members.addressOf(name);
      if (!address.placement().equals(placement)) {
        throw new Malformed("it holds a resource of another placement");
      }
      resources.put(address, in.attributes(name));
    }
    return resources;
  }
}
