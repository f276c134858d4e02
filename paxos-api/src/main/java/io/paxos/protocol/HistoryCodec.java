package io.paxos.protocol;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The binary form of a history. Numbers are big-endian; a text is its length in two bytes and its
 * characters, which are ASCII.
 */
final class HistoryCodec {
  private static final int FORMAT = 1;
  private static final int UUID_BYTES = 2 * Long.BYTES;

  private HistoryCodec() {}

  static byte[] encode(History history) {
    int size = 1 + sizeOf(history.lineage()) + sizeOf(history.operations());
    ByteBuffer out = ByteBuffer.allocate(size).put((byte) FORMAT);
    write(history.lineage(), out);
    write(history.operations(), out);
    return out.array();
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws IllegalArgumentException if these bytes are not of that form
   */
  static History decode(byte[] encoded) {
    ByteBuffer in = ByteBuffer.wrap(encoded);
    try {
      int format = unsignedByte(in);
      if (format != FORMAT) {
        throw new IllegalArgumentException("history format " + format + " is not " + FORMAT);
      }
      History history = new History(readLineage(in), readOperations(in));
      if (in.hasRemaining()) {
        throw new IllegalArgumentException("a history has " + in.remaining() + " bytes too many");
      }
      return history;
    } catch (BufferUnderflowException truncated) {
      throw new IllegalArgumentException(
          "a history of " + encoded.length + " bytes is cut short", truncated);
    }
  }

  private static int sizeOf(Lineage lineage) {
    int size = Long.BYTES + 1;
    for (Ballot ballot : lineage.ballots()) {
      size += Long.BYTES + sizeOf(ballot.proposer().node()) + Long.BYTES;
    }
    return size;
  }

  private static void write(Lineage lineage, ByteBuffer out) {
    out.putLong(lineage.horizon()).put((byte) lineage.ballots().size());
    for (Ballot ballot : lineage.ballots()) {
      out.putLong(ballot.counter());
      write(ballot.proposer().node(), out);
      out.putLong(ballot.proposer().incarnation());
    }
  }

  private static Lineage readLineage(ByteBuffer in) {
    long horizon = in.getLong();
    int count = unsignedByte(in);
    List<Ballot> ballots = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      long counter = in.getLong();
      ballots.add(new Ballot(counter, new ProposerId(readText(in), in.getLong())));
    }
    return new Lineage(ballots, horizon);
  }

  private static int sizeOf(Operations operations) {
    int size = 1 + Short.BYTES + operations.faded().size() * UUID_BYTES + 1;
    for (Operations.Applied applied : operations.recent()) {
      size += sizeOf(applied.id().text()) + Long.BYTES + 2;
      size += applied.result().map(HistoryCodec::sizeOf).orElse(0);
    }
    return size + (operations.horizon().isPresent() ? UUID_BYTES : 0);
  }

  private static void write(Operations operations, ByteBuffer out) {
    out.put((byte) operations.recent().size());
    for (Operations.Applied applied : operations.recent()) {
      write(applied.id().text(), out);
      out.putLong(applied.revision());
      write(applied.created(), out);
      write(applied.result().isPresent(), out);
      applied.result().ifPresent(result -> write(result, out));
    }
    out.putShort((short) operations.faded().size());
    for (UUID fingerprint : operations.faded()) {
      write(fingerprint, out);
    }
    write(operations.horizon().isPresent(), out);
    operations.horizon().ifPresent(horizon -> write(horizon, out));
  }

  private static Operations readOperations(ByteBuffer in) {
    int recentCount = unsignedByte(in);
    List<Operations.Applied> recent = new ArrayList<>(recentCount);
    for (int i = 0; i < recentCount; i++) {
      OperationId id = new OperationId(readText(in));
      long revision = in.getLong();
      boolean created = readBoolean(in);
      Optional<Value> result = readBoolean(in) ? Optional.of(readResult(in)) : Optional.empty();
      recent.add(new Operations.Applied(id, revision, created, result));
    }
    int fadedCount = Short.toUnsignedInt(in.getShort());
    List<UUID> faded = new ArrayList<>();
    for (int i = 0; i < fadedCount; i++) {
      faded.add(readUuid(in));
    }
    Optional<UUID> horizon = readBoolean(in) ? Optional.of(readUuid(in)) : Optional.empty();
    if (recent.isEmpty() && faded.isEmpty() && horizon.isEmpty()) {
      return Operations.NONE;
    }
    return new Operations(recent, faded, horizon);
  }

  private static int sizeOf(Value result) {
    return sizeOf(result.mediaType()) + 1 + result.size();
  }

  private static void write(Value result, ByteBuffer out) {
    write(result.mediaType(), out);
    out.put((byte) result.size()).put(result.bytes());
  }

  private static Value readResult(ByteBuffer in) {
    String mediaType = readText(in);
    return Value.of(readBytes(unsignedByte(in), in), mediaType);
  }

  private static int sizeOf(String text) {
    return Short.BYTES + text.length();
  }

  private static void write(String text, ByteBuffer out) {
    out.putShort((short) text.length()).put(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Other characters than ASCII are refused by those who take the text. */
  private static String readText(ByteBuffer in) {
    int length = Short.toUnsignedInt(in.getShort());
    requireLeft(length, in);
    int at = in.position();
    in.position(at + length);
    return new String(in.array(), in.arrayOffset() + at, length, StandardCharsets.ISO_8859_1);
  }

  /** Nothing is set aside for bytes that are not there. */
  private static byte[] readBytes(int length, ByteBuffer in) {
    requireLeft(length, in);
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  private static void requireLeft(int length, ByteBuffer in) {
    if (length > in.remaining()) {
      throw new BufferUnderflowException();
    }
  }

  private static void write(UUID uuid, ByteBuffer out) {
    out.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
  }

  private static UUID readUuid(ByteBuffer in) {
    return new UUID(in.getLong(), in.getLong());
  }

  private static void write(boolean flag, ByteBuffer out) {
    out.put((byte) (flag ? 1 : 0));
  }

  private static boolean readBoolean(ByteBuffer in) {
    return in.get() != 0;
  }

  private static int unsignedByte(ByteBuffer in) {
    return Byte.toUnsignedInt(in.get());
  }
}
