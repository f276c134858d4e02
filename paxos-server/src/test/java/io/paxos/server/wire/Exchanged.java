package io.paxos.server.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a server answered. */
public record Exchanged(int status, Map<String, String> headers, String body) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The value of a header that is there once. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  public String etag() {
    return header("ETag").orElse("none");
  }

  /** The content as JSON. */
  public JsonNode json() {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException malformed) {
      throw new IllegalStateException(this + " has no JSON", malformed);
    }
  }

  /** Whether it is a whole problem document about this status, of a request without effect. */
  public boolean isProblemWithoutEffect() {
    return isProblem() && json().path("applied").isBoolean() && !json().path("applied").asBoolean();
  }

  /** Whether it is a whole problem document about this status. */
  public boolean isProblem() {
    return header("Content-Type").equals(Optional.of("application/problem+json"))
        && json().path("status").asInt() == status
        && json().path("type").asText().startsWith("/problems/")
        && !json().path("title").asText().isEmpty()
        && !json().path("detail").asText().isEmpty()
        && json().path("instance").asText().startsWith("/");
  }

  /** Reads one response. */
  public static Exchanged readFrom(InputStream in, boolean headOnly) throws IOException {
    String[] statusLine = line(in).split(" ", 3);
    int status = Integer.parseInt(statusLine[1]);
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      String previous = headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
      if (previous != null) {
        throw new IOException("sent twice: " + line);
      }
    }
    boolean bodiless = headOnly || status == 204 || status == 304 || status < 200;
    int length = bodiless ? 0 : Integer.parseInt(headers.getOrDefault("Content-Length", "0"));
    byte[] body = in.readNBytes(length);
    return new Exchanged(status, headers, new String(body, StandardCharsets.UTF_8));
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int one = in.read(); one != '\n'; one = in.read()) {
      if (one < 0) {
        throw new EOFException("the connection was closed after \"" + line + "\"");
      }
      line.append((char) one);
    }
    return line.toString().stripTrailing();
  }
}
