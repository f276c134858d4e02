package io.paxos.server.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A text that must not be shown. Immutable; does not print itself. */
public final class Secret {
  private final String text;

  public Secret(String text) {
    this.text = text;
  }

  /** The secret itself: for whoever has to present it, never for a log. */
  public String reveal() {
    return text;
  }

  /** Whether this is the same text. How long it takes says nothing about where they differ. */
  public boolean matches(String presented) {
    return MessageDigest.isEqual(
        text.getBytes(StandardCharsets.UTF_8), presented.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "(secret)";
  }
}
