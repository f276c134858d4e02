package io.paxos.checker;

import io.paxos.history.Operation;
import io.paxos.history.Operation.Maybe;
import io.paxos.history.Operation.Saw;
import io.paxos.history.Operation.Wrote;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Checks the history of one register exactly. Revisions grow by one with every write, so they are
 * the order of the writes, and a witness: the history is linearizable iff that order explains every
 * value seen and agrees with real time.
 */
public final class Linearizability {
  private final List<Operation> history;
  private final Map<Long, String> valueAt = new HashMap<>();
  private final Map<String, Long> revisionOf = new HashMap<>();

  private Linearizability(List<Operation> history) {
    this.history = history;
  }

  /** What is wrong with the history of one register, which began empty at revision 0. */
  public static Optional<String> violation(List<Operation> history) {
    Linearizability check = new Linearizability(history);
    return check.firstOf(
        check.duplicateOrContradiction(), check.phantom(), check.hole(), check.disorder());
  }

  @SafeVarargs
  private Optional<String> firstOf(Optional<String>... violations) {
    for (Optional<String> violation : violations) {
      if (violation.isPresent()) {
        return violation;
      }
    }
    return Optional.empty();
  }

  /** One revision has one value, one write has one revision, and revision 0 is empty. */
  private Optional<String> duplicateOrContradiction() {
    for (Operation operation : history) {
      Optional<String> value = valueOf(operation);
      OptionalLong revision = revisionOf(operation);
      if (revision.isEmpty()) {
        continue;
      }
      long at = revision.getAsLong();
      if (value.isEmpty() != (at == 0)) {
        return Optional.of("revision " + at + " goes with " + value + " in " + operation);
      }
      if (value.isPresent()) {
        String known = valueAt.putIfAbsent(at, value.get());
        Long knownAt = revisionOf.putIfAbsent(value.get(), at);
        if ((known != null && !known.equals(value.get())) || (knownAt != null && knownAt != at)) {
          return Optional.of(
              "revision %d was %s and %s was at %s, but: %s"
                  .formatted(at, known, value.get(), knownAt, operation));
        }
      }
    }
    return Optional.empty();
  }

  /** What was seen was written, by an operation that may have taken effect and began before. */
  private Optional<String> phantom() {
    Map<String, Operation> writers = new HashMap<>();
    history.forEach(
        operation -> operation.call().written().ifPresent(value -> writers.put(value, operation)));
    for (Operation seen : history) {
      if (!(seen.result() instanceof Saw saw) || saw.value().isEmpty()) {
        continue;
      }
      Operation writer = writers.get(saw.value().get());
      boolean possible =
          writer != null
              && writer.start() <= seen.end()
              && (writer.result() instanceof Wrote || writer.result() instanceof Maybe);
      if (!possible) {
        return Optional.of(seen + " saw what cannot be there: " + writer);
      }
    }
    return Optional.empty();
  }

  /** Revisions that nobody vouches for are no more than the writes that may have made them. */
  private Optional<String> hole() {
    long last = valueAt.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
    long holes = last - valueAt.size();
    long maybes =
        history.stream()
            .filter(operation -> operation.result() instanceof Maybe)
            .filter(
                operation -> operation.call().written().filter(revisionOf::containsKey).isEmpty())
            .count();
    return holes <= maybes
        ? Optional.empty()
        : Optional.of(
            "%d revisions up to %d have no write, but only %d writes are in doubt"
                .formatted(holes, last, maybes));
  }

  /**
   * Whatever ended before another began has no greater revision, and a smaller one if the other
   * wrote. It is enough to compare with the greatest revision that had ended by then.
   */
  private Optional<String> disorder() {
    List<Operation> byEnd = new ArrayList<>(history);
    byEnd.sort(Comparator.comparingLong(Operation::end));
    List<Operation> byStart = new ArrayList<>(history);
    byStart.sort(Comparator.comparingLong(Operation::start));
    int ended = 0;
    long greatest = 0;
    Operation greatestBy = null;
    for (Operation operation : byStart) {
      while (ended < byEnd.size() && byEnd.get(ended).end() < operation.start()) {
        OptionalLong revision = revisionOf(byEnd.get(ended));
        if (revision.isPresent() && revision.getAsLong() > greatest) {
          greatest = revision.getAsLong();
          greatestBy = byEnd.get(ended);
        }
        ended++;
      }
      OptionalLong revision = placed(operation);
      boolean wrote = !(operation.result() instanceof Saw);
      if (revision.isPresent()
          && revision.getAsLong() < greatest + (wrote && greatest > 0 ? 1 : 0)) {
        return Optional.of(operation + " is older than what it began after: " + greatestBy);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> valueOf(Operation operation) {
    return operation.result() instanceof Saw saw ? saw.value() : operation.call().written();
  }

  private static OptionalLong revisionOf(Operation operation) {
    if (operation.result() instanceof Wrote wrote) {
      return OptionalLong.of(wrote.revision());
    }
    return operation.result() instanceof Saw saw
        ? OptionalLong.of(saw.revision())
        : OptionalLong.empty();
  }

  /** Where an operation stands; for one in doubt that was seen, where it was seen. */
  private OptionalLong placed(Operation operation) {
    if (operation.result() instanceof Maybe) {
      Long seenAt = operation.call().written().map(revisionOf::get).orElse(null);
      return seenAt == null ? OptionalLong.empty() : OptionalLong.of(seenAt);
    }
    return revisionOf(operation);
  }
}
