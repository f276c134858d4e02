package io.paxos.checker;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Which revisions a register can have: they grow by one, but where it was deleted and forgotten,
 * and born again over a floor (rule R5), some are left out. Those that there are have a place in
 * order, from 0.
 */
final class Lives {
  private static final long NOWHERE = -1;

  private final long first;
  private final List<Birth> births = new ArrayList<>(0);
  private final TreeSet<Long> deaths = new TreeSet<>();

  /** After one revision, which is empty, comes the one above the floor. */
  private record Birth(long after, long floor) {
    long gap() {
      return floor - after;
    }
  }

  /** A register that begins empty at this revision. */
  Lives(long first) {
    this.first = first;
  }

  /** The revision at which the register was empty first. */
  long first() {
    return first;
  }

  /** Some store has forgotten the tombstone of this revision. */
  void die(long revision) {
    deaths.add(revision);
  }

  /** The next revision after this empty one is the one above the floor. */
  void beBorn(long after, long floor) {
    births.add(new Birth(after, floor));
  }

  /** Whether the register may be absent after this revision: never written, or forgotten. */
  boolean mayBeAbsentAfter(long revision) {
    return revision == first || deaths.contains(revision);
  }

  /**
   * Where this revision is, if there is one; negative if there is none. The floor over which the
   * register was born again is where the revision before is: it was no change.
   */
  long place(long revision) {
    long place = revision - first;
    for (Birth birth : births) {
      if (revision >= birth.floor) {
        place -= birth.gap();
      } else if (revision > birth.after) {
        return NOWHERE;
      }
    }
    return Math.max(place, NOWHERE);
  }

  /** Whether a change makes this revision, if it comes to that. */
  boolean isMade(long revision) {
    return place(revision) > 0 && births.stream().noneMatch(birth -> birth.floor == revision);
  }

  /** Whether a change makes this revision of a register of which there is nothing before. */
  boolean beginsOver(long revision) {
    long base = revision - 1;
    return mayBeAbsentAfter(base) || births.stream().anyMatch(birth -> birth.floor == base);
  }

  /**
   * The first place, from one on, at which somebody may find the register absent over this floor,
   * which is never below the revision that was forgotten; negative if there is none.
   */
  long absence(long from, long floor) {
    if (from == 0 && floor >= first) {
      return 0;
    }
    for (long death : deaths.headSet(floor, true)) {
      if (place(death) >= from) {
        return place(death);
      }
    }
    return NOWHERE;
  }

  /** The revisions that were forgotten. */
  Iterable<Long> deaths() {
    return deaths;
  }
}
