package io.paxos.bench.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.paxos.report.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One run of the suite, which is kept as JSON: JMH's own results, and beside them where and when
 * they were measured.
 */
record Run(Circumstances circumstances, JsonNode measured, List<Result> results) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /**
   * A run.
   *
   * @param jmh what JMH writes as JSON
   */
  static Run of(Circumstances circumstances, String jmh) throws IOException {
    JsonNode measured = JSON.readTree(jmh);
    for (JsonNode one : measured) {
      // Paths of this machine; what matters of them, the circumstances tell.
      ((ObjectNode) one).remove(List.of("jvm", "jvmArgs"));
    }
    return new Run(circumstances, measured, JmhJson.results(measured));
  }

  /**
   * A run that was kept.
   *
   * @throws IOException if the file cannot be read, or is not a run
   */
  static Run read(Path file) throws IOException {
    try {
      JsonNode run = JSON.readTree(Files.readString(file));
      JsonNode measured = run.path("results");
      if (!measured.isArray()) {
        throw new IOException(file + " is not the JSON of a run: it has no array \"results\"");
      }
      return new Run(circumstances(run), measured, JmhJson.results(measured));
    } catch (com.fasterxml.jackson.core.JacksonException | IllegalArgumentException malformed) {
      throw new IOException(
          file + " is not the JSON of a run: " + malformed.getMessage(), malformed);
    }
  }

  private static Circumstances circumstances(JsonNode run) throws IOException {
    return new Circumstances(
        run.path("date").asText(),
        Optional.ofNullable(run.get("revision")).map(JsonNode::asText),
        JSON.treeToValue(run.path("machine"), Machine.class),
        run.path("fileSystem").asText(),
        run.path("settings").asText());
  }

  void writeTo(Path file) throws IOException {
    ObjectNode run = JSON.createObjectNode();
    run.put("date", circumstances.date());
    circumstances.revision().ifPresent(revision -> run.put("revision", revision));
    run.set("machine", JSON.valueToTree(circumstances.machine()));
    run.put("fileSystem", circumstances.fileSystem());
    run.put("settings", circumstances.settings());
    run.set("results", measured);
    Files.writeString(file, JSON.writeValueAsString(run) + "\n");
  }
}
