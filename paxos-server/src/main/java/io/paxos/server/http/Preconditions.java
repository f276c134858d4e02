package io.paxos.server.http;

import io.paxos.register.Versioned;
import java.util.List;
import java.util.Optional;

/**
 * The conditions of a request on the current value, in the order of RFC 9110, section 13.2.2.
 * Conditions on dates are ignored, as that section asks of resources without one. Immutable.
 */
public record Preconditions(Optional<EntityTags> ifMatch, Optional<EntityTags> ifNoneMatch) {
  /** A condition that was not met. */
  public enum Unmet {
    IF_MATCH,
    IF_NONE_MATCH
  }

  /**
   * The conditions of this call.
   *
   * @throws IllegalArgumentException if a header is malformed
   */
  public static Preconditions of(Call call) {
    return parse(call.header("If-Match"), call.header("If-None-Match"));
  }

  static Preconditions parse(List<String> ifMatch, List<String> ifNoneMatch) {
    return new Preconditions(
        EntityTags.parse("If-Match", ifMatch), EntityTags.parse("If-None-Match", ifNoneMatch));
  }

  /** The first condition that does not hold; a register without a value has no tag at all. */
  public Optional<Unmet> unmetBy(Versioned<?> current) {
    if (ifMatch.isEmpty() && ifNoneMatch.isEmpty()) {
      return Optional.empty();
    }
    Optional<EntityTag> tag =
        current.value().map(value -> EntityTag.ofRevision(current.revision()));
    if (ifMatch.isPresent() && !matchesStrongly(ifMatch.get(), tag)) {
      return Optional.of(Unmet.IF_MATCH);
    }
    if (ifNoneMatch.isPresent() && matchesWeakly(ifNoneMatch.get(), tag)) {
      return Optional.of(Unmet.IF_NONE_MATCH);
    }
    return Optional.empty();
  }

  /** Why a request under these conditions is refused, for people. */
  public Problem problem(Versioned<?> current) {
    String condition =
        unmetBy(current).equals(Optional.of(Unmet.IF_NONE_MATCH))
            ? "If-None-Match: " + ifNoneMatch.map(EntityTags::toString).orElse("")
            : "If-Match: " + ifMatch.map(EntityTags::toString).orElse("");
    String found =
        current.value().isPresent()
            ? "the value has the entity tag " + EntityTag.ofRevision(current.revision())
            : "there is no value";
    return Problem.of(ProblemType.PRECONDITION_FAILED, condition + " does not hold: " + found)
        .withCurrent(current);
  }

  private static boolean matchesStrongly(EntityTags condition, Optional<EntityTag> current) {
    return current.isPresent()
        && (!(condition instanceof EntityTags.Listed listed)
            || listed.tags().stream().anyMatch(current.get()::matchesStrongly));
  }

  private static boolean matchesWeakly(EntityTags condition, Optional<EntityTag> current) {
    return current.isPresent()
        && (!(condition instanceof EntityTags.Listed listed)
            || listed.tags().stream().anyMatch(current.get()::matchesWeakly));
  }
}
