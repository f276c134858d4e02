package io.paxos.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What a register holds: bytes and their media type. Immutable; equal when both are equal. */
public final class Value {
  /** The longest media type, in characters. */
  public static final int MAX_MEDIA_TYPE_LENGTH = 255;

  private final byte[] bytes;
  private final String mediaType;

  private Value(byte[] bytes, String mediaType) {
    if (!isAllowed(mediaType)) {
      throw new IllegalArgumentException(
          "media type \"%s\" is not 1 to %d characters of printable ASCII"
              .formatted(mediaType, MAX_MEDIA_TYPE_LENGTH));
    }
    this.bytes = bytes;
    this.mediaType = mediaType;
  }

  /**
   * A value with a copy of these bytes.
   *
   * @param mediaType 1 to {@value #MAX_MEDIA_TYPE_LENGTH} characters of printable ASCII, for
   *     example {@code application/json}
   * @throws IllegalArgumentException if the media type breaks its rule
   */
  public static Value of(byte[] bytes, String mediaType) {
    return new Value(bytes.clone(), mediaType);
  }

  /**
   * A value with a copy of what remains in this buffer, which has nothing left then.
   *
   * @param mediaType as in {@link #of(byte[], String)}
   * @throws IllegalArgumentException if the media type breaks its rule
   */
  public static Value of(ByteBuffer bytes, String mediaType) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    return new Value(copy, mediaType);
  }

  /** A {@code text/plain} value. */
  public static Value text(String text) {
    return new Value(text.getBytes(StandardCharsets.UTF_8), "text/plain;charset=utf-8");
  }

  /** What a header field can carry and every database can store as text (RFC 9110, 5.5). */
  private static boolean isAllowed(String mediaType) {
    for (int i = 0; i < mediaType.length(); i++) {
      if (mediaType.charAt(i) < ' ' || mediaType.charAt(i) > '~') {
        return false;
      }
    }
    return !mediaType.isEmpty() && mediaType.length() <= MAX_MEDIA_TYPE_LENGTH;
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /**
   * Copies the bytes into an array.
   *
   * @param at where the first one goes
   * @throws IndexOutOfBoundsException if there is no room for all of them
   */
  public void copyTo(byte[] target, int at) {
    System.arraycopy(bytes, 0, target, at, bytes.length);
  }

  /** The number of bytes. */
  public int size() {
    return bytes.length;
  }

  public String mediaType() {
    return mediaType;
  }

  /** The bytes as UTF-8; malformed input is replaced. */
  public String utf8() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Value that
        && mediaType.equals(that.mediaType)
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(bytes) + mediaType.hashCode();
  }

  @Override
  public String toString() {
    return bytes.length <= 64 ? utf8() : bytes.length + " bytes of " + mediaType;
  }
}
