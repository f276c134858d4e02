package io.paxos.storage.jdbc;

import io.paxos.protocol.Key;

/**
 * The text of a key as databases store it. PostgreSQL's text has no U+0000, so it is written as
 * U+0001 U+0001, and U+0001 as U+0001 U+0002. The order of keys stays what it is.
 */
final class KeyText {
  private KeyText() {}

  static String of(Key key) {
    String text = key.text();
    return text.indexOf('\u0000') < 0 && text.indexOf('\u0001') < 0 ? text : escaped(text);
  }

  static Key parse(String stored) {
    return Key.parse(stored.indexOf('\u0001') < 0 ? stored : unescaped(stored));
  }

  private static String escaped(String text) {
    return text.replace("\u0001", "\u0001\u0002").replace("\u0000", "\u0001\u0001");
  }

  private static String unescaped(String stored) {
    return stored.replace("\u0001\u0001", "\u0000").replace("\u0001\u0002", "\u0001");
  }
}
