package io.paxos.mutation;

import java.util.ArrayList;
import java.util.List;

/**
 * A rule of the protocol broken on purpose, as its file tells it. Immutable. The file is a patch
 * with a heading:
 *
 * <pre>
 * What is wrong with it, in one sentence.
 * Breaks: R1, pitfall 2
 * Caught by: simulation, single steps
 *
 * File: io/paxos/acceptor/AcceptorRules.java
 * - the original fragment, in one line or more
 * + what is there instead, in any number of lines
 * </pre>
 *
 * <p>There may be more fragments in a file, more files, and more prose before the first of them.
 *
 * @param name of the file, without its ending
 * @param breaks rules of the design and pitfalls
 * @param layers those that have to catch it, the first of them in every build
 */
record Mutant(
    String name, String title, List<String> breaks, List<Layer> layers, List<Edit> edits) {
  private static final String BREAKS = "Breaks:";
  private static final String CAUGHT_BY = "Caught by:";
  private static final String FILE = "File:";

  /**
   * @throws IllegalArgumentException if it does not say what it breaks, who catches it, and how
   */
  Mutant {
    breaks = List.copyOf(breaks);
    layers = List.copyOf(layers);
    edits = List.copyOf(edits);
    if (title.isBlank() || breaks.isEmpty() || layers.isEmpty() || edits.isEmpty()) {
      throw new IllegalArgumentException(
          "mutant %s lacks a title, a rule, a layer, or a change".formatted(name));
    }
  }

  /**
   * Reads a mutant's file.
   *
   * @throws IllegalArgumentException if it is not of the form above
   */
  static Mutant parse(String name, String text) {
    Reading reading = new Reading(name);
    text.lines().forEach(reading::line);
    return reading.end();
  }

  /** A file, as far as it has been read. */
  private static final class Reading {
    private final String name;
    private final List<Edit> edits = new ArrayList<>();
    private final List<String> original = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();
    private String title = "";
    private List<String> breaks = List.of();
    private List<Layer> layers = List.of();
    private String file = "";

    Reading(String name) {
      this.name = name;
    }

    void line(String line) {
      if (line.startsWith(BREAKS)) {
        breaks = listed(line, BREAKS);
      } else if (line.startsWith(CAUGHT_BY)) {
        layers = listed(line, CAUGHT_BY).stream().map(Layer::named).toList();
      } else if (line.startsWith(FILE)) {
        endEdit();
        file = line.substring(FILE.length()).strip();
      } else if (file.isEmpty()) {
        title = title.isEmpty() ? line.strip() : title;
      } else {
        patchLine(line);
      }
    }

    private void patchLine(String line) {
      if (line.startsWith("-")) {
        if (!broken.isEmpty()) {
          endEdit();
        }
        original.add(line.substring(1));
      } else if (line.startsWith("+")) {
        broken.add(line.substring(1));
      } else if (line.isBlank()) {
        endEdit();
      } else {
        throw new IllegalArgumentException(
            "mutant %s: a line of a patch begins with - or +, unlike: %s".formatted(name, line));
      }
    }

    private void endEdit() {
      if (original.isEmpty() && broken.isEmpty()) {
        return;
      }
      edits.add(new Edit(file, String.join("\n", original), String.join("\n", broken)));
      original.clear();
      broken.clear();
    }

    Mutant end() {
      endEdit();
      return new Mutant(name, title, breaks, layers, edits);
    }

    private static List<String> listed(String line, String heading) {
      return List.of(line.substring(heading.length()).strip().split("\\s*,\\s*"));
    }
  }
}
