package io.paxos.checker;

import io.paxos.acceptor.AcceptorRow;
import io.paxos.history.Call;
import io.paxos.history.Operation;
import io.paxos.history.Witness;
import io.paxos.protocol.Key;
import io.paxos.protocol.ProposerId;
import io.paxos.protocol.Reply;
import io.paxos.protocol.Request;
import io.paxos.protocol.StoreId;
import io.paxos.protocol.Value;
import io.paxos.register.Decision;
import io.paxos.register.Versioned;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Measures what checking costs: records runs of the real core, then tells them to checkers again
 * and again, few enough to stay in the caches, as a run that happens does. Prints the processor
 * time of one run and of one event.
 */
final class CheckingSpeed {
  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();
  private static final int RUNS = 20;
  private static final int ROUNDS = 1_000;

  private CheckingSpeed() {}

  public static void main(String[] arguments) {
    List<Recording> recordings = new ArrayList<>();
    long events = 0;
    for (long seed = 0; seed < RUNS; seed++) {
      Recording recording = new Recording(new RealCoreTest.Run(seed));
      recordings.add(recording);
      events += recording.events.size();
    }
    for (int round = 0; round < ROUNDS; round++) {
      long told = nanos(() -> recordings.forEach(one -> one.tell(new Witness() {})));
      long checked = nanos(() -> recordings.forEach(Recording::check));
      if (round % 100 == 99) {
        long nanos = checked - told;
        System.out.printf(
            "%,d ns a run of %,d events, %d ns an event%n",
            nanos / RUNS, events / RUNS, nanos / events);
      }
    }
  }

  private static long nanos(Runnable work) {
    long start = CPU.getCurrentThreadCpuTime();
    work.run();
    return CPU.getCurrentThreadCpuTime() - start;
  }

  /** Everything that a witness was told in one run. */
  private static final class Recording implements Witness {
    private final List<Consumer<Witness>> events = new ArrayList<>();
    private final RealCoreTest.Run run;

    Recording(RealCoreTest.Run run) {
      this.run = run;
      run.play(this);
    }

    void check() {
      Checkers checkers = run.checkers();
      tell(checkers);
      if (checkers.violation().isPresent()) {
        throw new IllegalStateException(checkers.violation().get());
      }
    }

    void tell(Witness witness) {
      for (Consumer<Witness> event : events) {
        event.accept(witness);
      }
    }

    @Override
    public void started(String node, ProposerId proposer) {
      events.add(witness -> witness.started(node, proposer));
    }

    @Override
    public void sent(ProposerId from, StoreId to, Request<?> request) {
      events.add(witness -> witness.sent(from, to, request));
    }

    @Override
    public void persisted(StoreId store, Key key, AcceptorRow row) {
      events.add(witness -> witness.persisted(store, key, row));
    }

    @Override
    public void reopened(StoreId store, Map<Key, AcceptorRow> rows) {
      events.add(witness -> witness.reopened(store, rows));
    }

    @Override
    public void replied(StoreId store, Request<?> request, Reply reply, AcceptorRow durable) {
      events.add(witness -> witness.replied(store, request, reply, durable));
    }

    @Override
    public void received(ProposerId at, StoreId from, Request<?> request, Reply reply) {
      events.add(witness -> witness.received(at, from, request, reply));
    }

    @Override
    public void called(Call call, String node, int attempt) {
      events.add(witness -> witness.called(call, node, attempt));
    }

    @Override
    public void applied(Call call, Versioned<Value> seen, Decision<Value> decision) {
      events.add(witness -> witness.applied(call, seen, decision));
    }

    @Override
    public void returned(Operation operation) {
      events.add(witness -> witness.returned(operation));
    }

    @Override
    public void ended() {
      events.add(Witness::ended);
    }
  }
}
