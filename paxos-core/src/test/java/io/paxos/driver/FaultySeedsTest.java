package io.paxos.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.checker.Linearizability;
import io.paxos.history.Call;
import io.paxos.history.Operation;
import io.paxos.protocol.Key;
import io.paxos.protocol.Value;
import io.paxos.register.Change;
import io.paxos.register.Decision;
import io.paxos.register.Outcome;
import io.paxos.simulation.Cluster;
import io.paxos.simulation.Network;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Seeded histories of reads, writes, and compare-and-sets through three proposers on a faulty
 * network, with proposers that crash and links that are cut, each checked to the last operation.
 */
class FaultySeedsTest {
  private static final int SEEDS = Integer.getInteger("paxos.seeds", 4_000);
  private static final int OPERATIONS = 60;
  private static final Key KEY = Key.register("k");
  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  @Test
  void every_history_is_linearizable_whatever_the_network_does() {
    long unknown = 0;
    long settled = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      Run run = new Run(seed);
      run.play();
      assertThat(Linearizability.violation(run.history)).as("seed %d", seed).isEmpty();
      for (Operation operation : run.history) {
        if (operation.result() instanceof Operation.Maybe) {
          unknown++;
        } else {
          settled++;
        }
      }
    }
    assertThat(unknown).as("unknown outcomes").isPositive().isLessThan(settled / 4);
  }

  /** Three clients, one register, one seed. */
  private static final class Run {
    private final SplittableRandom random;
    private final Cluster cluster;
    private final List<Operation> history = new ArrayList<>();
    private int issued;
    private int underWay;
    private long lastRevision;

    Run(long seed) {
      this.random = new SplittableRandom(seed);
      Network.Faults faults =
          new Network.Faults(
              random.nextBoolean() ? 0 : random.nextDouble(0.3),
              random.nextBoolean() ? 0 : random.nextDouble(0.3),
              Duration.ofMillis(1 + random.nextInt(random.nextBoolean() ? 20 : 1_500)));
      this.cluster = new Cluster(3, seed, faults);
    }

    void play() {
      for (int client = 0; client < 5; client++) {
        issue("c" + client, cluster.nodes().get(client % 3));
      }
      disturb();
      cluster.timers().runUntil(() -> issued >= OPERATIONS && underWay == 0);
      cluster.network().heal();
      readThrough("n1");
      readThrough("n2");
      readThrough("n3");
    }

    private void disturb() {
      if (issued >= OPERATIONS) {
        return;
      }
      String node = cluster.nodes().get(random.nextInt(3));
      switch (random.nextInt(4)) {
        case 0 -> cluster.restartProposer(node);
        case 1 -> cluster.network().isolate(node, cluster.nodes());
        case 2 -> cluster.network().dropMessages(node, cluster.nodes().get(random.nextInt(3)));
        default -> cluster.network().heal();
      }
      cluster.timers().schedule(Duration.ofMillis(random.nextInt(400)), this::disturb);
    }

    private void issue(String client, String node) {
      if (issued >= OPERATIONS) {
        return;
      }
      int number = issued++;
      underWay++;
      Runnable next =
          () -> {
            underWay--;
            cluster
                .timers()
                .schedule(
                    Duration.ofMillis(random.nextInt(50)),
                    () -> issue(client, cluster.nodes().get(random.nextInt(3))));
          };
      if (random.nextInt(3) == 0) {
        read(client, node, next);
      } else {
        write(client, node, "v" + number, next);
      }
    }

    private void readThrough(String node) {
      underWay++;
      read("last", node, () -> underWay--);
      cluster.timers().runUntil(() -> underWay == 0);
    }

    private void read(String client, String node, Runnable next) {
      long start = tick();
      var unused =
          cluster
              .proposer(node)
              .read(KEY, TIMEOUT)
              .whenComplete(
                  (found, failed) -> {
                    Operation.Result result =
                        failed == null
                            ? new Operation.Saw(found.revision(), found.value().map(Value::utf8))
                            : new Operation.NoEffect();
                    record(client, start, Optional.empty(), result);
                    next.run();
                  });
    }

    private void write(String client, String node, String value, Runnable next) {
      long start = tick();
      long expected = lastRevision;
      boolean conditional = random.nextBoolean();
      Change<Value> change =
          current ->
              !conditional || current.revision() == expected
                  ? Decision.write(Value.text(value))
                  : Decision.decline("not at " + expected);
      var unused =
          cluster
              .proposer(node)
              .change(KEY, change, Optional.empty(), TIMEOUT)
              .thenAccept(
                  outcome -> {
                    record(client, start, Optional.of(value), result(outcome));
                    next.run();
                  });
    }

    private Operation.Result result(Outcome<Value> outcome) {
      return outcome.fold(
          committed -> new Operation.Wrote(committed.state().revision()),
          rejected ->
              new Operation.Saw(
                  rejected.current().revision(), rejected.current().value().map(Value::utf8)),
          notApplied -> new Operation.NoEffect(),
          unknown -> new Operation.Maybe());
    }

    private void record(
        String client, long start, Optional<String> written, Operation.Result result) {
      if (result instanceof Operation.Wrote wrote) {
        lastRevision = wrote.revision();
      } else if (result instanceof Operation.Saw saw) {
        lastRevision = saw.revision();
      }
      Call.Kind kind = written.isPresent() ? Call.Kind.WRITE : Call.Kind.READ;
      Call call = new Call(history.size(), KEY, client, kind, OptionalLong.empty(), written);
      history.add(new Operation(call, start, tick(), result));
    }

    private long tick() {
      return cluster.timers().nanoTime();
    }
  }
}
