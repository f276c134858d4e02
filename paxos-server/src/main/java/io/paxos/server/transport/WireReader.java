package io.paxos.server.transport;

import io.paxos.protocol.Ballot;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.History;
import io.paxos.protocol.Key;
import io.paxos.protocol.ProposerId;
import io.paxos.protocol.RegisterState;
import io.paxos.protocol.StoreId;
import io.paxos.protocol.Value;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Reads a message that {@link WireWriter} wrote. Confined to one thread.
 *
 * <p>Trusts nothing: a length is compared with what is left before anything of that size is made,
 * and every byte must be accounted for.
 */
public final class WireReader {
  private final byte[] bytes;
  private final int end;
  private int position;

  /** Whoever issued the ballot that was read last, most likely the next one too. */
  private ProposerId lastProposer = Ballot.ZERO.proposer();

  private WireReader(ByteBuffer message) {
    this.bytes = message.array();
    this.position = message.arrayOffset() + message.position();
    this.end = position + message.remaining();
  }

  /**
   * Reads a whole message.
   *
   * @param message in an array; stays as it is
   * @throws MalformedMessageException if it is not one, or goes on after it
   */
  public static <T> T readAll(ByteBuffer message, Function<WireReader, T> read) {
    WireReader reader = new WireReader(message);
    try {
      int version = reader.tag();
      if (version != WireFormat.VERSION) {
        throw new MalformedMessageException(
            "message version %d is not %d".formatted(version, WireFormat.VERSION));
      }
      T result = read.apply(reader);
      if (reader.remaining() > 0) {
        throw new MalformedMessageException(reader.remaining() + " bytes too many");
      }
      return result;
    } catch (BufferUnderflowException cut) {
      throw new MalformedMessageException(
          "a message of %d bytes is cut short".formatted(message.remaining()), cut);
    } catch (IllegalArgumentException invalid) {
      throw new MalformedMessageException(invalid.getMessage(), invalid);
    }
  }

  /** A byte: 0 to 255. */
  public int tag() {
    int at = take(1);
    return Byte.toUnsignedInt(bytes[at]);
  }

  /** 4 bytes. */
  public int int32() {
    int at = take(Integer.BYTES);
    return (int) WireFormat.INT32.get(bytes, at);
  }

  /** 8 bytes. */
  public long int64() {
    int at = take(Long.BYTES);
    return (long) WireFormat.INT64.get(bytes, at);
  }

  /** As many as the 4 bytes before them say. */
  public byte[] bytes() {
    int length = length();
    int at = take(length);
    return Arrays.copyOfRange(bytes, at, at + length);
  }

  /** So much of the message itself. */
  public ByteBuffer part() {
    int length = length();
    return ByteBuffer.wrap(bytes, take(length), length).slice();
  }

  /** UTF-8, as long as the 4 bytes before it say. */
  public String text() {
    int length = length();
    int at = take(length);
    return isAscii(at, length)
        ? new String(bytes, at, length, StandardCharsets.ISO_8859_1)
        : decoded(ByteBuffer.wrap(bytes, at, length));
  }

  private boolean isAscii(int at, int length) {
    for (int i = at; i < at + length; i++) {
      if (bytes[i] < 0) {
        return false;
      }
    }
    return true;
  }

  private static String decoded(ByteBuffer encoded) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(encoded).toString();
    } catch (CharacterCodingException malformed) {
      throw new MalformedMessageException("a text is not UTF-8", malformed);
    }
  }

  boolean flag() {
    int tag = tag();
    if (tag > 1) {
      throw new MalformedMessageException(tag + " is neither 0 nor 1");
    }
    return tag == 1;
  }

  /** A value, if the byte before it says that there is one. */
  public <T> Optional<T> optional(Supplier<T> read) {
    return flag() ? Optional.of(read.get()) : Optional.empty();
  }

  /** As many elements as the 4 bytes before them say. */
  public <T> List<T> list(Supplier<T> read) {
    // Every element takes at least a byte, so this bounds the list by the message.
    int size = length();
    List<T> values = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      values.add(read.get());
    }
    return values;
  }

  Ballot ballot() {
    long counter = int64();
    return counter == 0 ? Ballot.ZERO : new Ballot(counter, proposer());
  }

  private ProposerId proposer() {
    int length = length();
    int at = take(length);
    long incarnation = int64();
    if (incarnation != lastProposer.incarnation() || !isText(at, length, lastProposer.node())) {
      // What is not ASCII is no name of a node either.
      String node = new String(bytes, at, length, StandardCharsets.ISO_8859_1);
      lastProposer = new ProposerId(node, incarnation);
    }
    return lastProposer;
  }

  private boolean isText(int at, int length, String text) {
    if (length != text.length()) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (bytes[at + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  Key key() {
    return Key.parse(text());
  }

  StoreId store() {
    return new StoreId(new UUID(int64(), int64()));
  }

  Configuration configuration() {
    return Configuration.parse(text());
  }

  RegisterState state() {
    return new RegisterState(int64(), optional(this::value), History.decoded(bytes()));
  }

  /** What is thrown when a tag means nothing here. */
  public MalformedMessageException unknown(String what, int tag) {
    return new MalformedMessageException("there is no %s with tag %d".formatted(what, tag));
  }

  /** A media type and a content, each after its length. */
  public Value value() {
    String mediaType = text();
    return Value.of(part(), mediaType);
  }

  private int length() {
    int length = int32();
    if (length < 0 || length > remaining()) {
      throw new MalformedMessageException(
          "a length of %d with %d bytes left".formatted(length, remaining()));
    }
    return length;
  }

  /** Steps over so many bytes; returns where they begin. */
  private int take(int count) {
    if (count > remaining()) {
      throw new BufferUnderflowException();
    }
    int at = position;
    position += count;
    return at;
  }

  private int remaining() {
    return end - position;
  }
}
