package io.paxos.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The client-supplied ids of the last changes of a register, with what came of them (rule R7).
 *
 * <p>The last {@value #MAX_RECENT} are kept with their outcome; of the {@value #MAX_FADED} before
 * them only a fingerprint is left, enough to refuse a second application; beyond those, the horizon
 * speaks for the ordered ids. Size: up to 16 KiB for a register whose changes carry ids, nothing
 * for others.
 *
 * @param recent oldest first
 * @param faded fingerprints of the ids before them, oldest first
 * @param horizon the greatest ordered id whose fingerprint was dropped
 */
public record Operations(List<Applied> recent, List<UUID> faded, Optional<UUID> horizon) {
  /** How many are kept with their outcome. */
  public static final int MAX_RECENT = 16;

  /** How many fingerprints are kept. */
  public static final int MAX_FADED = 1024;

  /** The longest value, in bytes, that is kept as an outcome. */
  public static final int MAX_RESULT_BYTES = 64;

  /** No change carried an id yet. */
  public static final Operations NONE = new Operations(List.of(), List.of(), Optional.empty());

  /**
   * The first outcome of an operation.
   *
   * @param revision the revision that it made
   * @param created whether there was no value before
   * @param result the value that it made, if it is at most {@value #MAX_RESULT_BYTES} bytes long
   */
  public record Applied(OperationId id, long revision, boolean created, Optional<Value> result) {
    /**
     * @throws IllegalArgumentException if the revision is not positive or the result too long
     */
    public Applied {
      if (revision < 1) {
        throw new IllegalArgumentException("revision " + revision + " is not 1 or more");
      }
      if (result.isPresent() && result.get().size() > MAX_RESULT_BYTES) {
        throw new IllegalArgumentException("a result is at most 64 bytes");
      }
    }
  }

  /** What a register remembers of an operation. */
  public sealed interface Memory permits Remembered, Never, Faded {}

  /** It was applied, with this outcome. */
  public record Remembered(Applied applied) implements Memory {}

  /** It was not applied. */
  public record Never() implements Memory {}

  /** It was applied, or may have been; the outcome is forgotten. */
  public record Faded() implements Memory {}

  /**
   * @throws IllegalArgumentException if a list is longer than its bound
   */
  public Operations {
    recent = List.copyOf(recent);
    faded = List.copyOf(faded);
    if (recent.size() > MAX_RECENT || faded.size() > MAX_FADED) {
      throw new IllegalArgumentException(
          "%d recent and %d faded operations are more than %d and %d"
              .formatted(recent.size(), faded.size(), MAX_RECENT, MAX_FADED));
    }
  }

  /** What is known of the operation with this id. */
  public Memory recall(OperationId id) {
    for (Applied applied : recent) {
      if (applied.id().equals(id)) {
        return new Remembered(applied);
      }
    }
    if (faded.isEmpty() && horizon.isEmpty()) {
      return new Never();
    }
    UUID fingerprint = id.fingerprint();
    boolean passed = id.isOrdered() && horizon.isPresent() && !isAbove(fingerprint, horizon.get());
    return passed || faded.contains(fingerprint) ? new Faded() : new Never();
  }

  /** These operations and one more. */
  public Operations plus(Applied applied) {
    List<Applied> newRecent = new ArrayList<>(recent);
    newRecent.add(applied);
    if (newRecent.size() <= MAX_RECENT) {
      return new Operations(newRecent, faded, horizon);
    }
    List<UUID> newFaded = new ArrayList<>(faded);
    newFaded.add(newRecent.remove(0).id().fingerprint());
    if (newFaded.size() <= MAX_FADED) {
      return new Operations(newRecent, newFaded, horizon);
    }
    UUID dropped = newFaded.remove(0);
    return new Operations(newRecent, newFaded, laterOf(horizon, dropped));
  }

  private static Optional<UUID> laterOf(Optional<UUID> horizon, UUID dropped) {
    boolean moves =
        dropped.version() == 7 && (horizon.isEmpty() || isAbove(dropped, horizon.get()));
    return moves ? Optional.of(dropped) : horizon;
  }

  /** Compares as the text of the ids compares; {@link UUID#compareTo} is signed. */
  private static boolean isAbove(UUID left, UUID right) {
    int high = Long.compareUnsigned(left.getMostSignificantBits(), right.getMostSignificantBits());
    int low = Long.compareUnsigned(left.getLeastSignificantBits(), right.getLeastSignificantBits());
    return high > 0 || (high == 0 && low > 0);
  }
}
