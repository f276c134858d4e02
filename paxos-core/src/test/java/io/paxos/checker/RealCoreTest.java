package io.paxos.checker;

import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.history.Call;
import io.paxos.history.Operation;
import io.paxos.history.Witness;
import io.paxos.protocol.Key;
import io.paxos.protocol.OperationId;
import io.paxos.protocol.Value;
import io.paxos.register.Change;
import io.paxos.register.Decision;
import io.paxos.register.Outcome;
import io.paxos.register.Versioned;
import io.paxos.register.WriteOnce;
import io.paxos.simulation.Network;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** The checkers find nothing wrong with the real core, in runs in which enough happens. */
class RealCoreTest {
  private static final int SEEDS = Integer.getInteger("paxos.seeds", 400);
  private static final int OPERATIONS = 60;
  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  /** All but those that need a disk that fails, or a healing. */
  private static final Set<Sighting> SEEN_HERE =
      EnumSet.complementOf(
          EnumSet.of(
              Sighting.WIPED_DISK_REFUSED,
              Sighting.SILENT_ACCEPT_COUNTED,
              Sighting.FAILED_COMMIT_COUNTED,
              Sighting.HEALED_WITH_CALLS_OPEN));

  private static final List<Call.Kind> KINDS = List.of(Call.Kind.values());
  private static final List<Key> KEYS =
      List.of(Key.register("a"), Key.register("b"), Key.writeOnce("s"));

  @Test
  void the_real_core_has_no_violation() {
    Sightings all = new Sightings();
    for (long seed = 0; seed < SEEDS; seed++) {
      Run run = new Run(seed);
      Checkers checkers = run.checkers();
      run.play(checkers);
      assertThat(checkers.violation()).as("seed %d", seed).isEmpty();
      all.merge(checkers.sightings());
    }
    assertThat(SEEN_HERE).as(all.toString()).allMatch(sighting -> all.count(sighting) > 0);
  }

  /** Five clients, three registers, one seed. */
  static final class Run {
    private final SplittableRandom random;
    private final SmallWorld world;
    private final Map<Key, Long> lastRevision = new HashMap<>();
    private Witness witness = new Witness() {};
    private int issued;
    private int underWay;
    private long ticks;

    Run(long seed) {
      this.random = new SplittableRandom(seed);
      Network.Faults faults =
          new Network.Faults(
              random.nextBoolean() ? 0 : random.nextDouble(0.3),
              random.nextBoolean() ? 0 : random.nextDouble(0.3),
              Duration.ofMillis(1 + random.nextInt(random.nextBoolean() ? 20 : 1_500)));
      this.world = new SmallWorld(seed, faults);
    }

    /** A call is made three times at most, and each time returns when its time is up. */
    Checkers checkers() {
      long bound = TIMEOUT.multipliedBy(3).toNanos();
      return new Checkers(world.configuration(), 0, world.timers()::nanoTime, bound);
    }

    void play(Witness watching) {
      witness = watching;
      world.start(watching);
      for (int client = 0; client < 5; client++) {
        issue("c" + client);
      }
      disturb();
      world.timers().runUntil(() -> issued >= OPERATIONS && underWay == 0);
      world.network().heal();
      for (Key key : KEYS) {
        ask("last", key, Call.Kind.READ);
        world.timers().runUntil(() -> underWay == 0);
      }
      witness.ended();
    }

    private void disturb() {
      if (issued >= OPERATIONS) {
        return;
      }
      String node = anyNode();
      switch (random.nextInt(5)) {
        case 0 -> world.restartProposer(node);
        case 1 -> world.network().isolate(node, world.nodes());
        case 2 -> world.network().dropMessages(node, anyNode());
        case 3 -> world.reopen(node);
        default -> world.network().heal();
      }
      world.timers().schedule(Duration.ofMillis(random.nextInt(400)), this::disturb);
    }

    private String anyNode() {
      return world.nodes().get(random.nextInt(3));
    }

    private void issue(String client) {
      if (issued < OPERATIONS) {
        issued++;
        Key key = KEYS.get(random.nextInt(KEYS.size()));
        Call.Kind kind = KINDS.get(random.nextInt(KINDS.size()));
        boolean set = key.kind() == Key.Kind.SWITCH && kind != Call.Kind.READ;
        ask(client, key, set ? Call.Kind.COMPARE_AND_SET : kind);
      }
    }

    private void ask(String client, Key key, Call.Kind kind) {
      underWay++;
      long start = ++ticks;
      long last = key.kind() == Key.Kind.SWITCH ? 0 : lastRevision.getOrDefault(key, 0L);
      OptionalLong expect =
          kind == Call.Kind.COMPARE_AND_SET ? OptionalLong.of(last) : OptionalLong.empty();
      boolean valued = kind == Call.Kind.WRITE || kind == Call.Kind.COMPARE_AND_SET;
      Optional<String> written = valued ? Optional.of("v" + start) : Optional.empty();
      Call call = new Call((int) start, key, client, kind, expect, written);
      attempt(call, start, 1);
    }

    private void attempt(Call call, long start, int number) {
      String node = anyNode();
      witness.called(call, node, number);
      var unused =
          result(call, node)
              .whenComplete(
                  (result, failed) -> {
                    if (result instanceof Operation.Maybe && number < 3 && random.nextBoolean()) {
                      attempt(call, start, number + 1);
                    } else {
                      boolean doubt = number > 1 && result instanceof Operation.NoEffect;
                      finish(call, start, doubt ? new Operation.Maybe() : result);
                    }
                  });
    }

    private void finish(Call call, long start, Operation.Result result) {
      if (result instanceof Operation.Wrote wrote) {
        lastRevision.put(call.key(), wrote.revision());
      }
      witness.returned(new Operation(call, start, ++ticks, result));
      underWay--;
      world.timers().schedule(Duration.ofMillis(random.nextInt(50)), () -> issue(call.client()));
    }

    private CompletionStage<Operation.Result> result(Call call, String node) {
      var proposer = world.proposer(node).orElseThrow();
      if (call.kind() == Call.Kind.READ) {
        return proposer
            .read(call.key(), TIMEOUT)
            .handle(
                (found, failed) ->
                    failed == null
                        ? new Operation.Saw(found.revision(), found.value().map(Value::utf8))
                        : new Operation.NoEffect());
      }
      Change<Value> change = change(call);
      Change<Value> told =
          current -> {
            Decision<Value> decision = change.apply(current);
            witness.applied(call, current, decision);
            return decision;
          };
      Optional<OperationId> id = Optional.of(new OperationId("op-" + call.number()));
      return proposer.change(call.key(), told, id, TIMEOUT).thenApply(Run::result);
    }

    /** A delete declines if it finds nothing: its outcome does not tell. */
    private static Change<Value> change(Call call) {
      if (call.kind() == Call.Kind.DELETE) {
        return current ->
            current.value().isPresent() ? Decision.delete() : Decision.decline("nothing is there");
      }
      Value value = Value.text(call.written().orElseThrow());
      if (call.key().kind() == Key.Kind.SWITCH) {
        return WriteOnce.setting(value);
      }
      return current ->
          call.expect().isEmpty() || call.expect().getAsLong() == current.revision()
              ? Decision.write(value)
              : Decision.decline("another revision");
    }

    private static Operation.Result result(Outcome<Value> outcome) {
      return outcome.fold(
          committed -> new Operation.Wrote(committed.state().revision()),
          rejected -> saw(rejected.current()),
          notApplied -> new Operation.NoEffect(),
          unknown -> new Operation.Maybe());
    }

    private static Operation.Saw saw(Versioned<Value> state) {
      return new Operation.Saw(state.revision(), state.value().map(Value::utf8));
    }
  }
}
