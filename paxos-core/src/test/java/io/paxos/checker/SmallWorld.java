package io.paxos.checker;

import io.paxos.acceptor.AcceptorRow;
import io.paxos.acceptor.AcceptorRules;
import io.paxos.driver.Proposer;
import io.paxos.driver.Settings;
import io.paxos.history.Witness;
import io.paxos.protocol.AcceptorGroup;
import io.paxos.protocol.AcceptorId;
import io.paxos.protocol.Batch;
import io.paxos.protocol.BatchReply;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Identity;
import io.paxos.protocol.Key;
import io.paxos.protocol.Member;
import io.paxos.protocol.ProposerId;
import io.paxos.protocol.Reply;
import io.paxos.protocol.Request;
import io.paxos.protocol.Scan;
import io.paxos.protocol.ScanReply;
import io.paxos.protocol.StoreId;
import io.paxos.simulation.Network;
import io.paxos.simulation.VirtualTimers;
import io.paxos.spi.Acceptor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Three nodes of the real core on a faulty network, and a witness of what they say. */
final class SmallWorld {
  private final VirtualTimers timers = new VirtualTimers();
  private final SplittableRandom random;
  private final Network network;
  private final Map<String, Disk> disks = new LinkedHashMap<>();
  private final Map<String, Proposer> proposers = new HashMap<>();
  private final Map<String, ProposerId> alive = new HashMap<>();
  private final Configuration configuration;
  private Witness witness = new Witness() {};

  SmallWorld(long seed, Network.Faults faults) {
    this.random = new SplittableRandom(seed);
    this.network = new Network(timers, random.split(), faults);
    List<Member> members = new ArrayList<>();
    for (String node : List.of("n1", "n2", "n3")) {
      StoreId store = new StoreId(new UUID(0, members.size() + 1));
      members.add(new Member(new AcceptorId(node), "memory:" + node, store));
      disks.put(node, new Disk(store));
    }
    this.configuration = Configuration.stable(1, AcceptorGroup.majority(members));
  }

  /** Starts all nodes. */
  void start(Witness watching) {
    this.witness = watching;
    disks.keySet().forEach(this::restartProposer);
  }

  VirtualTimers timers() {
    return timers;
  }

  Network network() {
    return network;
  }

  Configuration configuration() {
    return configuration;
  }

  List<String> nodes() {
    return List.copyOf(disks.keySet());
  }

  Optional<Proposer> proposer(String node) {
    return Optional.ofNullable(proposers.get(node));
  }

  void restartProposer(String node) {
    ProposerId id = new ProposerId(node, random.nextLong());
    alive.put(node, id);
    witness.started(node, id);
    proposers.put(
        node,
        new Proposer(
            id,
            configuration,
            (member, address) -> new Spoken(id, network.between(node, member.name(), disk(member))),
            timers,
            random.split(),
            Settings.DEFAULT));
  }

  void reopen(String node) {
    Disk disk = disk(new AcceptorId(node));
    witness.reopened(disk.store, Map.copyOf(disk.rows));
  }

  private Disk disk(AcceptorId member) {
    return Optional.ofNullable(disks.get(member.name())).orElseThrow();
  }

  /** An acceptor that tells what it keeps and answers. */
  private final class Disk implements Acceptor {
    private final StoreId store;
    private final Map<Key, AcceptorRow> rows = new HashMap<>();

    Disk(StoreId store) {
      this.store = store;
    }

    @Override
    public CompletionStage<Identity> identify() {
      return CompletableFuture.completedFuture(new Identity(store, Optional.of(configuration)));
    }

    @Override
    public CompletionStage<BatchReply> handle(Batch batch) {
      List<Reply> replies = new ArrayList<>();
      for (Request<?> request : batch.requests()) {
        AcceptorRow row = rows.getOrDefault(request.key(), AcceptorRow.absent(0));
        AcceptorRules.Step<?> step = AcceptorRules.decide(row, request);
        if (!step.row().equals(row)) {
          rows.put(request.key(), step.row());
          witness.persisted(store, request.key(), step.row());
        }
        witness.replied(store, request, step.reply(), step.row());
        replies.add(step.reply());
      }
      return CompletableFuture.completedFuture(new BatchReply.Handled(replies));
    }

    @Override
    public CompletionStage<ScanReply> scan(Scan scan) {
      throw new IllegalStateException("nobody scans here");
    }

    @Override
    public CompletionStage<Identity> install(Configuration installed) {
      return identify();
    }

    @Override
    public void close() {
      // It goes on in the next process.
    }
  }

  /** The way from a proposer to an acceptor. */
  private final class Spoken implements Acceptor {
    private final ProposerId from;
    private final Acceptor acceptor;

    Spoken(ProposerId from, Acceptor acceptor) {
      this.from = from;
      this.acceptor = acceptor;
    }

    @Override
    public CompletionStage<Identity> identify() {
      return acceptor.identify();
    }

    @Override
    public CompletionStage<BatchReply> handle(Batch batch) {
      if (isAlive()) {
        batch.requests().forEach(request -> witness.sent(from, batch.store(), request));
      }
      return isAlive()
          ? acceptor.handle(batch).thenApply(reply -> received(batch, reply))
          : new CompletableFuture<>();
    }

    private BatchReply received(Batch batch, BatchReply reply) {
      if (isAlive() && reply instanceof BatchReply.Handled handled) {
        for (int i = 0; i < batch.requests().size(); i++) {
          Request<?> request = batch.requests().get(i);
          witness.received(from, batch.store(), request, handled.replies().get(i));
        }
      }
      return reply;
    }

    private boolean isAlive() {
      return from.equals(alive.get(from.node()));
    }

    @Override
    public CompletionStage<ScanReply> scan(Scan scan) {
      return acceptor.scan(scan);
    }

    @Override
    public CompletionStage<Identity> install(Configuration installed) {
      return acceptor.install(installed);
    }

    @Override
    public void close() {
      acceptor.close();
    }
  }
}
