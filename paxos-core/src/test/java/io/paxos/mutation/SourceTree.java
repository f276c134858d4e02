package io.paxos.mutation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where the sources of the core and its API lie, and the mutants of them. */
record SourceTree(Path module) {
  /**
   * The tree that the classes under test were compiled from.
   *
   * @throws IllegalStateException if they come from a jar, whose sources are not at hand
   */
  static SourceTree ofTheseClasses() {
    try {
      Path classes =
          Path.of(SourceTree.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path module = classes.resolve("../..").normalize();
      if (Files.isDirectory(module.resolve("src/main/java"))) {
        return new SourceTree(module);
      }
      throw new IllegalStateException("there are no sources for " + classes);
    } catch (URISyntaxException malformed) {
      throw new IllegalStateException("the classes have no place", malformed);
    }
  }

  /** Every mutant, in the order of their names. */
  List<Mutant> mutants() {
    try (Stream<Path> files = Files.list(module.resolve("src/test/resources/mutants"))) {
      return files.sorted().map(SourceTree::mutant).toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /**
   * The text of a source file of the core or its API.
   *
   * @param file below a source root
   */
  String source(String file) {
    return Stream.of(module, module.resolveSibling("paxos-api"))
        .map(one -> one.resolve("src/main/java").resolve(file))
        .filter(Files::exists)
        .findFirst()
        .map(SourceTree::text)
        .orElseThrow(() -> new IllegalArgumentException("there is no source file " + file));
  }

  /** Where the scenarios lie. */
  Path scenarios() {
    return module.resolve("src/test/resources/scenarios");
  }

  /** Where the build leaves what it makes. */
  Path target() {
    return module.resolve("target");
  }

  private static Mutant mutant(Path file) {
    String name = String.valueOf(file.getFileName()).replaceAll("\\.txt$", "");
    return Mutant.parse(name, text(file));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
