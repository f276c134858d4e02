package io.paxos.mutation;

import io.paxos.scenario.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The text scenarios, each of which has to leave the trace that its file shows. */
public final class Scenarios {
  private static final List<Path> FILES = files(SourceTree.ofTheseClasses().scenarios());

  private Scenarios() {}

  /** How many there are. */
  static int count() {
    return FILES.size();
  }

  /** How the trace of one of them, counted from 0, differs from its file. */
  public static Optional<String> failure(long number) {
    Scenario scenario = Scenario.read(FILES.get(Math.toIntExact(number)));
    List<String> expected = scenario.trace().lines().toList();
    List<String> actual = scenario.run().lines().toList();
    for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
      String wanted = i < expected.size() ? expected.get(i) : "its end";
      String found = i < actual.size() ? actual.get(i) : "its end";
      if (!wanted.equals(found)) {
        return Optional.of("%s: expected %s, found %s".formatted(scenario.title(), wanted, found));
      }
    }
    return Optional.empty();
  }

  private static List<Path> files(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".txt")).sorted().toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
