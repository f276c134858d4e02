package io.paxos.server.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paxos.protocol.Value;
import io.paxos.register.Versioned;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Why a request did not do what it asked for: a problem document (RFC 9457).
 *
 * @param detail for people: names the value and the rule
 * @param revision of the register, where it is known
 * @param applied whether the change took effect: certainly not, or nobody knows
 * @param change the path of the change of membership that this is about
 * @param headers that the status calls for
 */
public record Problem(
    ProblemType type,
    String detail,
    OptionalLong revision,
    Applied applied,
    Optional<String> change,
    Map<String, String> headers)
    implements Answer {
  /** Whether what was asked for took effect. */
  public enum Applied {
    NO,
    UNKNOWN
  }

  public Problem {
    headers = Map.copyOf(headers);
  }

  /** A problem of a request that changed nothing. */
  public static Problem of(ProblemType type, String detail) {
    return new Problem(type, detail, OptionalLong.empty(), Applied.NO, Optional.empty(), Map.of());
  }

  /** Nothing was changed, and the same request may succeed soon. */
  public static Problem notApplied(String reason) {
    return of(ProblemType.NOT_APPLIED, reason).with("Retry-After", "1");
  }

  /** It is not known whether the change took effect. */
  public static Problem unknown(String reason) {
    return of(
            ProblemType.UNKNOWN_OUTCOME,
            reason
                + "; a retry with the same Idempotency-Key may tell; without one, read the register")
        .maybeApplied();
  }

  /** The same problem of a change that may have taken effect. */
  public Problem maybeApplied() {
    return new Problem(type, detail, revision, Applied.UNKNOWN, change, headers);
  }

  /** The same problem, telling where a change of membership is. */
  public Problem withChange(String path) {
    return new Problem(type, detail, revision, applied, Optional.of(path), headers)
        .with("Location", path);
  }

  /** The same problem, telling where the register is, with its entity tag if it has a value. */
  public Problem withCurrent(Versioned<?> current) {
    Problem located =
        new Problem(type, detail, OptionalLong.of(current.revision()), applied, change, headers);
    return current.value().isPresent()
        ? located.with("ETag", EntityTag.ofRevision(current.revision()).toString())
        : located;
  }

  /** The same problem with one more header. */
  public Problem with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Problem(type, detail, revision, applied, change, more);
  }

  /**
   * The document as it is sent.
   *
   * @param instance the path of the request, a valid URI reference
   */
  Response document(String instance) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("type", type.reference());
    json.put("title", type.title());
    json.put("status", type.status());
    json.put("detail", detail);
    json.put("instance", instance);
    if (applied == Applied.UNKNOWN) {
      json.put("applied", "unknown");
    } else {
      json.put("applied", false);
    }
    revision.ifPresent(known -> json.put("revision", known));
    change.ifPresent(path -> json.put("change", path));
    byte[] bytes = json.toString().getBytes(StandardCharsets.UTF_8);
    return new Response(type.status(), headers, Optional.empty())
        .with("Cache-Control", "no-store")
        .with(Value.of(bytes, "application/problem+json"));
  }
}
