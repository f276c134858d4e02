package io.paxos.server.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** Asks a node about the members, over HTTP. Every method throws {@link ClientFailure}. */
final class MembersClient {
  private static final String CLUSTER = "/v1/cluster";
  private static final String CHANGES = CLUSTER + "/changes";
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(3))
          .build();
  private final URI server;
  private final Optional<String> secret;

  MembersClient(URI server, Optional<String> secret) {
    this.server = server;
    this.secret = secret;
  }

  /** {@code GET /v1/cluster}. */
  JsonNode cluster() {
    return ask("GET", CLUSTER, BodyPublishers.noBody());
  }

  /** Begins a change. */
  JsonNode begin(JsonNode wish) {
    return ask("POST", CHANGES, BodyPublishers.ofString(wish.toString()));
  }

  /** The change that was under way in this era. */
  JsonNode change(long era) {
    return ask("GET", CHANGES + "/" + era, BodyPublishers.noBody());
  }

  /** Turns it back. */
  JsonNode abort(long era) {
    return ask("DELETE", CHANGES + "/" + era, BodyPublishers.noBody());
  }

  private JsonNode ask(String method, String path, BodyPublisher body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server + path)).timeout(TIMEOUT).method(method, body);
    if (method.equals("POST")) {
      request.header("Content-Type", "application/json");
    }
    if (!method.equals("GET")) {
      // It is shown only where it is needed.
      secret.ifPresent(text -> request.header("Authorization", "Bearer " + text));
    }
    HttpResponse<String> response = send(request.build());
    JsonNode json = parse(response);
    if (response.statusCode() >= 300) {
      throw new ClientFailure(response.statusCode(), detail(response.statusCode(), json));
    }
    return json;
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (ConnectException refused) {
      throw new ClientFailure("no node listens at " + server + " (--server)");
    } catch (IOException failed) {
      String reason = failed.getMessage() == null ? failed.toString() : failed.getMessage();
      throw new ClientFailure("no answer from " + server + ": " + reason);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ClientFailure("interrupted");
    }
  }

  private JsonNode parse(HttpResponse<String> response) {
    try {
      return JSON.readTree(response.body());
    } catch (JsonProcessingException other) {
      throw new ClientFailure(
          response.statusCode(),
          "%s answered with status %d, and not as a node does"
              .formatted(server, response.statusCode()));
    }
  }

  private static String detail(int status, JsonNode problem) {
    String detail = problem.path("detail").asText("status " + status);
    return switch (status) {
      case 401 -> detail + " (--cluster-secret-file)";
      case 409 -> detail + " (./paxos members status)";
      case 504 -> detail + " (./paxos members status)";
      default -> detail;
    };
  }
}
