package io.paxos.protocol;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a state remembers of how it came about: the ballots of its last writes and the ids of its
 * last operations. Immutable; equal when both are equal.
 */
public final class History {
  private final Lineage lineage;
  private final Operations operations;

  /** Once it is known: it goes to every acceptor, and into every database. */
  private volatile byte @Nullable [] encoded;

  /** A history of these two parts. */
  public History(Lineage lineage, Operations operations) {
    this.lineage = lineage;
    this.operations = operations;
  }

  /** The history of a register that nobody has written, over this floor. */
  public static History bornOver(long floor) {
    return new History(Lineage.bornOver(floor), Operations.NONE);
  }

  /** The ballots of the last writes. */
  public Lineage lineage() {
    return lineage;
  }

  /** The ids of the last operations. */
  public Operations operations() {
    return operations;
  }

  /** A compact binary form, the same on the wire and in every database. */
  public byte[] encoded() {
    byte[] known = encoded;
    if (known == null) {
      known = HistoryCodec.encode(this);
      encoded = known;
    }
    return known.clone();
  }

  /**
   * The history that was {@link #encoded()}.
   *
   * @throws IllegalArgumentException if these bytes are not of that form
   */
  public static History decoded(byte[] encoded) {
    History history = HistoryCodec.decode(encoded);
    history.encoded = encoded.clone();
    return history;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof History that
        && lineage.equals(that.lineage)
        && operations.equals(that.operations);
  }

  @Override
  public int hashCode() {
    return Objects.hash(lineage, operations);
  }

  @Override
  public String toString() {
    return "History[lineage=" + lineage + ", operations=" + operations + "]";
  }
}
