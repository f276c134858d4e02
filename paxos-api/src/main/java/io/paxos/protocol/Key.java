package io.paxos.protocol;

/**
 * The name of a register: a kind and a name within it. Kinds do not overlap, so nothing that is
 * written through one face of the framework can break the promise of another.
 *
 * <p>Ordered by the bytes of the UTF-8 of {@link #text()}, which is the order of its code points.
 * Immutable; equal when both kind and name are equal.
 */
public final class Key implements Comparable<Key> {
  /** The longest name, in bytes of UTF-8. */
  public static final int MAX_BYTES = 1024;

  /** The register that holds the cluster's configuration. */
  public static final Key CONFIGURATION = of(Kind.CONFIGURATION, "cluster");

  /** The register that says who carries a change of membership through, and how far it is. */
  public static final Key CHANGE = of(Kind.CONFIGURATION, "change");

  /** The register that says who collects what was deleted. */
  public static final Key COLLECTION = of(Kind.CONFIGURATION, "collection");

  private static final Kind[] KINDS = Kind.values();

  private final Kind kind;

  /** Kept as one string, since acceptors, messages, and maps ask for it all the time. */
  private final String text;

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

  private Key(Kind kind, String text) {
    int bytes = utf8Length(text, kind.prefix().length());
    if (bytes < 1 || bytes > MAX_BYTES) {
      throw new IllegalArgumentException(
          "a key is 1 to " + MAX_BYTES + " bytes of UTF-8, this one is " + bytes);
    }
    this.kind = kind;
    this.text = text;
  }

  /**
   * The key with this name.
   *
   * @param kind which name space
   * @param name 1 to {@value #MAX_BYTES} bytes of UTF-8, any character
   * @throws IllegalArgumentException if the name is empty, longer than that, or has half of a
   *     surrogate pair
   */
  public static Key of(Kind kind, String name) {
    return new Key(kind, kind.prefix() + name);
  }

  /** The key of a register that can change. */
  public static Key register(String name) {
    return of(Kind.REGISTER, name);
  }

  /** The key of a write-once switch. */
  public static Key writeOnce(String name) {
    return of(Kind.SWITCH, name);
  }

  /**
   * The key whose {@link #text()} this is.
   *
   * @throws IllegalArgumentException if it is not the text of a key
   */
  public static Key parse(String text) {
    for (Kind kind : KINDS) {
      if (text.startsWith(kind.prefix())) {
        return new Key(kind, text);
      }
    }
    throw new IllegalArgumentException("\"" + text + "\" does not begin with the kind of a key");
  }

  /** Which name space. */
  public Kind kind() {
    return kind;
  }

  /** The name within it. */
  public String name() {
    return text.substring(kind.prefix().length());
  }

  /** Kind and name in one string, as acceptors store and order it. */
  public String text() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Key that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public int compareTo(Key other) {
    return compareCodePoints(text, other.text);
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

  /** The length of what begins there. */
  private static int utf8Length(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) < 0x80) {
      at++;
    }
    int bytes = at - from;
    while (at < text.length()) {
      int codePoint = text.codePointAt(at);
      bytes += utf8Length(codePoint);
      at += Character.charCount(codePoint);
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
    return text;
  }
}
