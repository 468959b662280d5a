package dev.clova.engine.observed;

import dev.clova.engine.remote.Inquiry;
import dev.clova.engine.remote.Limits;
import dev.clova.engine.remote.Payload;
import dev.clova.engine.remote.Reply;
import dev.clova.engine.remote.Session;
import dev.clova.state.ClovaException;
import dev.clova.state.PlacementRecord;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Looks at one target. One trip in the ordinary case; one more for what only the first answer could
 * tell to ask: files that somebody touched, receipts that nobody here knew of, and what changes of
 * their files.
 */
final class TargetLook {

  /** A look may bring the listing of a very large service. */
  private static final Limits LIMITS =
      new Limits(Duration.ofSeconds(60), Duration.ofMinutes(10), 512L << 20);

  private final String target;
  private final LookRequest request;
  private final Session session;
  private final RecordCache cache;
  private final TargetAnswers answers = new TargetAnswers();
  private final Map<String, ServiceReading> readings = new TreeMap<>();
  private int trips;

  TargetLook(String target, LookRequest request, Session session, RecordCache cache) {
    this.target = target;
    this.request = request;
    this.session = session;
    this.cache = cache;
  }

  TargetView.Reached look() {
    firstTrip();
    if (answers.rootState().equals("denied")) {
      throw new ClovaException(
          Problem.of(
              ProblemCode.PRIVILEGE,
              "`%s/.clova` on `%s` belongs to another user, so what is recorded there cannot be read."
                  .formatted(answers.root(), target),
              "Connect as the user who applied before, or set `become` for the target."));
    }
    if (answers.rootState().equals("present")) {
      discover();
      readChanging();
      readSuspects();
      askTrusted();
    }
    SortedMap<String, ServiceView> views = new TreeMap<>();
    readings.forEach((service, reading) -> views.put(service, reading.view()));
    return new TargetView.Reached(
        answers.root(),
        Facts.read(answers.facts()),
        vitals(),
        views,
        answers.carried(),
        trips,
        session.mayOnlyLook());
  }

  private Optional<Vitals> vitals() {
    return request.vitals()
        ? Optional.of(Vitals.read(answers.vitals(), answers.lock()))
        : Optional.empty();
  }

  private void firstTrip() {
    List<String> known = new ArrayList<>();
    for (Asked asked : request.services()) {
      readings.put(asked.service(), reading(asked));
      asked
          .known()
          .flatMap(PlacementRecord::receipt)
          .filter(cache::has)
          .ifPresent(digest -> known.add(asked.service() + ":" + digest.hex()));
    }
    LookScript script = LookScript.of(request.root()).facts();
    if (request.vitals()) {
      script.vitals();
    }
    script.receipts(known).trees(request.services()).resources(request.services());
    for (Asked asked : request.services()) {
      Map<String, Boolean> guess = ServiceReading.guess(asked, cache);
      reading(asked.service()).asked(guess);
      script.read(asked.service(), guess);
    }
    ask(script.whole());
    readings.values().forEach(ServiceReading::takeReads);
  }

  /**
   * Receipts of ours for services that nobody asked about: they are no longer declared. What was
   * only begun, or waits to be confirmed, may have no receipt yet.
   */
  private void discover() {
    List<Asked> found = new ArrayList<>();
    answers
        .services()
        .forEach(
            (service, answer) -> {
              if (!readings.containsKey(service)
                  && (answer.receipt.length > 0 || answer.hasBegun)) {
                ServiceReading bare = reading(Asked.nothing(service));
                bare.settle();
                bare.record()
                    .filter(record -> bare.isOf(request.workspaceId()))
                    .map(request.recall())
                    .ifPresent(found::add);
              } else if (!readings.containsKey(service)
                  && answer.confirmation == ServiceView.Confirmation.AWAITED) {
                found.add(Asked.nothing(service));
              }
            });
    if (!found.isEmpty()) {
      found.forEach(asked -> readings.put(asked.service(), reading(asked)));
      ask(
          LookScript.of(request.root())
              .inRoot()
              .receipts(List.of())
              .trees(found)
              .resources(found)
              .whole());
    }
  }

  /** In another checkout nobody could know beforehand what is about to change. */
  private void readChanging() {
    LookScript script = LookScript.of(request.root()).inRoot();
    boolean any = false;
    for (ServiceReading reading : readings.values()) {
      Map<String, Boolean> changing = reading.changing();
      if (!changing.isEmpty()) {
        any = true;
        reading.asked(changing);
        script.read(reading.asked().service(), changing);
      }
    }
    if (any) {
      ask(script.whole());
      readings.values().forEach(ServiceReading::takeReads);
    }
  }

  private void readSuspects() {
    LookScript script = LookScript.of(request.root()).inRoot();
    Map<ServiceReading, List<String>> bulk = new LinkedHashMap<>();
    List<Payload> payloads = new ArrayList<>();
    boolean any = false;
    for (ServiceReading reading : readings.values()) {
      Map<String, Boolean> suspects = reading.settle();
      if (suspects.isEmpty()) {
        continue;
      }
      any = true;
      if (suspects.size() <= ServiceReading.MOST_TEXTS) {
        reading.asked(suspects);
        script.read(reading.asked().service(), suspects);
      } else {
        List<String> paths = List.copyOf(suspects.keySet());
        byte[] names = (String.join("\0", paths) + "\0").getBytes(StandardCharsets.UTF_8);
        script.digests(reading.asked().service(), names.length, paths);
        payloads.add(Payload.of(names));
        bulk.put(reading, paths);
      }
    }
    if (any) {
      ask(script.whole(), payloads);
      readings.values().forEach(ServiceReading::takeReads);
      bulk.forEach(
          (reading, paths) ->
              reading.takeDigests(paths, answers.service(reading.asked().service()).digests));
    }
  }

  /** A service that writes into its own directory is as recorded all the same, if ours is. */
  private void askTrusted() {
    List<Asked> trusted = new ArrayList<>();
    for (ServiceReading reading : readings.values()) {
      if (reading.isUnsure() && reading.isUntouched()) {
        trusted.add(reading.asked().knowing(reading.record()));
      }
    }
    if (!trusted.isEmpty()) {
      ask(LookScript.of(request.root()).inRoot().trusted(trusted).whole());
    }
  }

  private void ask(Inquiry asking) {
    ask(asking, List.of());
  }

  private void ask(Inquiry asking, List<Payload> payloads) {
    trips++;
    switch (session.look(asking, payloads, LIMITS, answers)) {
      case Reply.Ended(int status, String errors) -> {
        if (status != 0) {
          throw failed("The look ended with status " + status + ".", errors);
        }
      }
      case Reply.NotRun(Reply.Reason why, String errors) ->
          throw failed("The look was not run: " + why.clause() + ".", errors);
      case Reply.Unknown(Reply.Reason why, String errors) ->
          throw failed("The answer broke off: " + why.clause() + ".", errors);
    }
  }

  private ClovaException failed(String what, String errors) {
    return new ClovaException(
        Problem.of(
            ProblemCode.TARGET_ANSWER,
            "`%s`: %s%s"
                .formatted(target, what, errors.isBlank() ? "" : " It said: " + errors.strip()),
            "Try `clova target test " + target + "`."));
  }

  private ServiceReading reading(Asked asked) {
    return new ServiceReading(target, asked, answers.service(asked.service()), cache, request);
  }

  private ServiceReading reading(String service) {
    return Objects.requireNonNull(readings.get(service), service);
  }
}
