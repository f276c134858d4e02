package io.paxos.server.config;

/** A setting breaks its rule. The message is one line for whoever runs the node. */
public final class SettingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A setting that must be there is not. */
  static SettingException missing(String name, String rule) {
    return new SettingException(name + " is not set: " + rule);
  }

  /** A setting has a value that is not allowed; it is quoted, so it must not be secret. */
  static SettingException wrong(String name, String value, String rule) {
    return new SettingException("%s=\"%s\": %s".formatted(name, value, rule));
  }

  SettingException(String message) {
    super(message);
  }
}
