package dev.clova.engine.template;

import dev.clova.engine.definition.ServiceDefinition;
import dev.clova.engine.definition.TextAt;
import dev.clova.engine.template.Pieces.Piece;
import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import dev.clova.state.SourcePosition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Renders the templates of one placement. The same definitions and facts always give the same text;
 * nothing is read, run or asked for. For one thread at a time.
 */
public final class Rendering {

  private static final Comparator<SourcePosition> PLACES =
      Comparator.comparing(SourcePosition::file)
          .thenComparing(SourcePosition::line)
          .thenComparing(SourcePosition::column);

  private final Context context;
  private final Scope outermost;
  private final Progress progress;
  private final Map<TextAt, String> variables = new HashMap<>();
  private final Map<String, Rendering> beside;

  Rendering(Context context) {
    this(context, new Progress(), new HashMap<>());
  }

  private Rendering(Context context, Progress progress, Map<String, Rendering> beside) {
    this.context = context;
    this.progress = progress;
    this.beside = beside;
    this.outermost = context.outermost(this);
  }

  /** What the current call has used up and is in the middle of; shared with what it leads to. */
  private static final class Progress {

    private Work work = new Work();
    private boolean missedFacts;
    private final Set<String> services = new TreeSet<>();
    private final Set<Step> running = new LinkedHashSet<>();
  }

  /** A variable's text for one target. */
  private record Step(String target, boolean isPlacement, TextAt text) {}

  /**
   * A text of a definition.
   *
   * @throws ClovaException with a problem at its place, if it does not render
   */
  public String text(TextAt text) {
    progress.work = new Work();
    return render(text.text(), text::position);
  }

  /**
   * A whole file.
   *
   * @param shown its path as typed from the workspace's root
   * @param source what is in it
   * @throws ClovaException with a problem at its place, if it does not render
   */
  public String file(String shown, String source) {
    progress.work = new Work();
    return render(source, (offset, width) -> filePosition(shown, source, offset, width));
  }

  /**
   * Everything that does not render of the definitions behind this placement: variables and texts,
   * not files. By place; empty if all is well.
   */
  public List<Problem> problems() {
    TreeSet<Problem> problems = new TreeSet<>();
    Scope vars = (Scope) outermost.value("vars");
    for (String name : vars.names()) {
      collect(() -> vars.value(name), problems);
    }
    for (TextAt text : context.service().map(ServiceDefinition::texts).orElse(List.of())) {
      collect(() -> text(text), problems);
    }
    return List.copyOf(problems);
  }

  private void collect(Runnable rendered, Set<Problem> problems) {
    progress.work = new Work();
    try {
      rendered.run();
    } catch (ClovaException e) {
      problems.addAll(e.problems());
    }
  }

  /**
   * Whether something failed only because the target's facts were not given: with them, it is worth
   * another try.
   */
  public boolean missedFacts() {
    return progress.missedFacts;
  }

  /** The other services that any text so far has spoken of, sorted. */
  public SortedSet<String> services() {
    return new TreeSet<>(progress.services);
  }

  void speaksOf(String service) {
    progress.services.add(service);
  }

  void missFacts() {
    progress.missedFacts = true;
  }

  /** The rendering of what another target says of itself, for the same call. */
  Rendering beside(Context other) {
    return beside.computeIfAbsent(
        other.target().name(), name -> new Rendering(other, progress, beside));
  }

  /** A variable's own text, rendered once. */
  String variable(TextAt text) {
    String known = variables.get(text);
    if (known != null) {
      return known;
    }
    Step step = new Step(context.target().name(), context.service().isPresent(), text);
    if (progress.running.contains(step)) {
      throw new ClovaException(cycle(step));
    }
    progress.running.add(step);
    progress.work.enter();
    try {
      String rendered = render(text.text(), text::position);
      variables.put(text, rendered);
      return rendered;
    } finally {
      progress.work.leave();
      progress.running.remove(step);
    }
  }

  /** Told from the first place on, wherever the circle was entered. */
  private Problem cycle(Step again) {
    List<SourcePosition> places = new ArrayList<>();
    for (Step step : progress.running) {
      if (!places.isEmpty() || step.equals(again)) {
        places.add(step.text().at());
      }
    }
    SourcePosition first = Collections.min(places, PLACES);
    Collections.rotate(places, -places.indexOf(first));
    StringJoiner told = new StringJoiner(", ");
    places.forEach(place -> told.add(place.toString()));
    String detail =
        places.size() == 1
            ? "This variable needs its own value."
            : "These variables need each other's values: " + told + ".";
    return Problem.at(first, ProblemCode.CYCLE, detail, "Write one of them without the other.");
  }

  private String render(String source, Place place) {
    return switch (context.templates().parse(source)) {
      case Template.Plain(String text) -> text;
      case Template.Simple(Pieces pieces) -> simple(pieces, place);
      case Template.Broken(Fault fault, int line) -> throw problem(fault, source, line, place);
      case Template.Full(FullTemplate template) -> {
        try {
          yield template.render(outermost, progress.work);
        } catch (FullTemplate.FaultAtLine e) {
          throw problem(e.fault(), source, e.line(), place);
        }
      }
    };
  }

  private String simple(Pieces pieces, Place place) {
    StringBuilder out = new StringBuilder();
    for (Piece piece : pieces.pieces()) {
      switch (piece) {
        case Piece.Literal(String text) -> out.append(text);
        case Piece.Value value ->
            out.append(at(place, value, () -> Printed.text(Template.follow(outermost, value))));
      }
    }
    return progress.work.made(out.toString());
  }

  private String at(Place place, Piece.Value value, Supplier<String> text) {
    try {
      return progress.work.made(text.get());
    } catch (Fault fault) {
      SourcePosition at = place.of(value.offset(), value.width());
      throw new ClovaException(Problem.at(at, fault.code(), fault.detail(), fault.hint()));
    }
  }

  private static ClovaException problem(Fault fault, String source, int line, Place place) {
    Culprit found = Culprit.find(source, line, fault.culprit());
    SourcePosition at = place.of(found.offset(), found.width());
    return new ClovaException(Problem.at(at, fault.code(), fault.detail(), fault.hint()));
  }

  private static SourcePosition filePosition(String file, String source, int offset, int width) {
    int begin = source.lastIndexOf('\n', offset - 1) + 1;
    int end = source.indexOf('\n', begin);
    String text = source.substring(begin, end < 0 ? source.length() : end).stripTrailing();
    int line = 1 + (int) source.substring(0, begin).chars().filter(c -> c == '\n').count();
    int column = source.codePointCount(begin, Math.max(begin, offset)) + 1;
    return new SourcePosition(file, line, column, text, width);
  }

  /** Where characters of a template are in a file. */
  private interface Place {

    SourcePosition of(int offset, int width);
  }
}
