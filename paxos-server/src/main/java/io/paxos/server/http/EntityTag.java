package io.paxos.server.http;

/**
 * An entity tag (RFC 9110, section 8.8.3). Ours are strong, and their text is a revision in decimal
 * digits; every other tag is well-formed but never matches.
 *
 * @param weak whether it begins with {@code W/}
 * @param opaque what stands between the quotes
 */
record EntityTag(boolean weak, String opaque) {
  /** The tag of this revision. */
  static EntityTag ofRevision(long revision) {
    return new EntityTag(false, Long.toString(revision));
  }

  /** Whether both are strong and alike: what {@code If-Match} asks. */
  boolean matchesStrongly(EntityTag other) {
    return !weak && !other.weak && opaque.equals(other.opaque);
  }

  /** Whether they are alike, weak or not: what {@code If-None-Match} asks. */
  boolean matchesWeakly(EntityTag other) {
    return opaque.equals(other.opaque);
  }

  @Override
  public String toString() {
    return (weak ? "W/" : "") + '"' + opaque + '"';
  }
}
