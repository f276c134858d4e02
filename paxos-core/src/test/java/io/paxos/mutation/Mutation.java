package io.paxos.mutation;

import java.util.LinkedHashMap;
import java.util.Map;

/** From a mutant to the classes that it changes. */
final class Mutation {
  private Mutation() {}

  /**
   * The classes of the files that the mutant changes, by name. The others stay as they are.
   *
   * @throws IllegalArgumentException if a fragment is not where the mutant says, or what it makes
   *     of it does not compile
   */
  static Map<String, byte[]> of(Mutant mutant, SourceTree tree) {
    Map<String, String> sources = new LinkedHashMap<>();
    try {
      for (Edit edit : mutant.edits()) {
        String before = sources.getOrDefault(edit.file(), tree.source(edit.file()));
        sources.put(edit.file(), edit.applyTo(before));
      }
      return Compilation.of(sources);
    } catch (IllegalArgumentException outdated) {
      throw new IllegalArgumentException(
          "mutant %s does not fit the code: %s".formatted(mutant.name(), outdated.getMessage()),
          outdated);
    }
  }
}
