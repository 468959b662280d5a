package dev.clova.cli.forge;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.clova.state.JsonOut;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A forge on loopback that knows one repository's comments, as GitHub, Forgejo and GitLab tell
 * them. It remembers what it was asked.
 */
public final class ForgeStandIn implements AutoCloseable {

  /** The token that it takes. */
  public static final String TOKEN = "token-of-the-job";

  /** As whom the token is logged in. */
  public static final String US = "github-actions[bot]";

  private static final Pattern COMMENTS =
      Pattern.compile(
          "/repos/acme/homelab/issues/(\\d+)/comments|/projects/7/merge_requests/(\\d+)/notes");
  private static final Pattern COMMENT =
      Pattern.compile(
          "/repos/acme/homelab/issues/comments/(\\d+)|/projects/7/merge_requests/\\d+/notes/(\\d+)");
  private static final Pattern PULLS =
      Pattern.compile(
          "/repos/acme/homelab/commits/([0-9a-f]+)/pulls?"
              + "|/projects/7/repository/commits/([0-9a-f]+)/merge_requests");

  private final HttpServer server;
  private final Map<Long, String[]> comments = new LinkedHashMap<>();
  private final Map<String, String> merges = new LinkedHashMap<>();
  private final List<String> requests = new ArrayList<>();
  private long last = 100;

  private ForgeStandIn(HttpServer server) {
    this.server = server;
  }

  /** Starts one. */
  public static ForgeStandIn start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ForgeStandIn forge = new ForgeStandIn(server);
    server.createContext("/", forge::answer);
    server.start();
    return forge;
  }

  /** Where it is. */
  public String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Adds somebody's comment. */
  public synchronized void comment(String author, String body) {
    comments.put(++last, new String[] {author, body});
  }

  /** A commit comes with a pull request. */
  public synchronized void merge(String commit, String pull) {
    merges.put(commit, pull);
  }

  /** The texts of all comments. */
  public synchronized List<String> bodies() {
    return comments.values().stream().map(comment -> comment[1]).toList();
  }

  /** What changed something, since this was asked last. */
  public synchronized List<String> writes() {
    List<String> writes = requests.stream().filter(request -> !request.startsWith("GET ")).toList();
    requests.clear();
    return writes;
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    String method = exchange.getRequestMethod();
    String path = exchange.getRequestURI().getPath();
    requests.add(method + " " + path);
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    boolean isKnown =
        ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))
            || TOKEN.equals(exchange.getRequestHeaders().getFirst("PRIVATE-TOKEN"));
    if (!isKnown) {
      send(exchange, 401, "{}");
      return;
    }
    Matcher list = COMMENTS.matcher(path);
    Matcher one = COMMENT.matcher(path);
    Matcher pulls = PULLS.matcher(path);
    if (path.equals("/user")) {
      boolean isGitLab = exchange.getRequestHeaders().containsKey("PRIVATE-TOKEN");
      send(exchange, isGitLab ? 200 : 403, "{\"username\":\"" + US + "\"}");
    } else if (list.matches() && method.equals("GET")) {
      boolean isFirst = exchange.getRequestURI().getQuery().endsWith("&page=1");
      send(exchange, 200, isFirst ? all() : "[]");
    } else if (list.matches() && method.equals("POST")) {
      comments.put(++last, new String[] {US, Json.parse(body).text("body").orElseThrow()});
      send(exchange, 201, "{\"id\":" + last + "}");
    } else if (one.matches() && (method.equals("PATCH") || method.equals("PUT"))) {
      long id = Long.parseLong(one.group(1) == null ? one.group(2) : one.group(1));
      comments.put(id, new String[] {US, Json.parse(body).text("body").orElseThrow()});
      send(exchange, 200, "{\"id\":" + id + "}");
    } else if (pulls.matches()) {
      String commit = pulls.group(1) == null ? pulls.group(2) : pulls.group(1);
      String number = merges.getOrDefault(commit, "");
      send(
          exchange,
          200,
          number.isEmpty()
              ? "[]"
              : "[{\"number\":%s,\"iid\":%s,\"state\":\"merged\",\"merged_at\":\"2026-01-01\"}]"
                  .formatted(number, number));
    } else {
      send(exchange, 404, "{}");
    }
  }

  private String all() {
    String object =
        JsonOut.event(
            out ->
                out.objects(
                    "all",
                    comments.entrySet(),
                    (it, entry) -> {
                      it.number("id", entry.getKey());
                      it.object("user", user -> user.text("login", entry.getValue()[0]));
                      it.object("author", user -> user.text("username", entry.getValue()[0]));
                      it.text("body", entry.getValue()[1]);
                    }));
    return object.substring("{\"all\":".length(), object.length() - 1);
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
