package io.paxos.server.transport;

import io.paxos.protocol.Ballot;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Key;
import io.paxos.protocol.RegisterState;
import io.paxos.protocol.StoreId;
import io.paxos.protocol.Value;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Writes a message: big-endian numbers, and a length before everything that has one. {@link
 * WireReader} reads it. Confined to one thread.
 */
public final class WireWriter {
  private static final int ROOM = 256;

  private byte[] bytes;
  private int length;

  /** An empty message. */
  public WireWriter() {
    this(0);
  }

  /**
   * An empty message.
   *
   * @param contentBytes how long what is in it will be, roughly, without numbers and short texts
   */
  public WireWriter(int contentBytes) {
    bytes = new byte[ROOM + contentBytes];
    tag(WireFormat.VERSION);
  }

  /** What was written; nothing may be written after that. */
  public ByteBuffer message() {
    return ByteBuffer.wrap(bytes, 0, length).slice();
  }

  /** A byte: 0 to 255. */
  public void tag(int tag) {
    int at = room(1);
    bytes[at] = (byte) tag;
  }

  /** 4 bytes. */
  public void int32(int value) {
    int at = room(Integer.BYTES);
    WireFormat.INT32.set(bytes, at, value);
  }

  /** 8 bytes. */
  public void int64(long value) {
    int at = room(Long.BYTES);
    WireFormat.INT64.set(bytes, at, value);
  }

  /** The length, 4 bytes, and the bytes. */
  public void bytes(byte[] value) {
    int32(value.length);
    int at = room(value.length);
    System.arraycopy(value, 0, bytes, at, value.length);
  }

  /** The length, 4 bytes, and what remains in the buffer, which stays as it is. */
  public void bytes(ByteBuffer value) {
    int32(value.remaining());
    int at = room(value.remaining());
    value.duplicate().get(bytes, at, value.remaining());
  }

  /** Makes room for so many more bytes, maybe in another array; returns where they begin. */
  private int room(int more) {
    int at = length;
    length = Math.addExact(at, more);
    if (length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length, 2 * bytes.length));
    }
    return at;
  }

  /** The length in bytes, 4 bytes, and UTF-8. */
  public void text(String value) {
    bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  /** A byte that says whether there is a value, and the value. */
  public <T> void optional(Optional<T> value, Consumer<T> write) {
    tag(value.isPresent() ? 1 : 0);
    value.ifPresent(write);
  }

  /** The number of elements, 4 bytes, and the elements. */
  public <T> void list(Collection<T> values, Consumer<T> write) {
    int32(values.size());
    values.forEach(write);
  }

  void ballot(Ballot ballot) {
    int64(ballot.counter());
    if (!ballot.isZero()) {
      text(ballot.proposer().node());
      int64(ballot.proposer().incarnation());
    }
  }

  void key(Key key) {
    text(key.text());
  }

  void store(StoreId store) {
    int64(store.value().getMostSignificantBits());
    int64(store.value().getLeastSignificantBits());
  }

  void configuration(Configuration configuration) {
    text(configuration.text());
  }

  void state(RegisterState state) {
    int64(state.revision());
    optional(state.value(), this::value);
    bytes(state.history().encoded());
  }

  /** The media type and the content, each after its length. */
  public void value(Value value) {
    text(value.mediaType());
    int32(value.size());
    int at = room(value.size());
    value.copyTo(bytes, at);
  }
}
