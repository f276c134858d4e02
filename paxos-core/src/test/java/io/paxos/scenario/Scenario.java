package io.paxos.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A scenario file: prose, a script, and the trace that the script leaves. Immutable.
 *
 * @param script the lines above the trace, prose included
 * @param trace what was drawn when the trace was last written; empty if it never was
 */
public record Scenario(Path file, List<String> script, String trace) {
  private static final String RULER = "---";

  public Scenario {
    script = List.copyOf(script);
  }

  /**
   * The scenario in this file.
   *
   * @throws IllegalArgumentException if it does not begin with a title
   */
  public static Scenario read(Path file) {
    try {
      return parse(file, Files.readString(file));
    } catch (IOException failed) {
      throw new UncheckedIOException("scenario " + file + " cannot be read", failed);
    }
  }

  /** The scenario in this text, which is or could be the content of the file. */
  static Scenario parse(Path file, String text) {
    List<String> lines = text.lines().toList();
    int ruler = lines.indexOf(RULER);
    List<String> script = ruler < 0 ? lines : lines.subList(0, ruler);
    if (script.isEmpty() || !script.get(0).startsWith("# ")) {
      throw new IllegalArgumentException(file + ":1: a scenario begins with its title, \"# …\"");
    }
    String trace = ruler < 0 ? "" : joined(lines.subList(ruler + 1, lines.size()));
    return new Scenario(file, script, trace);
  }

  /** The first line of the prose. */
  public String title() {
    return script.get(0).substring(2);
  }

  /**
   * Runs the script, with proposers and acceptors as they are now.
   *
   * @return the trace
   * @throws IllegalArgumentException if a line is wrong, with file, line, and what is allowed there
   * @throws AssertionError if the script expects something that is not so, with the trace until
   *     then
   */
  public String run() {
    ScriptedWorld world = new ScriptedWorld();
    for (int i = 0; i < script.size(); i++) {
      String line = script.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        run(line, i + 1, world);
      }
    }
    return world.trace();
  }

  private void run(String line, int number, ScriptedWorld world) {
    String where = file + ":" + number + ": " + line;
    try {
      Script.run(line, world);
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(where + "\n" + wrong.getMessage(), wrong);
    } catch (AssertionError unexpected) {
      throw new AssertionError(
          where + "\n" + unexpected.getMessage() + "\n" + world.trace(), unexpected);
    }
  }

  /** Writes the file with this trace. */
  void save(String newTrace) {
    try {
      Files.writeString(file, joined(script) + RULER + "\n" + newTrace);
    } catch (IOException failed) {
      throw new UncheckedIOException("scenario " + file + " cannot be written", failed);
    }
  }

  private static String joined(List<String> lines) {
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }
}
