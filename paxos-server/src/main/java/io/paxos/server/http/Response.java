package io.paxos.server.http;

import io.paxos.protocol.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An answer that is not a problem.
 *
 * @param headers without the content's type and length
 * @param content what is sent, with its media type; with {@code HEAD}, what would be
 */
public record Response(int status, Map<String, String> headers, Optional<Value> content)
    implements Answer {
  public Response {
    headers = Map.copyOf(headers);
  }

  /** An answer with nothing but a status. */
  public static Response of(int status) {
    return new Response(status, Map.of(), Optional.empty());
  }

  /**
   * An answer as it is sent.
   *
   * @param path of the request, raw
   */
  static Response of(Answer answer, String path) {
    return answer instanceof Problem problem
        ? problem.document(RawText.uri(path))
        : (Response) answer;
  }

  /** The same answer with one more header. */
  public Response with(String header, String value) {
    if (headers.isEmpty()) {
      return new Response(status, Map.of(header, value), content);
    }
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Response(status, more, content);
  }

  /** The same answer with the entity tag of this revision. */
  public Response withRevision(long revision) {
    return with("ETag", EntityTag.ofRevision(revision).toString());
  }

  /**
   * The same answer for content that came from a client: a browser neither guesses its type nor
   * runs it with the rights of this origin.
   */
  public Response guarded() {
    return with("X-Content-Type-Options", "nosniff").with("Content-Security-Policy", "sandbox");
  }

  /** The same answer with this content. */
  public Response with(Value newContent) {
    return new Response(status, headers, Optional.of(newContent));
  }
}
