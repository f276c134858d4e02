package io.paxos.simulation;

import io.paxos.driver.Timers;
import io.paxos.history.Call;
import io.paxos.history.Fault;
import io.paxos.history.Operation;
import io.paxos.history.Operation.Maybe;
import io.paxos.history.Operation.NoEffect;
import io.paxos.history.Operation.Saw;
import io.paxos.history.Operation.Wrote;
import io.paxos.history.Witness;
import io.paxos.protocol.Key;
import io.paxos.protocol.OperationId;
import io.paxos.protocol.Value;
import io.paxos.register.Change;
import io.paxos.register.Decision;
import io.paxos.register.NotAppliedException;
import io.paxos.register.Outcome;
import io.paxos.register.Versioned;
import io.paxos.register.WriteOnce;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes calls. One that carries an operation id is repeated through another node when no answer
 * comes; without an id nobody could tell the two apart.
 */
final class Client {
  private static final int MAX_ATTEMPTS = 4;

  private final Cluster cluster;
  private final String name;
  private final Dice.Stream luck;
  private final Witness witness;
  private final LongSupplier ticks;

  /**
   * A client.
   *
   * @param ticks moments, each later than the one before
   */
  Client(Cluster cluster, String name, LongSupplier ticks) {
    this.cluster = cluster;
    this.name = name;
    this.luck = cluster.dice().stream(name);
    this.witness = cluster.witness();
    this.ticks = ticks;
  }

  String name() {
    return name;
  }

  /**
   * Calls, and tells what came of it.
   *
   * @param node the one that is asked first; any, if nothing is said
   */
  void call(Call call, Optional<Node> node, Duration deadline, Consumer<Operation> done) {
    new Session(call, deadline, done).ask(node.orElseGet(this::someNode));
  }

  /** Thinks for so long before its next call, in nanoseconds. */
  long thinkingNanos(long most) {
    return luck.below(most + 1);
  }

  /** One that lives, if there is one. */
  private Node someNode() {
    List<String> names = cluster.nodes();
    int first = (int) luck.below(names.size());
    for (int i = 0; i < names.size(); i++) {
      Node node = cluster.node(names.get((first + i) % names.size()));
      if (node.isAlive()) {
        return node;
      }
    }
    return cluster.node(names.get(first));
  }

  /** One call, until the client knows, or gives up. */
  private final class Session {
    private final Call call;
    private final Duration deadline;
    private final Consumer<Operation> done;
    private final Optional<OperationId> id;
    private final long start = ticks.getAsLong();
    private Timers.Cancellable patience = () -> {};
    private int attempt;
    private boolean inDoubt;
    private boolean over;

    Session(Call call, Duration deadline, Consumer<Operation> done) {
      this.call = call;
      this.deadline = deadline;
      this.done = done;
      this.id =
          call.writes() && luck.isLucky(cluster.swarm().upkeep().named())
              ? Optional.of(new OperationId("o" + call.number()))
              : Optional.empty();
    }

    void ask(Node node) {
      int asked = ++attempt;
      witness.called(call, node.name(), asked);
      Life life = node.life();
      if (!life.isAlive()) {
        soon(asked, this::goOn);
        return;
      }
      life.whenDead(() -> soon(asked, this::lost));
      long nanos = 2 * deadline.toNanos();
      if (luck.strikes(cluster.swarm().impatience())) {
        nanos = luck.below(deadline.toNanos() / 4);
      }
      this.patience.cancel();
      this.patience = cluster.timers().scheduleNanos(nanos, () -> hear(asked, this::lost));
      life.run(() -> put(node, life, asked));
    }

    private void soon(int asked, Runnable answer) {
      cluster.timers().scheduleNanos(0, () -> hear(asked, answer));
    }

    private void put(Node node, Life life, int asked) {
      if (call.kind() == Call.Kind.READ) {
        var unused =
            node.proposer()
                .read(call.key(), deadline)
                .whenComplete(
                    (found, failed) -> {
                      if (life.isAlive()) {
                        hear(asked, () -> read(found, failed));
                      }
                    });
      } else {
        var unused =
            node.proposer()
                .change(call.key(), change(), id, deadline)
                .whenComplete(
                    (outcome, failed) -> {
                      if (life.isAlive()) {
                        hear(asked, () -> changed(outcome, failed));
                      }
                    });
      }
    }

    private Change<Value> change() {
      return current -> {
        Decision<Value> decision = decide(current);
        witness.applied(call, current, decision);
        return decision;
      };
    }

    private Decision<Value> decide(Versioned<Value> current) {
      if (call.key().kind() == Key.Kind.SWITCH) {
        return WriteOnce.setting(Value.text(call.written().orElseThrow())).apply(current);
      }
      if (call.kind() == Call.Kind.DELETE) {
        return current.value().isPresent() ? Decision.delete() : Decision.decline("is not there");
      }
      boolean expected = call.expect().isEmpty() || call.expect().getAsLong() == current.revision();
      return expected
          ? Decision.write(Value.text(call.written().orElseThrow()))
          : Decision.decline("has another revision");
    }

    /** An answer counts once, and only until another node is asked. */
    private void hear(int asked, Runnable answer) {
      if (!over && asked == attempt) {
        answer.run();
      }
    }

    private void read(Versioned<Value> found, @Nullable Throwable failed) {
      if (failed instanceof NotAppliedException) {
        end(new NoEffect());
      } else if (failed == null) {
        end(saw(found));
      } else {
        fail(failed);
      }
    }

    private void changed(Outcome<Value> outcome, @Nullable Throwable failed) {
      if (failed != null) {
        fail(failed);
      } else if (outcome instanceof Outcome.Committed<Value> committed) {
        end(new Wrote(committed.state().revision()));
      } else if (outcome instanceof Outcome.Rejected<Value> rejected) {
        boolean isFinal = !inDoubt || isTooLateFor(rejected.current());
        end(isFinal ? saw(rejected.current()) : new Maybe());
      } else if (outcome instanceof Outcome.Unknown) {
        lost();
      } else {
        goOn();
      }
    }

    /**
     * Whether an earlier attempt that is still under way cannot take effect any more. A delete may
     * still find something, and a compare-and-set the revision that it expects: nothing is what
     * every register comes back to that is deleted and collected.
     */
    private boolean isTooLateFor(Versioned<Value> current) {
      long expected = call.expect().orElse(0);
      return expected > 0 && current.revision() > expected;
    }

    /** Nobody knows whether it is in. */
    private void lost() {
      inDoubt |= call.writes();
      goOn();
    }

    /** Asks again if some attempt is in doubt and the id tells the next one apart. */
    private void goOn() {
      if (inDoubt && id.isPresent() && attempt < MAX_ATTEMPTS) {
        askAgain();
      } else {
        end(inDoubt ? new Maybe() : new NoEffect());
      }
    }

    private void askAgain() {
      Node node = someNode();
      witness.happened(Fault.CLIENT_RETRIED_ELSEWHERE, node.name());
      ask(node);
    }

    private void end(Operation.Result result) {
      over = true;
      patience.cancel();
      done.accept(new Operation(call, start, ticks.getAsLong(), result));
    }

    /** Nothing in a simulation throws; this makes the run fail instead of some future. */
    private void fail(Throwable failed) {
      cluster
          .timers()
          .scheduleNanos(
              0,
              () -> {
                throw new IllegalStateException("call " + call + " failed", failed);
              });
    }
  }

  private static Saw saw(Versioned<Value> versioned) {
    return new Saw(versioned.revision(), versioned.value().map(Value::utf8));
  }
}
