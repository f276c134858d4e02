package io.paxos.protocol;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a state remembers of how it came about: the ballots of its last writes and the ids of its
 * last operations. Immutable; equal when both are equal.
 */
public final class History {
  private static final int FORMAT = 1;

  private final Lineage lineage;
  private final Operations operations;

  /** Once it is known: it goes to every acceptor, and into every database. */
  private volatile byte @Nullable [] encoded;

  /** A history of these two parts. */
  public History(Lineage lineage, Operations operations) {
    this.lineage = lineage;
    this.operations = operations;
  }

  private History(DataInputStream in, byte[] encoded) throws IOException {
    this(readLineage(in), readOperations(in));
    this.encoded = encoded;
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
      known = encode();
      encoded = known;
    }
    return known.clone();
  }

  private byte[] encode() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      writeLineage(out);
      writeOperations(out);
    } catch (IOException impossible) {
      throw new IllegalStateException("writing to memory failed", impossible);
    }
    return bytes.toByteArray();
  }

  /**
   * The history that was {@link #encoded()}.
   *
   * @throws IllegalArgumentException if these bytes are not of that form
   */
  public static History decoded(byte[] encoded) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(encoded))) {
      int format = in.readUnsignedByte();
      if (format != FORMAT) {
        throw new IllegalArgumentException("history format " + format + " is not " + FORMAT);
      }
      History history = new History(in, encoded.clone());
      if (in.available() > 0) {
        throw new IllegalArgumentException("a history has " + in.available() + " bytes too many");
      }
      return history;
    } catch (IOException truncated) {
      throw new IllegalArgumentException(
          "a history of " + encoded.length + " bytes is cut short", truncated);
    }
  }

  private void writeLineage(DataOutputStream out) throws IOException {
    out.writeLong(lineage.horizon());
    out.writeByte(lineage.ballots().size());
    for (Ballot ballot : lineage.ballots()) {
      out.writeLong(ballot.counter());
      out.writeUTF(ballot.proposer().node());
      out.writeLong(ballot.proposer().incarnation());
    }
  }

  private static Lineage readLineage(DataInputStream in) throws IOException {
    long horizon = in.readLong();
    List<Ballot> ballots = new ArrayList<>();
    for (int left = in.readUnsignedByte(); left > 0; left--) {
      long counter = in.readLong();
      ballots.add(new Ballot(counter, new ProposerId(in.readUTF(), in.readLong())));
    }
    return new Lineage(ballots, horizon);
  }

  private void writeOperations(DataOutputStream out) throws IOException {
    out.writeByte(operations.recent().size());
    for (Operations.Applied applied : operations.recent()) {
      out.writeUTF(applied.id().text());
      out.writeLong(applied.revision());
      out.writeBoolean(applied.created());
      out.writeBoolean(applied.result().isPresent());
      if (applied.result().isPresent()) {
        Value result = applied.result().get();
        out.writeUTF(result.mediaType());
        out.writeByte(result.size());
        out.write(result.bytes());
      }
    }
    out.writeShort(operations.faded().size());
    for (UUID fingerprint : operations.faded()) {
      writeUuid(out, fingerprint);
    }
    out.writeBoolean(operations.horizon().isPresent());
    if (operations.horizon().isPresent()) {
      writeUuid(out, operations.horizon().get());
    }
  }

  private static Operations readOperations(DataInputStream in) throws IOException {
    List<Operations.Applied> recent = new ArrayList<>();
    for (int left = in.readUnsignedByte(); left > 0; left--) {
      OperationId id = new OperationId(in.readUTF());
      long revision = in.readLong();
      boolean created = in.readBoolean();
      Optional<Value> result = in.readBoolean() ? Optional.of(readResult(in)) : Optional.empty();
      recent.add(new Operations.Applied(id, revision, created, result));
    }
    List<UUID> faded = new ArrayList<>();
    for (int left = in.readUnsignedShort(); left > 0; left--) {
      faded.add(readUuid(in));
    }
    Optional<UUID> horizon = in.readBoolean() ? Optional.of(readUuid(in)) : Optional.empty();
    return new Operations(recent, faded, horizon);
  }

  private static Value readResult(DataInputStream in) throws IOException {
    String mediaType = in.readUTF();
    byte[] bytes = new byte[in.readUnsignedByte()];
    in.readFully(bytes);
    return Value.of(bytes, mediaType);
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

  private static void writeUuid(DataOutputStream out, UUID uuid) throws IOException {
    out.writeLong(uuid.getMostSignificantBits());
    out.writeLong(uuid.getLeastSignificantBits());
  }

  private static UUID readUuid(DataInputStream in) throws IOException {
    return new UUID(in.readLong(), in.readLong());
  }
}
