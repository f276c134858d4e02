package io.paxos.server.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A text that must not be shown. Immutable; does not print itself. */
public final class Secret {
  private static final String SCHEME = "Bearer ";

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

  /** What the header {@code Authorization} says of whoever shows it (RFC 6750). */
  public String authorization() {
    return SCHEME + text;
  }

  /** Whether this value of the header {@code Authorization} shows it. */
  public boolean isShownBy(String authorization) {
    return authorization.startsWith(SCHEME) && matches(authorization.substring(SCHEME.length()));
  }

  @Override
  public String toString() {
    return "(secret)";
  }
}
