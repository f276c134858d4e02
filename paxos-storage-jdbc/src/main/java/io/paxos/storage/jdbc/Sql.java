package io.paxos.storage.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The statements, which live in resource files beside this class. */
final class Sql {
  /** Ends a transaction. */
  static final String COMMIT = "commit";

  /** Who the acceptor is, as {@link Session} reads it. */
  static final String STANDING = load("standing.sql");

  private Sql() {}

  /**
   * The statement in this file, without its comments.
   *
   * @throws IllegalStateException if there is no such file
   */
  static String load(String file) {
    return read(file).lines().filter(line -> !line.startsWith("--")).collect(joining("\n"));
  }

  /** The whole text of this file. */
  static String read(String file) {
    try (InputStream in = Sql.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + file + " is missing");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException("the resource " + file + " cannot be read", failure);
    }
  }
}
