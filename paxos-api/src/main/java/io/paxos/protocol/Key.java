package io.paxos.protocol;

/**
 * The name of a register: a kind and a name within it. Kinds do not overlap, so nothing that is
 * written through one face of the framework can break the promise of another.
 *
 * <p>Ordered by the bytes of the UTF-8 of {@link #text()}, which is the order of its code points.
 *
 * @param kind which name space
 * @param name 1 to 1024 bytes of UTF-8, any character
 */
public record Key(Kind kind, String name) implements Comparable<Key> {
  /** The longest name, in bytes of UTF-8. */
  public static final int MAX_BYTES = 1024;

  /** The register that holds the cluster's configuration. */
  public static final Key CONFIGURATION = new Key(Kind.CONFIGURATION, "cluster");

  /** The register that says who carries a change of membership through, and how far it is. */
  public static final Key CHANGE = new Key(Kind.CONFIGURATION, "change");

  /** The register that says who collects what was deleted. */
  public static final Key COLLECTION = new Key(Kind.CONFIGURATION, "collection");

  /** A name space, and the letter that marks it in {@link Key#text()}. */
  public enum Kind {
    CONFIGURATION("c"),
    REGISTER("r"),
    SWITCH("s");

    private final String prefix;

    Kind(String letter) {
      this.prefix = letter + "/";
    }

    /** What the text of every key of this kind begins with. */
    public String prefix() {
      return prefix;
    }
  }

  /**
   * @throws IllegalArgumentException if the name is empty, longer than {@value #MAX_BYTES} bytes of
   *     UTF-8, or has half of a surrogate pair
   */
  public Key {
    int bytes = utf8Length(name);
    if (bytes < 1 || bytes > MAX_BYTES) {
      throw new IllegalArgumentException(
          "a key is 1 to " + MAX_BYTES + " bytes of UTF-8, this one is " + bytes);
    }
  }

  /** The key of a register that can change. */
  public static Key register(String name) {
    return new Key(Kind.REGISTER, name);
  }

  /** The key of a write-once switch. */
  public static Key writeOnce(String name) {
    return new Key(Kind.SWITCH, name);
  }

  /**
   * The key whose {@link #text()} this is.
   *
   * @throws IllegalArgumentException if it is not the text of a key
   */
  public static Key parse(String text) {
    for (Kind kind : Kind.values()) {
      if (text.startsWith(kind.prefix())) {
        return new Key(kind, text.substring(kind.prefix().length()));
      }
    }
    throw new IllegalArgumentException("\"" + text + "\" does not begin with the kind of a key");
  }

  /** Kind and name in one string, as acceptors store and order it. */
  public String text() {
    return kind.prefix() + name;
  }

  @Override
  public int compareTo(Key other) {
    int byKind = kind.prefix().compareTo(other.kind.prefix());
    return byKind != 0 ? byKind : compareCodePoints(name, other.name);
  }

  /** Compares as the bytes of the UTF-8 of both compare, unsigned. */
  private static int compareCodePoints(String left, String right) {
    int common = Math.min(left.length(), right.length());
    for (int i = 0; i < common; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        // UTF-16 sorts surrogates below U+E000..U+FFFF, UTF-8 above.
        return Character.isSurrogate(a) == Character.isSurrogate(b)
            ? Character.compare(a, b)
            : Boolean.compare(Character.isSurrogate(a), Character.isSurrogate(b));
      }
    }
    return Integer.compare(left.length(), right.length());
  }

  private static int utf8Length(String name) {
    int bytes = 0;
    int codePoint;
    for (int i = 0; i < name.length(); i += Character.charCount(codePoint)) {
      codePoint = name.codePointAt(i);
      bytes += utf8Length(codePoint);
    }
    return bytes;
  }

  private static int utf8Length(int codePoint) {
    if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
      throw new IllegalArgumentException("a key has half of a surrogate pair");
    }
    if (codePoint < 0x80) {
      return 1;
    }
    return codePoint < 0x800 ? 2 : Character.charCount(codePoint) + 2;
  }

  @Override
  public String toString() {
    return text();
  }
}
