package io.paxos.checker;

import io.paxos.history.Call;
import io.paxos.history.Operation;
import io.paxos.history.Operation.Maybe;
import io.paxos.history.Operation.Saw;
import io.paxos.history.Operation.Wrote;
import io.paxos.protocol.Key;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The operations of one register. Revisions grow by one with every write, so they are the order of
 * the writes: the history is linearizable iff that order explains every value seen and agrees with
 * real time, and every revision without an acknowledged write can be given to a write in doubt.
 */
final class RegisterHistory {
  private static final Comparator<Operation> BY_START = Comparator.comparingLong(Operation::start);
  private static final Comparator<Operation> BY_END = Comparator.comparingLong(Operation::end);

  private final List<Operation> operations;
  private final long first;
  private final List<Revision> revisions = new ArrayList<>();
  private final Doubts doubts = new Doubts();

  /** What is known of one revision. */
  static final class Revision {
    final long number;
    @Nullable Operation maker;
    @Nullable Operation seenBy;
    boolean deletedNext;

    Revision(long number) {
      this.number = number;
    }

    boolean isHole() {
      return maker == null;
    }

    boolean isKnown() {
      return maker != null || seenBy != null;
    }

    /** The value at this revision, if it is known. */
    Optional<String> value() {
      if (maker != null) {
        return maker.call().written();
      }
      return seenBy != null && seenBy.result() instanceof Saw saw ? saw.value() : Optional.empty();
    }

    boolean isKnownEmpty() {
      return isKnown() && value().isEmpty();
    }
  }

  RegisterHistory(List<Operation> operations, long first) {
    this.operations = operations;
    this.first = first;
  }

  Optional<String> violation() {
    String violation = bounds();
    violation = violation == null ? writes() : violation;
    violation = violation == null ? sights() : violation;
    violation = violation == null ? deletes() : violation;
    violation = violation == null ? disorder() : violation;
    violation = violation == null ? doubts.unexplained(revisions) : violation;
    return Optional.ofNullable(violation);
  }

  /** No revision is greater than the number of writes allows. */
  private @Nullable String bounds() {
    long last = first;
    long most = first;
    for (Operation operation : operations) {
      boolean known = isPlaced(operation);
      long revision = revisionOf(operation);
      if (known && revision < first) {
        return operation + " is before the beginning, " + first;
      }
      last = known ? Math.max(last, revision) : last;
      boolean mayWrite = operation.call().writes() && !(operation.result() instanceof Saw);
      most += mayWrite ? 1 : 0;
    }
    if (last > most) {
      return "there is a revision %d, but writes for %d at most".formatted(last, most);
    }
    for (long number = first; number <= last; number++) {
      revisions.add(new Revision(number));
    }
    return null;
  }

  /** One revision has one write, and a compare-and-set makes the one after what it expected. */
  private @Nullable String writes() {
    for (Operation operation : operations) {
      if (operation.result() instanceof Wrote wrote) {
        Revision revision = at(wrote.revision());
        if (wrote.revision() == first || !operation.call().writes()) {
          return operation + " cannot have made its revision";
        }
        if (revision.maker != null) {
          return operation + " made the same revision as " + revision.maker;
        }
        if (isConditional(operation.call()) && expected(operation.call()) + 1 != wrote.revision()) {
          return operation + " did not find what it expected";
        }
        revision.maker = operation;
      }
    }
    return null;
  }

  /** One revision has one value, and the first is empty. */
  private @Nullable String sights() {
    for (Operation operation : operations) {
      if (operation.result() instanceof Saw saw) {
        Revision revision = at(saw.revision());
        boolean rejected = isConditional(operation.call());
        if (rejected && saw.revision() == expected(operation.call())) {
          return operation + " was rejected where it should have been applied";
        }
        if (operation.call().kind() == Call.Kind.DELETE && saw.value().isPresent()) {
          return operation + " deleted nothing where there was something";
        }
        if (saw.revision() == first && saw.value().isPresent()) {
          return operation + " saw a value at the beginning, which is empty";
        }
        if (revision.isKnown() && !revision.value().equals(saw.value())) {
          Operation other = revision.maker == null ? revision.seenBy : revision.maker;
          return operation + " saw another value than " + other;
        }
        revision.seenBy = operation;
      }
    }
    return null;
  }

  /** A register without a value is not deleted. */
  private @Nullable String deletes() {
    for (int i = 1; i < revisions.size(); i++) {
      Revision before = revisions.get(i - 1);
      if (revisions.get(i).isKnownEmpty()) {
        if (before.isKnownEmpty() || before.number == first) {
          return "revisions %d and %d are both empty".formatted(before.number, before.number + 1);
        }
        before.deletedNext = true;
      }
    }
    return null;
  }

  /**
   * Whatever ended before another began has no greater revision, and a smaller one if the other
   * wrote. It is enough to compare with the greatest revision that had ended by then. A write in
   * doubt, too, makes a revision above what had ended before it began; it never ends itself.
   */
  private @Nullable String disorder() {
    List<Operation> byEnd = new ArrayList<>(operations);
    byEnd.sort(BY_END);
    List<Operation> byStart = new ArrayList<>(operations);
    byStart.sort(BY_START);
    int ended = 0;
    long greatest = first;
    Operation greatestBy = null;
    for (Operation operation : byStart) {
      while (ended < byEnd.size() && byEnd.get(ended).end() < operation.start()) {
        Operation earlier = byEnd.get(ended++);
        if (isPlaced(earlier) && revisionOf(earlier) > greatest) {
          greatest = revisionOf(earlier);
          greatestBy = earlier;
        }
      }
      if (operation.result() instanceof Maybe && operation.call().writes()) {
        doubts.add(operation, onlyRevision(operation.call()), greatest + 1);
      } else if (isPlaced(operation) && revisionOf(operation) < lowest(operation, greatest)) {
        return operation + " is older than what it began after: " + greatestBy;
      }
    }
    return null;
  }

  private static long lowest(Operation operation, long greatestBefore) {
    return operation.result() instanceof Wrote ? greatestBefore + 1 : greatestBefore;
  }

  /** The revision that a compare-and-set can make; negative for the others. */
  private long onlyRevision(Call call) {
    return isConditional(call) ? expected(call) + 1 : -1;
  }

  private static boolean isConditional(Call call) {
    return call.kind() == Call.Kind.COMPARE_AND_SET && call.expect().isPresent();
  }

  /** A switch is set if it is empty, and it is only where it began. */
  private long expected(Call call) {
    return call.key().kind() == Key.Kind.SWITCH ? first : call.expect().orElse(first);
  }

  private Revision at(long number) {
    return revisions.get((int) (number - first));
  }

  /** Whether the client was told a revision. */
  private static boolean isPlaced(Operation operation) {
    return operation.result() instanceof Wrote || operation.result() instanceof Saw;
  }

  private static long revisionOf(Operation operation) {
    if (operation.result() instanceof Wrote wrote) {
      return wrote.revision();
    }
    return operation.result() instanceof Saw saw ? saw.revision() : 0;
  }
}
