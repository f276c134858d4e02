package io.paxos.checker;

import io.paxos.acceptor.AcceptorRow;
import io.paxos.history.Call;
import io.paxos.history.Operation;
import io.paxos.history.Witness;
import io.paxos.protocol.Accept;
import io.paxos.protocol.Ballot;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Key;
import io.paxos.protocol.Prepare;
import io.paxos.protocol.ProposerId;
import io.paxos.protocol.Reply;
import io.paxos.protocol.Report;
import io.paxos.protocol.Request;
import io.paxos.protocol.StoreId;
import io.paxos.protocol.Value;
import io.paxos.register.Decision;
import io.paxos.register.Versioned;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of everything so far. It is told of every event before the checkers are, looks up
 * once what the event is about, and keeps it for them while they look at the event.
 */
final class Traces implements Witness {
  private final long firstRevision;
  private final List<StoreId> stores = new ArrayList<>();
  private final Floors floors;
  private final Eras eras;
  private final Map<Key, RegisterTrace> registers = new HashMap<>();
  private final Map<ProposerId, ProposerTrace> proposers = new HashMap<>();
  private final Map<String, ProposerTrace> processes = new HashMap<>();
  private final Map<Integer, CallTrace> calls = new HashMap<>();

  private RegisterTrace register;
  private @Nullable RoundTrace round;
  private @Nullable CallTrace call;
  private DiskTrace disk = new DiskTrace();
  private int store;
  private long sends;
  private long era;

  /**
   * Nothing was seen yet.
   *
   * @param first the configuration that was agreed on first
   */
  Traces(Configuration first, long firstRevision) {
    this.firstRevision = firstRevision;
    this.floors = new Floors(firstRevision);
    this.eras = new Eras(first, this::bit);
    this.era = first.era();
    this.register = new RegisterTrace(Key.CONFIGURATION, firstRevision, floors);
    registers.put(Key.CONFIGURATION, register);
  }

  /** The register that the present event is about. */
  RegisterTrace register() {
    return register;
  }

  /** What the store that the present event is about keeps of the register. */
  DiskTrace disk() {
    return disk;
  }

  /**
   * The ballot that the present event is about: that of the request, or the one that was just
   * accepted on a disk; null if there is none.
   */
  @Nullable RoundTrace round() {
    return round;
  }

  /** The era that the present event belongs to. */
  long era() {
    return era;
  }

  /** The configurations that are chosen so far. */
  Eras eras() {
    return eras;
  }

  Floors floors() {
    return floors;
  }

  /** The store that the present event is about, as one bit. */
  long store() {
    return 1L << store;
  }

  /** A store as one bit. */
  long bit(StoreId of) {
    return 1L << number(of);
  }

  /** How many requests have left so far. */
  long sends() {
    return sends;
  }

  /** The call that the present event is about; null if it is about none. */
  @Nullable CallTrace call() {
    return call;
  }

  Collection<RegisterTrace> registers() {
    return registers.values();
  }

  Collection<CallTrace> calls() {
    return calls.values();
  }

  /** The live process of a node; null if none was started. */
  @Nullable ProposerTrace process(String node) {
    return processes.get(node);
  }

  boolean wasStarted(ProposerId proposer) {
    return proposers.containsKey(proposer);
  }

  @Override
  public void started(String node, ProposerId proposer) {
    ProposerTrace before = processes.put(node, proposer(proposer));
    if (before != null) {
      before.die();
    }
  }

  @Override
  public void sent(ProposerId from, StoreId to, Request<?> request) {
    look(to, request);
    sends++;
    if (round != null) {
      round.belongTo(era);
    }
    if (round != null && request instanceof Accept accept) {
      round.propose(accept.state());
    }
  }

  @Override
  public void inEra(long present) {
    era = present;
  }

  @Override
  public void copied(ProposerId from, StoreId to, Accept accept) {
    look(to, accept);
    if (round != null) {
      round.propose(accept.state());
    }
  }

  @Override
  public void collected(StoreId at, long floor, List<Key> forgotten) {
    for (Key key : forgotten) {
      look(at, key);
      if (disk.row().report() instanceof Report.Holding holding) {
        register.chain().lives().die(holding.state().revision());
      }
      disk.forget(floor);
    }
    floors.raise(floor);
  }

  @Override
  public void persisted(StoreId at, Key key, AcceptorRow row) {
    look(at, key);
    disk.write(row);
    boolean news = row.report() != disk.before().report();
    round = news && row.report() instanceof Report.Holding holding ? round(holding.ballot()) : null;
    if (round != null && row.report() instanceof Report.Holding holding) {
      round.propose(holding.state());
    }
  }

  @Override
  public void replied(StoreId at, Request<?> request, Reply reply, AcceptorRow durable) {
    look(at, request);
  }

  @Override
  public void received(ProposerId at, StoreId from, Request<?> request, Reply reply) {
    look(from, request);
  }

  @Override
  public void called(Call asked, String node, int attempt) {
    look(asked).ask(node, processes.get(node), sends);
  }

  @Override
  public void applied(Call applied, Versioned<Value> seen, Decision<Value> decision) {
    CallTrace present = look(applied);
    Optional<Application> application = Application.of(present, seen, decision);
    if (application.isPresent()) {
      present.apply();
      register.chain().apply(application.get());
    }
  }

  @Override
  public void returned(Operation operation) {
    look(operation.call()).end(operation.result());
  }

  /** What a store keeps of a register. */
  DiskTrace disk(StoreId at, Key key) {
    return register(key).disk(number(at));
  }

  /** Looks at a store as a whole; returns the register's part of it. */
  DiskTrace disk(StoreId at, RegisterTrace of) {
    return of.disk(number(at));
  }

  private CallTrace look(Call of) {
    register = register(of.key());
    round = null;
    CallTrace present = calls.get(of.number());
    if (present == null) {
      present = new CallTrace(of, register);
      calls.put(of.number(), present);
    }
    call = present;
    return present;
  }

  private void look(StoreId at, Request<?> request) {
    look(at, request.key());
    if (request instanceof Accept accept) {
      round = round(accept.ballot());
    } else if (request instanceof Prepare prepare) {
      round = round(prepare.ballot());
    } else {
      round = null;
    }
  }

  private void look(StoreId at, Key key) {
    register = register(key);
    store = number(at);
    disk = register.disk(store);
    call = null;
  }

  private RegisterTrace register(Key key) {
    if (register.key().equals(key)) {
      return register;
    }
    RegisterTrace known = registers.get(key);
    if (known == null) {
      known = new RegisterTrace(key, firstRevision, floors);
      registers.put(key, known);
    }
    return known;
  }

  /** The round of the present register under this ballot. */
  RoundTrace round(Ballot ballot) {
    RoundTrace known = register.round(ballot);
    return known == null ? register.add(ballot, proposer(ballot.proposer()), era) : known;
  }

  /** The round of a register under this ballot; null if nothing was seen of it. */
  @Nullable RoundTrace round(Key key, Ballot ballot) {
    return register(key).round(ballot);
  }

  private ProposerTrace proposer(ProposerId id) {
    return proposers.computeIfAbsent(id, ProposerTrace::new);
  }

  private int number(StoreId id) {
    int known = stores.indexOf(id);
    if (known < 0) {
      stores.add(id);
      return stores.size() - 1;
    }
    return known;
  }
}
