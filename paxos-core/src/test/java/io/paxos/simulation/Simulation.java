package io.paxos.simulation;

import io.paxos.history.Audience;
import io.paxos.history.Call;
import io.paxos.history.Fault;
import io.paxos.history.Operation;
import io.paxos.history.Operation.Saw;
import io.paxos.history.Operation.Wrote;
import io.paxos.history.Witness;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Key;
import io.paxos.protocol.StoreId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * One run of one seed. First, clients call while everything goes wrong that the swarm allows. Then
 * all that can be healed is, and every call must end; one more by each client must succeed. At last
 * every register is read through every node. A change of membership that is under way has to end,
 * too.
 */
final class Simulation implements AutoCloseable {
  /** How long a call may take once everything is healed. */
  static final Duration LAST_DEADLINE = Duration.ofSeconds(30);

  /** Within which a change of membership ends by itself once everything is healed. */
  private static final Duration LAST_CHANGE = Duration.ofSeconds(20);

  private static final int CLIENTS = 5;
  private static final int MAX_STEPS = 1_000_000;
  private static final int MAX_CALLS = 2_000;
  private static final Duration DEADLINE = Duration.ofMillis(500);
  private static final long MAX_THINKING_NANOS = 6_000_000;

  private final Plan plan;
  private final BooleanSupplier isDecided;
  private final Witness witness;
  private final Swarm swarm;
  private final Cluster cluster;
  private final Nemesis nemesis;
  private final Workload workload;
  private final List<Client> clients = new ArrayList<>();
  private final List<Operator> operators = new ArrayList<>();
  private final List<Operation> history = new ArrayList<>();
  private final Map<Key, Long> lastRevision = new HashMap<>();
  private int issued;
  private int inFlight;
  private int faultsInFlight;
  private int steps;
  private long lastTick;

  /** What those who watch may know beforehand. */
  record Stage(Configuration configuration, LongSupplier nanoTime) {}

  /**
   * A run that has not begun; the witnesses are told of it.
   *
   * @param isDecided asked before every step; nothing more happens once it is
   */
  Simulation(
      Plan plan,
      Storage storage,
      Function<Stage, List<? extends Witness>> witnesses,
      BooleanSupplier isDecided) {
    this.plan = plan;
    this.isDecided = isDecided;
    Dice dice = new Dice(plan.seed(), plan.averted());
    this.swarm = Swarm.of(dice.stream("swarm"), dice.stream("upkeep"));
    VirtualTimers timers = new VirtualTimers();
    List<Disk> disks = swarm.disks(storage);
    List<StoreId> stores = disks.stream().limit(swarm.nodes()).map(Disk::store).toList();
    Configuration configuration = swarm.configuration(stores);
    List<Witness> all = new ArrayList<>();
    all.add(new FaultCount());
    all.addAll(witnesses.apply(new Stage(configuration, timers::nanoTime)));
    this.witness = new Audience(all);
    this.cluster = new Cluster(timers, dice, swarm, disks, witness);
    this.nemesis = new Nemesis(cluster);
    this.workload = new Workload(dice.stream("workload"), swarm.upkeep().collects());
    for (int number = 1; number <= CLIENTS; number++) {
      clients.add(new Client(cluster, "c" + number, this::tick));
    }
    for (int number = 1; number <= swarm.upkeep().operators(); number++) {
      operators.add(new Operator(cluster, "operator" + number));
    }
  }

  /** Plays it to its end, or until it is decided that it fails. */
  void play() {
    nemesis.start(this::goesOn);
    operators.forEach(operator -> operator.start(this::goesOn));
    clients.forEach(this::think);
    runUntil(() -> !goesOn());
    nemesis.makeGood();
    tell(Witness::healed);
    awaitEveryone();
    clients.forEach(client -> call(client, nextCall(client), Optional.empty()));
    awaitEveryone();
    awaitSettled();
    for (Key key : workload.keys()) {
      cluster.nodes().forEach(node -> readThrough(node, key));
    }
    tell(Witness::ended);
  }

  @Override
  public void close() {
    cluster.close();
  }

  private void tell(Consumer<Witness> news) {
    if (!isDecided.getAsBoolean()) {
      news.accept(witness);
    }
  }

  Swarm swarm() {
    return swarm;
  }

  /** The misfortunes that happened. */
  List<Dice.Strike> struck() {
    return cluster.dice().struck();
  }

  /** How many calls were made, or omitted. */
  int issued() {
    return issued;
  }

  /** Every operation of every client, in the order in which they returned. */
  List<Operation> history() {
    return List.copyOf(history);
  }

  /** How many faults happened while some call was in flight. */
  int faultsInFlight() {
    return faultsInFlight;
  }

  private boolean goesOn() {
    boolean enough = issued >= plan.calls() && faultsInFlight >= plan.faults();
    return !enough && issued < MAX_CALLS;
  }

  private void think(Client client) {
    long nanos = client.thinkingNanos(MAX_THINKING_NANOS);
    cluster.timers().scheduleNanos(nanos, () -> next(client));
  }

  private void next(Client client) {
    if (goesOn()) {
      Call call = nextCall(client);
      if (plan.omitted().contains(call.number())) {
        think(client);
      } else {
        Consumer<Operation> end = begin();
        client.call(
            call,
            Optional.empty(),
            DEADLINE,
            operation -> {
              end.accept(operation);
              think(client);
            });
      }
    }
  }

  private Call nextCall(Client client) {
    return workload.call(client.name(), issued++, lastRevision);
  }

  private void readThrough(String node, Key key) {
    Client client = clients.get(0);
    Call read =
        new Call(
            issued++, key, client.name(), Call.Kind.READ, OptionalLong.empty(), Optional.empty());
    call(client, read, Optional.of(cluster.node(node)));
    awaitEveryone();
  }

  /** A call that has to succeed. */
  private void call(Client client, Call call, Optional<Node> node) {
    if (!isDecided.getAsBoolean() && !plan.omitted().contains(call.number())) {
      client.call(call, node, LAST_DEADLINE, begin());
    }
  }

  /** One more call is in flight, until the operation is told. */
  private Consumer<Operation> begin() {
    inFlight++;
    return operation -> {
      inFlight--;
      history.add(operation);
      witness.returned(operation);
      if (operation.result() instanceof Wrote wrote) {
        lastRevision.put(operation.call().key(), wrote.revision());
      } else if (operation.result() instanceof Saw saw) {
        lastRevision.put(operation.call().key(), saw.revision());
      }
    };
  }

  /** A change of membership ends by itself, and every node learns how. */
  private void awaitSettled() {
    if (swarm.upkeep().operators() > 0) {
      long end = cluster.timers().nanoTime() + LAST_CHANGE.toNanos();
      runUntil(() -> cluster.isSettled() || cluster.timers().nanoTime() > end);
      if (!cluster.isSettled()) {
        tell(watching -> watching.stuck("the change of membership in " + cluster.newest()));
      }
    }
  }

  private void awaitEveryone() {
    runUntil(() -> inFlight == 0);
  }

  private void runUntil(BooleanSupplier condition) {
    cluster
        .timers()
        .runUntil(() -> isDecided.getAsBoolean() || isEndless() || condition.getAsBoolean());
  }

  /** A broken core may never come to an end; a run does. */
  private boolean isEndless() {
    steps++;
    if (steps > MAX_STEPS) {
      throw new AssertionError("no end after " + MAX_STEPS + " steps");
    }
    return false;
  }

  /** Moments in virtual nanoseconds, no two the same. */
  private long tick() {
    lastTick = Math.max(lastTick + 1, cluster.timers().nanoTime());
    return lastTick;
  }

  /** Counts what goes wrong while somebody waits. */
  private final class FaultCount implements Witness {
    @Override
    public void happened(Fault fault, String node) {
      if (inFlight > 0 && fault.isHarm()) {
        faultsInFlight++;
      }
    }
  }
}
