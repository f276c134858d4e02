package io.paxos.scenario;

import io.paxos.acceptor.AcceptorRow;
import io.paxos.acceptor.MemoryAcceptor;
import io.paxos.protocol.Batch;
import io.paxos.protocol.BatchReply;
import io.paxos.protocol.Collect;
import io.paxos.protocol.CollectReply;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Identity;
import io.paxos.protocol.Key;
import io.paxos.protocol.Reply;
import io.paxos.protocol.Request;
import io.paxos.protocol.Scan;
import io.paxos.protocol.ScanReply;
import io.paxos.protocol.StoreId;
import io.paxos.spi.Acceptor;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A place with an acceptor on a disk: the real one in memory, which may be down, or replaced by an
 * empty one. Confined to one thread.
 */
final class ScriptedAcceptor {
  private final String place;
  private final ScriptedNetwork network;
  private final Labels labels;
  private MemoryAcceptor disk;
  private boolean up = true;

  ScriptedAcceptor(String place, StoreId store, ScriptedNetwork network, Labels labels) {
    this.place = place;
    this.network = network;
    this.labels = labels;
    this.disk = new MemoryAcceptor(store);
  }

  void crash() {
    up = false;
  }

  void restart() {
    up = true;
  }

  void wipe(StoreId fresh) {
    disk = new MemoryAcceptor(fresh);
  }

  void raiseFloor(long to) {
    Identity identity = now(disk.identify());
    disk.collect(new Collect(identity.era(), identity.store(), to, List.of()));
  }

  void install(Configuration configuration) {
    disk.install(configuration);
  }

  StoreId store() {
    return now(disk.identify()).store();
  }

  AcceptorRow row(Key key) {
    return disk.row(key);
  }

  /**
   * The acceptor as a proposer reaches it.
   *
   * @param proposer where the proposer is
   * @param alive whether that proposer still is
   */
  Acceptor from(String proposer, BooleanSupplier alive) {
    return new Remote(proposer, alive);
  }

  private static <T> T now(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  /** The far end of a proposer's way to this place. */
  private final class Remote implements Acceptor {
    private final String proposer;
    private final BooleanSupplier alive;

    Remote(String proposer, BooleanSupplier alive) {
      this.proposer = proposer;
      this.alive = alive;
    }

    @Override
    public CompletionStage<Identity> identify() {
      return ask("identify", "identify", () -> disk.identify(), i -> "identity", i -> "identity");
    }

    @Override
    public CompletionStage<BatchReply> handle(Batch batch) {
      List<Request<?>> requests = batch.requests();
      return ask(
          Labels.kindOf(requests.get(0)),
          requests.stream().map(labels::of).collect(Collectors.joining(" & ")) + era(batch.era()),
          () -> disk.handle(batch),
          this::kindOf,
          this::labelOf);
    }

    @Override
    public CompletionStage<Identity> install(Configuration configuration) {
      String label = "install era " + configuration.era();
      return ask(
          "install", label, () -> disk.install(configuration), i -> "installed", i -> "installed");
    }

    @Override
    public CompletionStage<CollectReply> collect(Collect collect) {
      return ask(
          "collect",
          labels.of(collect) + era(collect.era()),
          () -> disk.collect(collect),
          reply -> reply instanceof CollectReply.Refused ? "refusal" : "collected",
          Labels::of);
    }

    @Override
    public CompletionStage<ScanReply> scan(Scan scan) {
      return ask(
          "scan",
          "scan" + era(scan.era()),
          () -> disk.scan(scan),
          reply -> reply instanceof ScanReply.Refused ? "refusal" : "page",
          labels::of);
    }

    @Override
    public void close() {
      // The far side is not ours to close.
    }

    private static String era(long era) {
      return era == 1 ? "" : " (era " + era + ")";
    }

    private String kindOf(BatchReply reply) {
      return reply instanceof BatchReply.Handled handled
          ? Labels.kindOf(handled.replies().get(0))
          : "refusal";
    }

    private String labelOf(BatchReply reply) {
      if (reply instanceof BatchReply.Handled handled) {
        List<Reply> replies = handled.replies();
        return replies.stream().map(labels::of).collect(Collectors.joining(" & "));
      }
      return Labels.ofRefusal(reply);
    }

    private <T> CompletionStage<T> ask(
        String kind,
        String label,
        Supplier<CompletionStage<T>> question,
        Function<T, String> kindOfAnswer,
        Function<T, String> labelOfAnswer) {
      CompletableFuture<T> answer = new CompletableFuture<>();
      if (alive.getAsBoolean()) {
        Runnable onArrival =
            () -> {
              T result = now(question.get());
              send(
                  place,
                  proposer,
                  kindOfAnswer.apply(result),
                  labelOfAnswer.apply(result),
                  alive,
                  () -> answer.complete(result));
            };
        send(proposer, place, kind, label, () -> up, onArrival);
      }
      return answer;
    }

    private void send(
        String from,
        String to,
        String kind,
        String label,
        BooleanSupplier receiverIsUp,
        Runnable onArrival) {
      ScriptedNetwork.Receiver receiver =
          new ScriptedNetwork.Receiver() {
            @Override
            public boolean isUp() {
              return receiverIsUp.getAsBoolean();
            }

            @Override
            public void receive() {
              onArrival.run();
            }
          };
      network.send(new ScriptedNetwork.Message(from, to, kind, label, receiver));
    }
  }
}
