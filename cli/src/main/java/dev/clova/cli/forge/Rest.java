package dev.clova.cli.forge;

import dev.clova.state.ClovaException;
import dev.clova.state.JsonOut;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Requests to a forge's interface. Goes nowhere else: redirections are not followed, since the
 * token goes with every request.
 */
final class Rest implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(15);
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final int PAGE = 50;
  private static final int PAGES = 100;

  private final HttpClient client;
  private final String base;
  private final String tokenHeader;
  private final String token;

  /**
   * Connects to nothing yet.
   *
   * @param base where the interface is, as the runner says
   * @param tokenHeader the header that the token goes in
   * @param token the whole value of that header
   */
  Rest(String base, String tokenHeader, String token) {
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    this.base = base.replaceFirst("/+$", "");
    this.tokenHeader = tokenHeader;
    this.token = token;
  }

  /** What is there. */
  Json get(String path) {
    return checked("GET", path, request("GET", path, BodyPublishers.noBody()));
  }

  /** All elements of a list that comes in pages. */
  List<Json> all(String path) {
    List<Json> all = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (int page = 1; page <= PAGES; page++) {
      List<Json> elements =
          get("%s?per_page=%d&limit=%d&page=%d".formatted(path, PAGE, PAGE, page)).elements();
      int before = ids.size();
      for (Json element : elements) {
        if (ids.add(element.text("id").orElse("page " + page))) {
          all.add(element);
        }
      }
      if (elements.size() < PAGE || ids.size() == before) {
        break;
      }
    }
    return all;
  }

  /** Whether there is something that we may see; for asking who we are. */
  boolean has(String path) {
    return request("GET", path, BodyPublishers.noBody()).statusCode() < 300;
  }

  /** Sends an object. */
  void send(String method, String path, Consumer<JsonOut> members) {
    String body = JsonOut.event(members);
    checked(method, path, request(method, path, BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> request(String method, String path, BodyPublisher body) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(base + path))
              .timeout(ANSWER)
              .header(tokenHeader, token)
              .header("Accept", "application/json")
              .header("Content-Type", "application/json")
              .header("User-Agent", "clova")
              .method(method, body)
              .build();
      return client.send(request, BodyHandlers.ofString());
    } catch (IllegalArgumentException e) {
      throw failed(
          "`%s` is no address, or the token holds what no header may hold.".formatted(base),
          "The runner says where its forge is; look at the job's environment.",
          e);
    } catch (IOException e) {
      throw failed(
          "`%s` was not reached: %s.".formatted(base, reason(e)),
          "Look whether the runner can reach its forge, and run the job again.",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("The request was interrupted.", "", e);
    }
  }

  private Json checked(String method, String path, HttpResponse<String> response) {
    try {
      if (response.statusCode() < 300) {
        return Json.parse(response.body());
      }
    } catch (IOException e) {
      throw failed(
          "`%s` answered `%s %s` with something else than JSON.".formatted(base, method, path),
          "Look at the address that the runner says its forge has.",
          e);
    }
    throw new ClovaException(
        Problem.of(
            ProblemCode.FAILED,
            "`%s` answered `%s %s` with status %d."
                .formatted(base, method, path, response.statusCode()),
            hint(response.statusCode())));
  }

  private static String hint(int status) {
    return switch (status) {
      case 401, 403 -> "The token may not do that; it has to be able to comment on pull requests.";
      case 404 -> "It is not there, or the token may not see it.";
      case 422 -> "The forge does not take this text; it may be too long for it.";
      default -> "Run the job again.";
    };
  }

  private static String reason(IOException failure) {
    String message = failure.getMessage();
    return message == null || message.isEmpty() ? failure.getClass().getSimpleName() : message;
  }

  private static ClovaException failed(String detail, String hint, Exception cause) {
    return new ClovaException(Problem.of(ProblemCode.FAILED, detail, hint), cause);
  }

  @Override
  public void close() {
    client.close();
  }
}
