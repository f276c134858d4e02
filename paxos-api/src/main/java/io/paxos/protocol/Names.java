package io.paxos.protocol;

import java.util.regex.Pattern;

/** The rule that names of nodes and acceptors obey, so that every database orders them alike. */
final class Names {
  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private Names() {}

  static String requireValid(String what, String name) {
    if (ALLOWED.matcher(name).matches()) {
      return name;
    }
    throw new IllegalArgumentException(
        what + " \"" + name + "\" is not 1 to 64 characters of A-Z a-z 0-9 . _ -");
  }
}
