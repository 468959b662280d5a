package dev.clova.it;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The hosts that the environment variable {@code CLOVA_FLEET} tells of, in a JSON file: {@code
 * key}, {@code sshConfig} and {@code knownHosts} are the files that an SSH client needs, and a list
 * {@code hosts} has the name, kind, address, port and features of each. On each, root logs in with
 * the key, and so does {@code deploy}, who becomes root with sudo and no password.
 *
 * <p>What {@code CLOVA_FLEET_COMMAND} names does things to them: it is called with {@code kill},
 * {@code start}, {@code pause}, {@code unpause}, {@code cut}, {@code uncut}, {@code drop}, {@code
 * full} or {@code free} and a host's name, or with {@code latency}, milliseconds, a name and, for a
 * slow line, {@code --kbit} and a number.
 *
 * @param key the private key
 * @param sshConfig the configuration with which {@code ssh} reaches them
 * @param knownHosts their host keys
 * @param hosts all of them
 */
record Fleet(String key, String sshConfig, String knownHosts, List<Host> hosts) {

  /** The variable that names the inventory. */
  static final String INVENTORY = "CLOVA_FLEET";

  /** The property that asks for what is big or takes long. */
  static final String BIG = "clova.it.big";

  /** The variable that names the program which does things to hosts. */
  static final String COMMAND = "CLOVA_FLEET_COMMAND";

  /**
   * The first two hosts with an init system, as a resource: whoever harms one has both alone.
   * Classes of tests run beside each other, each in a folder of its own on the hosts.
   */
  static final String FIRST_TWO = "the first two hosts";

  /** The third one likewise. */
  static final String THIRD = "the third host";

  /** The fleet of this run. */
  static Fleet read() {
    try {
      return read(Files.readString(Path.of(System.getenv(INVENTORY))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Fleet read(String inventory) throws IOException {
    Map<String, String> files = new TreeMap<>();
    List<Host> hosts = new ArrayList<>();
    try (JsonParser json = new JsonFactory().createParser(inventory)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        if (json.nextToken() == JsonToken.START_ARRAY) {
          while (json.nextToken() == JsonToken.START_OBJECT) {
            hosts.add(host(json, files));
          }
        } else {
          files.put(name, json.getText());
        }
      }
    }
    return new Fleet(
        file(files, "key"), file(files, "sshConfig"), file(files, "knownHosts"), hosts);
  }

  private static Host host(JsonParser json, Map<String, String> files) throws IOException {
    Map<String, String> facts = new TreeMap<>();
    List<String> features = new ArrayList<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      if (json.nextToken() == JsonToken.START_ARRAY) {
        while (json.nextToken() != JsonToken.END_ARRAY) {
          if (name.equals("features")) {
            features.add(json.getText());
          }
        }
      } else {
        facts.put(name, json.getText());
      }
    }
    return new Host(
        file(facts, "name"),
        file(facts, "kind"),
        file(facts, "address"),
        Integer.parseInt(file(facts, "port")),
        features,
        file(files, "sshConfig"));
  }

  private static String file(Map<String, String> members, String name) {
    String value = members.get(name);
    if (value == null) {
      throw new IllegalStateException("the inventory has no " + name);
    }
    return value;
  }

  /** So many hosts with an init system of their own; names the first of them. */
  List<Host> full(int count) {
    return some(count, hosts.stream().filter(host -> host.kind().equals("host")));
  }

  /** A host with an init system of its own. */
  Host full() {
    return full(1).getFirst();
  }

  /** So many without one; names the first of them. */
  List<Host> light(int count) {
    return some(count, hosts.stream().filter(host -> host.kind().equals("light")));
  }

  /** So many hosts of any kind, those first that have the least. */
  List<Host> any(int count) {
    return some(
        count,
        Stream.concat(
            hosts.stream().filter(host -> !host.kind().equals("host")),
            hosts.stream().filter(host -> host.kind().equals("host"))));
  }

  private static List<Host> some(int count, Stream<Host> hosts) {
    List<Host> some = hosts.limit(count).toList();
    if (some.size() < count) {
      throw new IllegalStateException("the fleet has but " + some.size() + " such hosts");
    }
    return some;
  }

  /** Does something to hosts, as the fleet's program is told to. */
  static void make(String... what) {
    List<String> command = new ArrayList<>(List.of(System.getenv(COMMAND)));
    command.addAll(List.of(what));
    ShellRun.of(command, "").orFail();
  }
}
