package io.paxos.simulation;

import io.paxos.history.JsonLines;
import io.paxos.history.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/** Histories as JSON lines; those of one run stand together. Thread-safe. */
final class HistoryFile implements AutoCloseable {
  private final Writer writer;

  /** A new file; one that is there is replaced. */
  HistoryFile(Path path) throws IOException {
    this.writer = Files.newBufferedWriter(path);
  }

  synchronized void write(Run run) {
    String name = Long.toString(run.plan().seed());
    try {
      for (Operation operation : run.history()) {
        writer.write(JsonLines.of(name, operation));
        writer.write('\n');
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    writer.close();
  }
}
