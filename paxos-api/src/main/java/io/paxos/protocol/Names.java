package io.paxos.protocol;

/** The rule that names of nodes and acceptors obey, so that every database orders them alike. */
final class Names {
  private static final int MAX_LENGTH = 64;

  private Names() {}

  static String requireValid(String what, String name) {
    if (isValid(name)) {
      return name;
    }
    throw new IllegalArgumentException(
        what + " \"" + name + "\" is not 1 to 64 characters of A-Z a-z 0-9 . _ -");
  }

  /** By hand: every ballot of every message has a name. */
  private static boolean isValid(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (!isAllowed(name.charAt(i))) {
        return false;
      }
    }
    return !name.isEmpty() && name.length() <= MAX_LENGTH;
  }

  private static boolean isAllowed(char letter) {
    return (letter >= 'a' && letter <= 'z')
        || (letter >= 'A' && letter <= 'Z')
        || (letter >= '0' && letter <= '9')
        || letter == '.'
        || letter == '_'
        || letter == '-';
  }
}
