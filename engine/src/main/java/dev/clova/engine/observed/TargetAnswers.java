package dev.clova.engine.observed;

import dev.clova.engine.kind.Sight;
import dev.clova.engine.kind.TreeSight.Presence;
import dev.clova.engine.remote.Frame;
import dev.clova.engine.remote.FrameSink;
import dev.clova.engine.remote.TargetText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Collects the frames that one target sends back, over all its trips. */
final class TargetAnswers implements FrameSink {

  /** One service's answers, as they came. */
  static final class Service {
    Presence presence = Presence.GONE;
    boolean known;
    boolean same;
    byte[] receipt = {};
    byte[] tree = {};
    byte[] listing = {};
    ServiceView.Confirmation confirmation = ServiceView.Confirmation.NONE;
    boolean hasPending;
    boolean hasBegun;
    byte[] pending = {};
    byte[] next = {};
    byte[] now = {};
    String digests = "";
    final Map<Integer, Sight.Answer> looks = new HashMap<>();
    final Map<Integer, byte[]> reads = new HashMap<>();
  }

  private final Map<String, Service> services = new TreeMap<>();
  private final Set<String> carried = new TreeSet<>();
  private String root = "";
  private String rootState = "absent";
  private String facts = "";
  private String vitals = "";
  private String lock = "";
  private String lastService = "";
  private int lastLook = -1;
  private byte[] lastBody = {};

  String root() {
    return root;
  }

  String rootState() {
    return rootState;
  }

  String facts() {
    return facts;
  }

  String vitals() {
    return vitals;
  }

  String lock() {
    return lock;
  }

  Map<String, Service> services() {
    return services;
  }

  Set<String> carried() {
    return carried;
  }

  Service service(String name) {
    return services.computeIfAbsent(name, n -> new Service());
  }

  @Override
  public void frame(Frame frame, InputStream body) throws IOException {
    List<String> words = frame.arguments();
    String first = words.isEmpty() ? "" : words.getFirst();
    String last = words.isEmpty() ? "" : words.getLast();
    switch (frame.kind()) {
      case "root" -> {
        rootState = first;
        root = text(body);
      }
      case "facts" -> facts = text(body);
      case "vitals" -> vitals = text(body);
      case "lock" -> lock = text(body);
      case "known" -> service(first).known = true;
      case "receipt" -> service(first).receipt = body.readAllBytes();
      case "tree" -> service(first).tree = body.readAllBytes();
      case "listing" -> service(first).listing = body.readAllBytes();
      case "pending" -> {
        service(first).hasPending = true;
        service(first).hasBegun = last.equals("there");
        service(first).pending = body.readAllBytes();
      }
      case "carried" -> carried.add(TargetText.line(first));
      case "unconfirmed" ->
          service(first).confirmation =
              switch (last) {
                case "returned" -> ServiceView.Confirmation.TAKEN_BACK;
                case "forgotten" -> ServiceView.Confirmation.FORGOTTEN;
                default -> ServiceView.Confirmation.AWAITED;
              };
      case "next" -> service(first).next = body.readAllBytes();
      case "gone" -> service(first).presence = Presence.GONE;
      case "odd" -> service(first).presence = Presence.ODD;
      case "same" -> words.forEach(this::same);
      case "now" -> {
        service(first).presence = Presence.DIRECTORY;
        service(first).now = body.readAllBytes();
      }
      case "look" -> {
        lastService = first;
        lastLook = (int) frame.number(1, 0, Integer.MAX_VALUE);
        lastBody = body.readAllBytes();
      }
      case "status" -> {
        int status = (int) frame.number(0, 0, 255);
        String answer = new String(lastBody, StandardCharsets.UTF_8);
        service(lastService).looks.put(lastLook, new Sight.Answer(status, answer));
      }
      case "digests" -> service(first).digests = text(body);
      case "read" ->
          service(first)
              .reads
              .put((int) frame.number(1, 0, Integer.MAX_VALUE), body.readAllBytes());
      default -> {}
    }
  }

  private void same(String folder) {
    if (folder.startsWith("./")) {
      Service service = service(folder.substring(2));
      service.presence = Presence.DIRECTORY;
      service.same = true;
    }
  }

  private static String text(InputStream body) throws IOException {
    return new String(body.readAllBytes(), StandardCharsets.UTF_8);
  }
}
