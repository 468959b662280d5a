package dev.clova.engine.observed;

import dev.clova.engine.kind.Resource;
import dev.clova.engine.remote.Inquiry;
import dev.clova.engine.remote.Prune;
import dev.clova.engine.remote.Question;
import dev.clova.engine.remote.ScriptText;
import dev.clova.engine.remote.ShellText;
import dev.clova.engine.remote.TargetLock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The questions to one target: one request, whatever it is asked. They are written as shell text
 * and, line by line beside it, as the data that a key which may only look sends in its place.
 */
final class LookScript {

  /** Contents up to this size come back, so that a plan can show the difference. */
  private static final int TEXT_LIMIT = 64 << 10;

  private final List<ShellText> lines = new ArrayList<>();
  private final List<ShellText> data = new ArrayList<>();

  /**
   * The beginning of every look: the functions, the root, and what is true of the target itself.
   */
  static LookScript of(String root) {
    LookScript script = new LookScript();
    script.lines.add(TargetLock.LIVING);
    script.lines.add(ScriptText.LOOK);
    script.lines.add(ScriptText.HEALTH);
    script.lines.add(ShellText.of("clova_root ").plus(ShellText.word(root)));
    script.data("root");
    return script;
  }

  /** The stable facts of a target, and nothing else. */
  static LookScript ofFacts() {
    LookScript script = new LookScript();
    script.lines.add(ScriptText.LOOK);
    return script.facts();
  }

  LookScript facts() {
    lines.add(ShellText.of("clova_facts"));
    data("facts");
    return this;
  }

  /** How the target itself is at this moment. */
  LookScript vitals() {
    lines.add(ScriptText.VITALS);
    lines.add(ShellText.of("clova_vitals"));
    lines.add(TargetLock.look());
    data("vitals");
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
    data("receipts", known);
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
      List<String> words = new ArrayList<>(List.of(asked.service()));
      words.addAll(Prune.paths("", asked.persist()));
      data("tree", words);
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
        List<Question> questions = resource.look(asked.known());
        if (!questions.isEmpty()) {
          boolean asksWhatRuns = resource.name().startsWith("run/");
          ShellText answer = answer(asked.service(), i, questions);
          lines.add(asksWhatRuns ? answer : belowRoot(answer));
          data(asksWhatRuns ? "run" : "look", List.of(asked.service(), Integer.toString(i)));
          questions.forEach(question -> data.add(question.line()));
          data("end");
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
      data(
          "read",
          List.of(
              service,
              Integer.toString(index),
              path.getValue() ? "text" : "digest",
              path.getKey()));
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

  /**
   * Digests of many files, whose names come as a payload of so many bytes, each with a NUL.
   *
   * @param paths the same names
   */
  LookScript digests(String service, long bytes, List<String> paths) {
    lines.add(
        ShellText.of("frame digests ")
            .plus(ShellText.word(service))
            .plus("; rx ")
            .plus(ShellText.number(bytes))
            .plus(" | (cd -P ./")
            .plus(ShellText.word(service))
            .plus(" && xargs -0 sha256sum -- 2>/dev/null)"));
    data("digests", List.of(service));
    paths.forEach(path -> data("digest", List.of(path)));
    data("end");
    return this;
  }

  /** The whole; what its last answer came to is in that answer, not in the status. */
  Inquiry whole() {
    return new Inquiry(ShellText.lines(lines).plus(":\n"), ShellText.lines(data));
  }

  private void data(String verb) {
    data(verb, List.of());
  }

  private void data(String verb, List<String> arguments) {
    List<String> words = new ArrayList<>(List.of(verb));
    words.addAll(arguments);
    data.add(Question.line(words));
  }

  /** Nothing of it is there without the root, and no path may be taken to begin elsewhere. */
  private static ShellText belowRoot(ShellText text) {
    return ShellText.lines(
        ShellText.of("if [ -n \"$CLOVA_ROOT\" ]; then"), text, ShellText.of("fi"));
  }

  private static ShellText answer(String service, int index, List<Question> questions) {
    return ShellText.lines(
        ShellText.of("frame look ")
            .plus(ShellText.word(service))
            .plus(" ")
            .plus(ShellText.number(index)),
        ShellText.of("( clova_within ").plus(ShellText.word(service)),
        ShellText.lines(questions.stream().map(Question::text).toList()),
        ShellText.of(") </dev/null 2>/dev/null"),
        ShellText.of("frame status $?"));
  }
}
