package io.paxos.checker;

import io.paxos.checker.RegisterHistory.Revision;
import io.paxos.history.Call;
import io.paxos.history.Operation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The writes in doubt of one register, and the revisions that nobody vouches for: every one of
 * those was made by a write in doubt of its own.
 *
 * <p>The assignment is exact. A value that was seen names its writer. A compare-and-set can have
 * made one revision only, so where one fits, nothing is lost by taking it. The other writes can
 * have made any revision from some lowest one on, so they differ in nothing but that; and so do the
 * deletes, of which no two follow each other. What is left to decide is how many of the revisions
 * so far were deletes, and whether the last one was.
 */
final class Doubts {
  private final List<Doubt> all = new ArrayList<>();

  /** A write that may have taken effect. */
  private static final class Doubt {
    final Operation operation;
    final long only;
    final long lowest;
    boolean used;

    Doubt(Operation operation, long only, long lowest) {
      this.operation = operation;
      this.only = only;
      this.lowest = lowest;
    }

    boolean mayHaveMade(long revision) {
      return lowest <= revision && (only < 0 || only == revision);
    }

    boolean isDelete() {
      return operation.call().kind() == Call.Kind.DELETE;
    }
  }

  /**
   * Takes a write in.
   *
   * @param only the one revision that it can have made; negative if there are others
   * @param lowest the smallest revision that it can have made
   */
  void add(Operation operation, long only, long lowest) {
    all.add(new Doubt(operation, only, lowest));
  }

  /** The first revision for which there is no write; null if all are explained. */
  @Nullable String unexplained(List<Revision> revisions) {
    if (!hasHole(revisions)) {
      return null;
    }
    String phantom = phantom(revisions);
    return phantom == null ? hole(revisions) : phantom;
  }

  private static boolean hasHole(List<Revision> revisions) {
    for (int i = 1; i < revisions.size(); i++) {
      if (revisions.get(i).isHole()) {
        return true;
      }
    }
    return false;
  }

  /** What was seen was written, by a write in doubt that may have made that revision. */
  private @Nullable String phantom(List<Revision> revisions) {
    for (Revision revision : revisions) {
      if (revision.isHole() && revision.value().isPresent()) {
        Doubt writer = writerOf(revision.value().get());
        if (writer == null || writer.used || !writer.mayHaveMade(revision.number)) {
          return revision.seenBy
              + " saw what cannot be there: "
              + (writer == null ? "nobody in doubt wrote it" : writer.operation);
        }
        writer.used = true;
      }
    }
    return null;
  }

  private @Nullable Doubt writerOf(String value) {
    for (Doubt doubt : all) {
      if (doubt.operation.call().written().filter(value::equals).isPresent()) {
        return doubt;
      }
    }
    return null;
  }

  private @Nullable String hole(List<Revision> revisions) {
    Ways ways = new Ways(all.size());
    for (Revision revision : revisions.subList(1, revisions.size())) {
      long number = revision.number;
      if (!revision.isHole() || revision.value().isPresent()) {
        ways.settle(revision.isKnownEmpty());
      } else if (revision.isKnownEmpty()) {
        ways.take(0, deletesFor(number), true, false);
      } else if (takeOnly(number)) {
        ways.settle(false);
      } else {
        ways.take(writesFor(number), deletesFor(number), !revision.deletedNext, true);
      }
      if (ways.isNone()) {
        return "revision %d has no write: %d writes in doubt cannot explain it and those before"
            .formatted(number, all.size());
      }
    }
    return null;
  }

  /** Takes a compare-and-set that can have made this revision, and so no other. */
  private boolean takeOnly(long revision) {
    for (Doubt doubt : all) {
      if (!doubt.used && doubt.only == revision && doubt.mayHaveMade(revision)) {
        doubt.used = true;
        return true;
      }
    }
    return false;
  }

  private int writesFor(long revision) {
    return count(revision, false);
  }

  private int deletesFor(long revision) {
    return count(revision, true);
  }

  private int count(long revision, boolean delete) {
    int count = 0;
    for (Doubt doubt : all) {
      boolean fits = !doubt.used && doubt.only < 0 && doubt.lowest <= revision;
      count += fits && doubt.isDelete() == delete ? 1 : 0;
    }
    return count;
  }

  /**
   * In how many ways the revisions so far can be explained: by so many deletes, the last revision
   * being one of them or not.
   */
  private static final class Ways {
    private boolean[] lastWritten;
    private boolean[] lastDeleted;
    private int taken;

    Ways(int doubts) {
      this.lastWritten = new boolean[doubts + 1];
      this.lastDeleted = new boolean[doubts + 1];
      // The beginning is empty, as after a delete.
      this.lastDeleted[0] = true;
    }

    /** A revision about which there is no choice. */
    void settle(boolean empty) {
      boolean[] either = new boolean[lastWritten.length];
      for (int deletes = 0; deletes < either.length; deletes++) {
        either[deletes] = lastWritten[deletes] || lastDeleted[deletes];
      }
      lastWritten = empty ? new boolean[either.length] : either;
      lastDeleted = empty ? either : new boolean[either.length];
    }

    /** One more revision, made by one of these many writes or one of these many deletes. */
    void take(int writes, int deletes, boolean mayDelete, boolean mayWrite) {
      boolean[] written = new boolean[lastWritten.length];
      boolean[] deleted = new boolean[lastWritten.length];
      for (int used = 0; used < written.length; used++) {
        boolean reached = lastWritten[used] || lastDeleted[used];
        if (reached && mayWrite && taken - used < writes) {
          written[used] = true;
        }
        if (lastWritten[used] && mayDelete && used < deletes) {
          deleted[used + 1] = true;
        }
      }
      lastWritten = written;
      lastDeleted = deleted;
      taken++;
    }

    boolean isNone() {
      for (int used = 0; used < lastWritten.length; used++) {
        if (lastWritten[used] || lastDeleted[used]) {
          return false;
        }
      }
      return true;
    }
  }
}
