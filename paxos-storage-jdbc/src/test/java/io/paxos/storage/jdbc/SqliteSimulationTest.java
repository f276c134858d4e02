package io.paxos.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.simulation.Hunt;
import io.paxos.simulation.Storage;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole simulated world on databases: they are reopened with every crash and failed commit. */
class SqliteSimulationTest {
  private static final int SEEDS = 15;

  /** Held, because a logger that nobody holds forgets its level. */
  private static final List<Logger> TALKATIVE =
      List.of(Logger.getLogger("org.flywaydb"), Logger.getLogger("io.paxos.storage.jdbc"));

  @TempDir Path directory;

  @BeforeAll
  static void hush() {
    TALKATIVE.forEach(logger -> logger.setLevel(Level.WARNING));
  }

  @AfterAll
  static void talkAgain() {
    TALKATIVE.forEach(logger -> logger.setLevel(null));
  }

  @Test
  void no_seed_breaks_a_promise() {
    assertNoSeedBreaksAPromise(0, SEEDS, StorageOptions.DEFAULT);
  }

  /** Of a few kilobytes, so that rows come and go. */
  @Test
  void no_seed_breaks_a_promise_with_rows_in_memory() {
    assertNoSeedBreaksAPromise(SEEDS, 2 * SEEDS, StorageOptions.DEFAULT.withRowMemory(3_000));
  }

  private void assertNoSeedBreaksAPromise(int from, int to, StorageOptions options) {
    AtomicInteger files = new AtomicInteger();
    Storage storage =
        suggested -> {
          Path file = directory.resolve(files.incrementAndGet() + ".db");
          return new DatabaseMemory(SqliteDataSources.file(file), options);
        };
    for (long seed = from; seed < to; seed++) {
      assertThat(Hunt.failure(seed, storage)).as("seed %d", seed).isEmpty();
    }
  }
}
