package io.paxos.server.transport;

import io.paxos.protocol.Ballot;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Key;
import io.paxos.protocol.RegisterState;
import io.paxos.protocol.StoreId;
import io.paxos.protocol.Value;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Writes a message: big-endian numbers, and a length before everything that has one. {@link
 * WireReader} reads it. Confined to one thread.
 */
final class WireWriter {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);

  WireWriter() {
    tag(WireFormat.VERSION);
  }

  byte[] message() {
    return bytes.toByteArray();
  }

  void tag(int tag) {
    bytes.write(tag);
  }

  void int32(int value) {
    for (int shift = 24; shift >= 0; shift -= 8) {
      bytes.write(value >>> shift);
    }
  }

  void int64(long value) {
    int32((int) (value >>> 32));
    int32((int) value);
  }

  void bytes(byte[] value) {
    int32(value.length);
    bytes.write(value, 0, value.length);
  }

  void text(String value) {
    bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  <T> void optional(Optional<T> value, Consumer<T> write) {
    tag(value.isPresent() ? 1 : 0);
    value.ifPresent(write);
  }

  <T> void list(List<T> values, Consumer<T> write) {
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

  private void value(Value value) {
    text(value.mediaType());
    bytes(value.bytes());
  }
}
