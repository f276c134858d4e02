package io.paxos.storage.jdbc;

import io.paxos.driver.Connector;
import io.paxos.driver.Formation;
import io.paxos.driver.Proposer;
import io.paxos.driver.ProposerRegisters;
import io.paxos.driver.Seed;
import io.paxos.driver.Settings;
import io.paxos.driver.SystemTimers;
import io.paxos.driver.upkeep.Collector;
import io.paxos.driver.upkeep.Membership;
import io.paxos.driver.upkeep.UpkeepSettings;
import io.paxos.protocol.AcceptorId;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.ProposerId;
import io.paxos.register.Codec;
import io.paxos.register.Register;
import io.paxos.register.Registers;
import io.paxos.register.WriteOnce;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Registers over the databases of an application, without any other process. Thread-safe.
 *
 * <p>The databases must be independent primaries: three schemas on one server, or replicas of one
 * primary, fail together and are not three acceptors. Any minority of them may be down.
 */
public final class JdbcRegisters implements Registers, AutoCloseable {
  private final Map<AcceptorId, JdbcAcceptor> acceptors;
  private final SystemTimers timers;
  private final Proposer proposer;
  private final Membership membership;
  private final Collector collector;
  private final Registers registers;

  private JdbcRegisters(
      Map<AcceptorId, JdbcAcceptor> acceptors,
      SystemTimers timers,
      Proposer proposer,
      Membership membership,
      Collector collector,
      Duration timeout) {
    this.acceptors = acceptors;
    this.timers = timers;
    this.proposer = proposer;
    this.membership = membership;
    this.collector = collector;
    this.registers = new ProposerRegisters(proposer, timeout);
    membership.start();
    collector.start();
  }

  /**
   * Opens registers over these databases, and blocks until it is known who takes part: the very
   * first time that takes all databases, later any one of them.
   *
   * @param node the name of this process, 1 to 64 characters of {@code A-Z a-z 0-9 . _ -}
   * @param databases by name; the same names for the same databases in every process. The very
   *     first time these are the acceptors; later the configuration says which of them are, and
   *     {@link #membership()} changes it
   * @param timeout for this, and later for every operation
   * @throws StorageException if the time is over before that, with what is known of each database
   */
  public static JdbcRegisters open(
      String node, Map<String, DataSource> databases, Duration timeout) {
    Map<AcceptorId, JdbcAcceptor> acceptors = new TreeMap<>();
    databases.forEach(
        (name, database) ->
            acceptors.put(
                new AcceptorId(name), JdbcAcceptor.connect(database, StorageOptions.DEFAULT)));
    SystemTimers timers = new SystemTimers("paxos-timers");
    Connector connector = (id, address) -> existing(acceptors, id);
    SecureRandom incarnations = new SecureRandom();
    Supplier<ProposerId> ids = () -> new ProposerId(node, incarnations.nextLong());
    List<Seed> seeds =
        acceptors.keySet().stream().map(id -> new Seed(id, address(id.name()))).toList();
    try {
      Formation formation =
          new Formation(seeds, ids, connector, timers, new Random(), Settings.DEFAULT);
      Configuration configuration = await(formation, timeout, acceptors);
      ProposerId self = ids.get();
      Proposer proposer =
          new Proposer(self, configuration, connector, timers, new Random(), Settings.DEFAULT);
      return new JdbcRegisters(
          acceptors,
          timers,
          proposer,
          new Membership(
              self, proposer, Optional.empty(), connector, timers, UpkeepSettings.DEFAULT),
          new Collector(self, proposer, connector, timers, UpkeepSettings.DEFAULT),
          timeout);
    } catch (RuntimeException failed) {
      timers.close();
      acceptors.values().forEach(JdbcAcceptor::close);
      throw failed;
    }
  }

  @Override
  public <T> Register<T> register(String name, Codec<T> codec) {
    return registers.register(name, codec);
  }

  @Override
  public <T> WriteOnce<T> writeOnce(String name, Codec<T> codec) {
    return registers.writeOnce(name, codec);
  }

  /**
   * Who the acceptors are, and how to change that: a database that was lost is replaced by an empty
   * one under the same name; one more is given to {@link #open} in every process first.
   */
  public Membership membership() {
    return membership;
  }

  /** The address under which a configuration names a database that was given to {@link #open}. */
  public static String address(String name) {
    return "embedded:" + name;
  }

  /** Ends every operation under way, and lets go of the databases. */
  @Override
  public void close() {
    membership.close();
    collector.close();
    proposer.close();
    timers.close();
    acceptors.values().forEach(JdbcAcceptor::close);
  }

  private static Configuration await(
      Formation formation, Duration timeout, Map<AcceptorId, JdbcAcceptor> acceptors) {
    try {
      return formation.run().toCompletableFuture().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException over) {
      throw new StorageException(
          "after %s it is not known who takes part; %s".formatted(timeout, outages(acceptors)));
    } catch (ExecutionException failed) {
      throw new StorageException("it cannot be agreed who takes part", failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StorageException("interrupted before it was known who takes part", interrupted);
    } finally {
      formation.cancel();
    }
  }

  private static String outages(Map<AcceptorId, JdbcAcceptor> acceptors) {
    return acceptors.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + entry.getValue().outage().orElse("serves"))
        .collect(Collectors.joining("; "));
  }

  private static JdbcAcceptor existing(Map<AcceptorId, JdbcAcceptor> acceptors, AcceptorId id) {
    JdbcAcceptor acceptor = acceptors.get(id);
    if (acceptor == null) {
      throw new IllegalArgumentException(
          "there is no database " + id + " among " + acceptors.keySet());
    }
    return acceptor;
  }
}
