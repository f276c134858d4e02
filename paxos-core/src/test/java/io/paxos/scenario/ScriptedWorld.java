package io.paxos.scenario;

import io.paxos.driver.Proposer;
import io.paxos.driver.Settings;
import io.paxos.protocol.AcceptorGroup;
import io.paxos.protocol.AcceptorId;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Key;
import io.paxos.protocol.Member;
import io.paxos.protocol.ProposerId;
import io.paxos.protocol.StoreId;
import io.paxos.simulation.VirtualTimers;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Acceptors, proposers, calls, and a network, as a script moves them; everything about one
 * register. Confined to one thread.
 */
final class ScriptedWorld {
  static final Key KEY = Key.register("k");

  private final VirtualTimers timers = new VirtualTimers();
  private final Labels labels = new Labels();
  private final Trace trace = new Trace(timers);
  private final ScriptedNetwork network = new ScriptedNetwork(timers, trace);
  private final Map<String, ScriptedAcceptor> acceptors = new LinkedHashMap<>();
  private final Map<String, Member> members = new LinkedHashMap<>();
  private final Map<String, Incarnation> processes = new LinkedHashMap<>();
  private final Map<String, ScriptedCall> calls = new HashMap<>();
  private Optional<Configuration> chosen = Optional.empty();
  private long stores;

  /** One incarnation of a proposer. */
  private record Incarnation(
      int number, AtomicBoolean up, Proposer proposer, ScriptedUpkeep upkeep) {}

  /** A step of a change of membership, or of collection. */
  @FunctionalInterface
  interface Step {
    CompletionStage<String> take(ScriptedUpkeep upkeep);
  }

  ScriptedNetwork network() {
    return network;
  }

  String trace() {
    return trace.text();
  }

  /** Everything that is due within this time happens. */
  void pass(Duration time) {
    timers.advance(time);
  }

  void addAcceptors(List<String> places) {
    for (String place : places) {
      require(!acceptors.containsKey(place), "there is an acceptor " + place + " already");
      StoreId store = freshStore();
      acceptors.put(place, new ScriptedAcceptor(place, store, network, labels));
      members.put(place, new Member(new AcceptorId(place), "memory:" + place, store));
      trace.addAcceptor(place);
    }
  }

  /** Era 1. */
  void form(AcceptorGroup formed) {
    require(chosen.isEmpty(), "the first configuration is formed already");
    Configuration first = Configuration.stable(1, formed);
    chosen = Optional.of(first);
    first.members().forEach(member -> acceptor(member.id().name()).install(first));
  }

  AcceptorGroup group(List<String> places) {
    return AcceptorGroup.majority(members(places));
  }

  List<Member> members(List<String> places) {
    return places.stream().map(place -> known(members, place, "acceptor")).toList();
  }

  /** What the register that holds the configuration says; a script may install something else. */
  private Configuration chosen() {
    return chosen.orElseThrow(() -> new IllegalArgumentException("name the acceptors first"));
  }

  void addProposer(String place) {
    require(!processes.containsKey(place) && !acceptors.containsKey(place), place + " is there");
    trace.addProposer(place);
    start(place, 1);
  }

  void call(String place, String name, String words, ScriptedCall.Question question) {
    Incarnation process = known(processes, place, "proposer");
    require(process.up().get(), place + " is down");
    trace.note(place, words);
    ScriptedCall call =
        new ScriptedCall(process.up()::get, answer -> trace.note(place, "= " + answer));
    calls.put(name, call);
    call.ask(process.proposer(), question);
  }

  /** A step of a node's upkeep is asked for like any call, and told under the node's name. */
  void upkeep(String place, String words, Step step) {
    Incarnation process = known(processes, place, "proposer");
    call(place, place, words, proposer -> step.take(process.upkeep()));
  }

  /**
   * @throws IllegalArgumentException if there is nobody at this place, up or down
   */
  void requirePlace(String place) {
    require(
        processes.containsKey(place) || acceptors.containsKey(place),
        "there is no acceptor or proposer " + place);
  }

  /** What is to be seen of a call, or of an acceptor. */
  String sight(String name) {
    ScriptedAcceptor acceptor = acceptors.get(name);
    return acceptor == null ? known(calls, name, "call").answer() : labels.of(acceptor.row(KEY));
  }

  void crash(String place) {
    Incarnation process = processes.get(place);
    if (process == null) {
      acceptor(place).crash();
    } else {
      process.up().set(false);
    }
    trace.end(place, "crash");
  }

  void restart(String place) {
    Incarnation process = processes.get(place);
    if (process == null) {
      acceptor(place).restart();
    } else {
      process.up().set(false);
      start(place, process.number() + 1);
    }
    trace.note(place, "restart");
  }

  void wipe(String place) {
    StoreId store = freshStore();
    acceptor(place).wipe(store);
    members.put(place, new Member(new AcceptorId(place), "memory:" + place, store));
    trace.note(place, "wiped");
  }

  void raiseFloor(String place, long floor) {
    acceptor(place).raiseFloor(floor);
    trace.note(place, "floor " + floor);
  }

  void install(Configuration configuration, List<String> places) {
    for (String place : places) {
      acceptor(place).install(configuration);
      trace.note(place, "era " + configuration.era());
    }
  }

  private void start(String place, int incarnation) {
    ProposerId id = new ProposerId(place, incarnation);
    labels.started(id);
    AtomicBoolean up = new AtomicBoolean(true);
    Proposer proposer =
        new Proposer(
            id,
            chosen(),
            (member, address) -> acceptor(member.name()).from(place, up::get),
            timers,
            pauses(place),
            Settings.DEFAULT);
    ScriptedUpkeep upkeep =
        new ScriptedUpkeep(
            proposer,
            member -> acceptor(member.id().name()).from(place, up::get),
            timers,
            new ConfigurationRegister());
    processes.put(place, new Incarnation(incarnation, up, proposer, upkeep));
  }

  /** The configuration that is chosen. */
  private final class ConfigurationRegister implements ScriptedUpkeep.ConfigurationRegister {
    @Override
    public Configuration chosen() {
      return ScriptedWorld.this.chosen();
    }

    @Override
    public Configuration move(Configuration from, Configuration to) {
      chosen = Optional.of(chosen().equals(from) ? to : chosen());
      return chosen();
    }
  }

  private LongestPause pauses(String place) {
    int others = (int) processes.keySet().stream().filter(other -> !other.equals(place)).count();
    return new LongestPause(1 + others);
  }

  private ScriptedAcceptor acceptor(String place) {
    return known(acceptors, place, "acceptor or proposer");
  }

  private StoreId freshStore() {
    stores++;
    return new StoreId(new UUID(0, stores));
  }

  private static <T> T known(Map<String, T> things, String name, String kind) {
    T found = things.get(name);
    if (found == null) {
      throw new IllegalArgumentException("there is no " + kind + " " + name);
    }
    return found;
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
