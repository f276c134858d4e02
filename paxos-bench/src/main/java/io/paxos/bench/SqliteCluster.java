package io.paxos.bench;

import io.paxos.driver.Connector;
import io.paxos.driver.Formation;
import io.paxos.driver.Proposer;
import io.paxos.driver.Seed;
import io.paxos.driver.Settings;
import io.paxos.driver.SystemTimers;
import io.paxos.driver.upkeep.Membership;
import io.paxos.driver.upkeep.UpkeepSettings;
import io.paxos.membership.Target;
import io.paxos.protocol.AcceptorId;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Key;
import io.paxos.protocol.ProposerId;
import io.paxos.protocol.Value;
import io.paxos.register.Decision;
import io.paxos.storage.jdbc.JdbcAcceptor;
import io.paxos.storage.jdbc.SqliteDataSources;
import io.paxos.storage.jdbc.StorageOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Three acceptors in SQLite files, with a proposer and a membership in this process, and registers
 * that are written. Every acceptor is a name of its own; who is replaced gets a successor.
 */
final class SqliteCluster implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int WRITTEN_AT_ONCE = 256;

  private final Path folder;
  private final SystemTimers timers = new SystemTimers("timers");
  private final Map<AcceptorId, JdbcAcceptor> acceptors = new ConcurrentHashMap<>();
  private final Proposer proposer;
  private final Membership membership;
  private int named;

  /**
   * A cluster that has formed.
   *
   * @param transferShare as in {@link UpkeepSettings}
   */
  SqliteCluster(double transferShare) {
    folder = temporaryFolder();
    List<Seed> seeds = Stream.generate(this::addAcceptor).limit(3).toList();
    Connector connector = (id, address) -> Objects.requireNonNull(acceptors.get(id));
    ProposerId id = new ProposerId("bench", 1);
    Random random = new Random(1);
    Formation formation =
        new Formation(
            seeds,
            () -> new ProposerId("forming", random.nextLong()),
            connector,
            timers,
            random,
            Settings.DEFAULT);
    proposer =
        new Proposer(id, await(formation.run()), connector, timers, random, Settings.DEFAULT);
    membership =
        new Membership(id, proposer, Optional.empty(), connector, timers, settings(transferShare));
    membership.start();
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("paxos-bench");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static UpkeepSettings settings(double transferShare) {
    UpkeepSettings usual = UpkeepSettings.DEFAULT;
    return new UpkeepSettings(
        Duration.ofMillis(10),
        usual.takeover(),
        usual.answerTimeout(),
        transferShare,
        usual.inFlight(),
        usual.collectionPause(),
        usual.collectedPerSecond(),
        usual.operationsKept());
  }

  /** Writes so many registers, with values of this many bytes. */
  void fill(int registers, int bytes) {
    Value value = Value.of(new byte[bytes], "application/octet-stream");
    for (int from = 0; from < registers; from += WRITTEN_AT_ONCE) {
      List<CompletableFuture<?>> writes = new ArrayList<>();
      for (int i = from; i < Math.min(from + WRITTEN_AT_ONCE, registers); i++) {
        writes.add(write(i, value).toCompletableFuture());
      }
      await(CompletableFuture.allOf(writes.toArray(CompletableFuture<?>[]::new)));
    }
  }

  /** Writes a register. */
  CompletionStage<?> write(int number, Value value) {
    Key key = Key.register("register-" + number);
    return proposer.change(key, current -> Decision.write(value), Optional.empty(), TIMEOUT);
  }

  /**
   * Replaces the eldest acceptor by an empty one.
   *
   * @return the nanoseconds of each stage, after the one before
   */
  Map<Configuration.Stage, Long> replaceOne() throws InterruptedException {
    AcceptorId leaving = proposer.configuration().current().members().get(0).id();
    Seed joining = addAcceptor();
    Target target =
        new Target(
            List.of(leaving),
            List.of(new Target.Newcomer(joining.id(), joining.address())),
            Optional.empty());
    Membership.Answer answer = await(membership.change(target));
    if (!(answer instanceof Membership.Answer.Begun)) {
      throw new IllegalStateException("the change has not begun: " + answer);
    }
    long copying = awaitAfter(Configuration.Stage.COPYING);
    long joint = awaitAfter(Configuration.Stage.JOINT);
    JdbcAcceptor left = acceptors.remove(leaving);
    if (left != null) {
      left.close();
    }
    return Map.of(Configuration.Stage.COPYING, copying, Configuration.Stage.JOINT, joint);
  }

  private long awaitAfter(Configuration.Stage stage) throws InterruptedException {
    long begun = System.nanoTime();
    while (proposer.configuration().stage() == stage) {
      TimeUnit.MICROSECONDS.sleep(200);
    }
    return System.nanoTime() - begun;
  }

  private Seed addAcceptor() {
    named++;
    AcceptorId id = new AcceptorId("a" + named);
    Path file = folder.resolve(id + ".db");
    acceptors.put(id, JdbcAcceptor.open(SqliteDataSources.file(file), StorageOptions.DEFAULT));
    return new Seed(id, "sqlite:" + id);
  }

  static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  @Override
  public void close() throws IOException {
    membership.close();
    proposer.close();
    timers.close();
    acceptors.values().forEach(JdbcAcceptor::close);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
