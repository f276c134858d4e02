package io.paxos.checker;

import io.paxos.history.Call;
import io.paxos.history.Operation;
import io.paxos.history.Operation.Maybe;
import io.paxos.history.Operation.Saw;
import io.paxos.history.Operation.Wrote;
import io.paxos.protocol.Key;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The operations of one register. Revisions grow with every write, so they are the order of the
 * writes: the history is linearizable iff that order explains every value seen and agrees with real
 * time, and every revision without an acknowledged write can be given to a write in doubt.
 *
 * <p>Revisions are called by their places, which have no gaps, see {@link Lives}. Who finds a
 * register absent is told the first revision, which says nothing of when: it is given the first
 * place that agrees with real time. No other leaves more room to those that follow.
 */
final class RegisterHistory {
  private static final long NOWHERE = -1;

  private final Lives lives;
  private final long greatestFloor;
  private final List<Placed> operations = new ArrayList<>();
  private final List<Revision> revisions = new ArrayList<>();
  private final Doubts doubts = new Doubts();

  /** An operation, and the place of the revision that it made or saw. */
  private static final class Placed {
    final Operation operation;
    long place = NOWHERE;
    boolean mayBeAbsence;

    Placed(Operation operation) {
      this.operation = operation;
    }

    long start() {
      return operation.start();
    }

    long end() {
      return operation.end();
    }

    /** Whether there was a value at the revision that it made or saw. */
    boolean holdsValue() {
      return operation.result() instanceof Saw saw
          ? saw.value().isPresent()
          : place >= 0 && operation.call().written().isPresent();
    }

    @Override
    public String toString() {
      return operation.toString();
    }
  }

  /** What is known of one revision. */
  static final class Revision {
    final long number;
    @Nullable Operation maker;
    @Nullable Operation seenBy;
    boolean deletedNext;
    private boolean forgotten;

    Revision(long number) {
      this.number = number;
    }

    boolean isHole() {
      return maker == null;
    }

    boolean isKnown() {
      return maker != null || seenBy != null || forgotten;
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

  /**
   * A history.
   *
   * @param greatestFloor over which the register may have been found absent
   */
  RegisterHistory(List<Operation> operations, Lives lives, long greatestFloor) {
    operations.forEach(operation -> this.operations.add(new Placed(operation)));
    this.lives = lives;
    this.greatestFloor = greatestFloor;
  }

  Optional<String> violation() {
    String violation = places();
    if (violation == null) {
      placeAbsences();
      violation = bounds();
    }
    violation = violation == null ? writes() : violation;
    violation = violation == null ? sights() : violation;
    violation = violation == null ? deletes() : violation;
    violation = violation == null ? disorder() : violation;
    violation = violation == null ? doubts.unexplained(revisions) : violation;
    return Optional.ofNullable(violation);
  }

  /** Every revision that somebody was told is one that there can be. */
  private @Nullable String places() {
    for (Placed placed : operations) {
      Operation operation = placed.operation;
      if (isPlaced(operation)) {
        placed.place = lives.place(revisionOf(operation));
        placed.mayBeAbsence = mayBeAbsence(operation);
        if (operation.result() instanceof Wrote wrote && !lives.isMade(wrote.revision())) {
          return operation + " cannot have made its revision";
        }
        if (placed.place < 0 && !placed.mayBeAbsence) {
          return operation + " was told a revision that there is not";
        }
      }
    }
    return null;
  }

  private boolean mayBeAbsence(Operation operation) {
    return greatestFloor > lives.first()
        && operation.result() instanceof Saw saw
        && saw.value().isEmpty()
        && saw.revision() == lives.first();
  }

  /** Of several revisions at which a register may have been found absent, the first. */
  private void placeAbsences() {
    if (operations.stream().noneMatch(placed -> placed.mayBeAbsence)) {
      return;
    }
    Set<Long> held = new HashSet<>();
    for (Placed placed : operations) {
      if (placed.holdsValue()) {
        held.add(placed.place);
      }
    }
    List<Placed> byEnd = byEnd();
    int ended = 0;
    long greatest = 0;
    for (Placed placed : byStart()) {
      while (ended < byEnd.size() && byEnd.get(ended).end() < placed.start()) {
        greatest = Math.max(greatest, byEnd.get(ended++).place);
      }
      if (placed.mayBeAbsence) {
        placed.place = absence(placed, greatest, held);
      }
    }
  }

  /** The first place from one on at which it can have found nothing; negative if there is none. */
  private long absence(Placed placed, long from, Set<Long> held) {
    long absent = lives.absence(from, greatestFloor);
    boolean isThere = placed.place >= from && !held.contains(placed.place);
    return isThere && (absent < 0 || placed.place < absent) ? placed.place : absent;
  }

  private List<Placed> byStart() {
    List<Placed> sorted = new ArrayList<>(operations);
    sorted.sort(Comparator.comparingLong(Placed::start));
    return sorted;
  }

  private List<Placed> byEnd() {
    List<Placed> sorted = new ArrayList<>(operations);
    sorted.sort(Comparator.comparingLong(Placed::end));
    return sorted;
  }

  /** No revision is greater than the number of writes allows. */
  private @Nullable String bounds() {
    long last = 0;
    long most = 0;
    for (Placed placed : operations) {
      Operation operation = placed.operation;
      last = Math.max(last, placed.place);
      boolean mayWrite = operation.call().writes() && !(operation.result() instanceof Saw);
      most += mayWrite ? 1 : 0;
    }
    for (long death : lives.deaths()) {
      last = Math.max(last, lives.place(death));
    }
    if (last > most) {
      return "there is a revision at place %d, but writes for %d at most".formatted(last, most);
    }
    for (long number = 0; number <= last; number++) {
      revisions.add(new Revision(number));
    }
    for (long death : lives.deaths()) {
      revisions.get((int) lives.place(death)).forgotten = true;
    }
    return null;
  }

  /** One revision has one write, and a compare-and-set makes the one after what it expected. */
  private @Nullable String writes() {
    for (Placed placed : operations) {
      Operation operation = placed.operation;
      if (operation.result() instanceof Wrote wrote) {
        Revision revision = at(placed.place);
        if (!operation.call().writes()) {
          return operation + " cannot have made its revision";
        }
        if (revision.maker != null) {
          return operation + " made the same revision as " + revision.maker;
        }
        if (isConditional(operation.call()) && !isExpected(operation.call(), wrote)) {
          return operation + " did not find what it expected";
        }
        revision.maker = operation;
      }
    }
    for (Revision revision : revisions) {
      if (revision.forgotten && revision.value().isPresent()) {
        return revision.maker + " was forgotten, but not deleted";
      }
    }
    return null;
  }

  /**
   * A switch is set if it is empty, and it is only where it began. A register of which nothing is
   * there is at the first revision, whatever floor the next one is made over.
   */
  private boolean isExpected(Call call, Wrote wrote) {
    if (call.key().kind() == Key.Kind.SWITCH) {
      return lives.place(wrote.revision()) == 1;
    }
    long expected = call.expect().orElseThrow();
    return expected + 1 == wrote.revision()
        || (expected == lives.first() && lives.beginsOver(wrote.revision()));
  }

  /** One revision has one value, and the first is empty. */
  private @Nullable String sights() {
    for (Placed placed : operations) {
      Operation operation = placed.operation;
      if (operation.result() instanceof Saw saw) {
        if (isConditional(operation.call()) && isApplicable(operation.call(), saw)) {
          return operation + " was rejected where it should have been applied";
        }
        if (operation.call().kind() == Call.Kind.DELETE && saw.value().isPresent()) {
          return operation + " deleted nothing where there was something";
        }
        if (placed.place < 0) {
          return operation + " saw nothing where there was something";
        }
        if (placed.place == 0 && saw.value().isPresent()) {
          return operation + " saw a value at the beginning, which is empty";
        }
        Revision revision = at(placed.place);
        if (revision.isKnown() && !revision.value().equals(saw.value())) {
          Operation other = revision.maker == null ? revision.seenBy : revision.maker;
          return operation + " saw another value than " + other;
        }
        revision.seenBy = operation;
      }
    }
    return null;
  }

  private static boolean isApplicable(Call call, Saw saw) {
    return call.key().kind() == Key.Kind.SWITCH
        ? saw.value().isEmpty()
        : call.expect().orElseThrow() == saw.revision();
  }

  /** A register without a value is not deleted. */
  private @Nullable String deletes() {
    for (int i = 1; i < revisions.size(); i++) {
      Revision before = revisions.get(i - 1);
      if (revisions.get(i).isKnownEmpty()) {
        if (before.isKnownEmpty() || before.number == 0) {
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
    List<Placed> byEnd = byEnd();
    int ended = 0;
    long greatest = 0;
    Placed greatestBy = null;
    for (Placed placed : byStart()) {
      while (ended < byEnd.size() && byEnd.get(ended).end() < placed.start()) {
        Placed earlier = byEnd.get(ended++);
        if (earlier.place > greatest) {
          greatest = earlier.place;
          greatestBy = earlier;
        }
      }
      Operation operation = placed.operation;
      if (operation.result() instanceof Maybe && operation.call().writes()) {
        doubts.add(operation, onlyPlace(operation.call()), greatest + 1);
      } else if (isPlaced(operation) && placed.place < lowest(operation, greatest)) {
        return operation + " is older than what it began after: " + greatestBy;
      }
    }
    return null;
  }

  private static long lowest(Operation operation, long greatestBefore) {
    return operation.result() instanceof Wrote ? greatestBefore + 1 : greatestBefore;
  }

  /** The place of the revision that a compare-and-set can make; negative for the others. */
  private long onlyPlace(Call call) {
    boolean anyLife =
        isConditional(call)
            && call.key().kind() != Key.Kind.SWITCH
            && call.expect().orElseThrow() == lives.first()
            && greatestFloor > lives.first();
    if (!isConditional(call) || anyLife) {
      return NOWHERE;
    }
    long place =
        call.key().kind() == Key.Kind.SWITCH ? 1 : lives.place(call.expect().orElseThrow() + 1);
    return place < 0 ? Long.MAX_VALUE : place;
  }

  private static boolean isConditional(Call call) {
    return call.kind() == Call.Kind.COMPARE_AND_SET && call.expect().isPresent();
  }

  private Revision at(long number) {
    return revisions.get((int) number);
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
