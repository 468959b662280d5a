package dev.clova.engine.observed;

import dev.clova.engine.kind.Resource;
import dev.clova.engine.remote.Prune;
import dev.clova.engine.remote.ScriptText;
import dev.clova.engine.remote.ShellText;
import dev.clova.engine.remote.TargetLock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The questions to one target as shell text: one request, whatever it is asked. */
final class LookScript {

  /** Contents up to this size come back, so that a plan can show the difference. */
  private static final int TEXT_LIMIT = 64 << 10;

  private final List<ShellText> lines = new ArrayList<>();

  /**
   * The beginning of every look: the functions, the root, and what is true of the target itself.
   */
  static LookScript of(String root) {
    LookScript script = new LookScript();
    script.lines.add(TargetLock.LIVING);
    script.lines.add(ScriptText.LOOK);
    script.lines.add(ScriptText.HEALTH);
    script.lines.add(ShellText.of("clova_root ").plus(ShellText.word(root)));
    return script;
  }

  LookScript facts() {
    lines.add(ShellText.of("clova_facts"));
    return this;
  }

  /** How the target itself is at this moment. */
  LookScript vitals() {
    lines.add(ScriptText.VITALS);
    lines.add(ShellText.of("clova_vitals"));
    lines.add(TargetLock.look());
    return this;
  }

  /** Nothing more where there is no root that may be read. */
  LookScript inRoot() {
    lines.add(ShellText.of("[ -n \"$CLOVA_ROOT\" ] || exit 0"));
    return this;
  }

  /** Receipts, but of those that the controller has only the name. */
  LookScript receipts(List<String> known) {
    lines.add(belowRoot(ShellText.of("clova_receipts ").plus(ShellText.words(known))));
    return this;
  }

  /** Which services have a directory, and what is in it if it is not as recorded. */
  LookScript trees(List<Asked> services) {
    List<String> names = services.stream().map(Asked::service).toList();
    lines.add(ShellText.set("SERVICES", String.join(" ", names)));
    List<String> together = new ArrayList<>();
    services.forEach(
        asked -> together.addAll(Prune.paths("./" + asked.service() + "/", asked.persist())));
    lines.add(belowRoot(ShellText.of("clova_trees ").plus(ShellText.words(Prune.words(together)))));
    for (Asked asked : services) {
      lines.add(
          belowRoot(
              ShellText.of("clova_tree ")
                  .plus(ShellText.word(asked.service()))
                  .plus(" ")
                  .plus(ShellText.words(Prune.words("./", asked.persist())))));
    }
    return this;
  }

  /**
   * What the resources of the services want to know. Where there is no root yet, only what runs is
   * asked about, for that may be there all the same.
   */
  LookScript resources(List<Asked> services) {
    for (Asked asked : services) {
      for (int i = 0; i < asked.resources().size(); i++) {
        Resource resource = asked.resources().get(i);
        ShellText look = resource.look(asked.known());
        if (!look.equals(ShellText.empty())) {
          ShellText answer = answer(asked.service(), i, look);
          lines.add(resource.name().startsWith("run/") ? answer : belowRoot(answer));
        }
      }
    }
    return this;
  }

  /** The same once more, for services whose files the controller found to be as recorded. */
  LookScript trusted(List<Asked> services) {
    StringBuilder names = new StringBuilder(" ");
    StringBuilder folders = new StringBuilder(" ");
    services.forEach(
        asked -> {
          names.append(asked.service()).append(' ');
          folders.append("./").append(asked.service()).append(' ');
        });
    lines.add(ShellText.set("ASIS", names.toString()));
    lines.add(ShellText.set("SAME", folders.toString()));
    return resources(services);
  }

  /** Digests of files, and their text if it is wanted. */
  LookScript read(String service, Map<String, Boolean> paths) {
    int index = 0;
    for (Map.Entry<String, Boolean> path : paths.entrySet()) {
      List<String> components = Arrays.asList(path.getKey().split("/", -1));
      lines.add(
          belowRoot(
              ShellText.of("frame read ")
                  .plus(ShellText.word(service))
                  .plus(" ")
                  .plus(ShellText.number(index++))
                  .plus("; (cd -P ./")
                  .plus(ShellText.word(service))
                  .plus(" && clova_read ")
                  .plus(ShellText.number(path.getValue() ? TEXT_LIMIT : 0))
                  .plus(" ")
                  .plus(ShellText.words(components))
                  .plus(")")));
    }
    return this;
  }

  /** Digests of many files, whose names come as a payload of so many bytes, each with a NUL. */
  LookScript digests(String service, long bytes) {
    lines.add(
        ShellText.of("frame digests ")
            .plus(ShellText.word(service))
            .plus("; rx ")
            .plus(ShellText.number(bytes))
            .plus(" | (cd -P ./")
            .plus(ShellText.word(service))
            .plus(" && xargs -0 sha256sum -- 2>/dev/null)"));
    return this;
  }

  /** The whole; what its last answer came to is in that answer, not in the status. */
  ShellText text() {
    return ShellText.lines(lines).plus(":\n");
  }

  /** Nothing of it is there without the root, and no path may be taken to begin elsewhere. */
  private static ShellText belowRoot(ShellText text) {
    return ShellText.lines(
        ShellText.of("if [ -n \"$CLOVA_ROOT\" ]; then"), text, ShellText.of("fi"));
  }

  private static ShellText answer(String service, int index, ShellText look) {
    return ShellText.lines(
        ShellText.of("frame look ")
            .plus(ShellText.word(service))
            .plus(" ")
            .plus(ShellText.number(index)),
        ShellText.of("( clova_within ").plus(ShellText.word(service)),
        look,
        ShellText.of(") </dev/null 2>/dev/null"),
        ShellText.of("frame status $?"));
  }
}
