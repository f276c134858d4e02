package io.paxos.simulation;

import io.paxos.acceptor.AcceptorRow;
import io.paxos.driver.Timers;
import io.paxos.history.Fault;
import io.paxos.history.Witness;
import io.paxos.protocol.Batch;
import io.paxos.protocol.BatchReply;
import io.paxos.protocol.Collect;
import io.paxos.protocol.CollectReply;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Identity;
import io.paxos.protocol.Key;
import io.paxos.protocol.Read;
import io.paxos.protocol.Request;
import io.paxos.protocol.Scan;
import io.paxos.protocol.ScanReply;
import io.paxos.spi.Acceptor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * An acceptor as a database makes one: everything that waits goes into one transaction, the commit
 * takes its time, and nothing is answered before. A commit may fail, and what is on the disk then
 * is known only after it has been read back.
 */
final class DiskAcceptor implements Acceptor {
  private final Life life;
  private final Disk disk;
  private final Timers timers;
  private final Dice.Stream luck;
  private final Trouble trouble;
  private final Witness witness;
  private final List<Waiting> waiting = new ArrayList<>();
  private boolean isCommitting;
  private boolean isServing;

  /**
   * How often what goes wrong.
   *
   * @param crash before, and again after, a commit, 0 to 1
   * @param failure of a commit, 0 to 1
   * @param maxCommit how long a commit takes at most
   * @param reopening how long it takes to read the disk back after a failed commit
   */
  record Trouble(double crash, double failure, Duration maxCommit, Duration reopening) {
    static final Trouble NONE = new Trouble(0, 0, Duration.ZERO, Duration.ZERO);
  }

  private record Waiting(Batch batch, CompletableFuture<BatchReply> answer) {}

  DiskAcceptor(
      Life life, Disk disk, Timers timers, Dice.Stream luck, Trouble trouble, Witness witness) {
    this.life = life;
    this.disk = disk;
    this.timers = timers;
    this.luck = luck;
    this.trouble = trouble;
    this.witness = witness;
  }

  /** Reads the disk, and serves, unless the disk has lost history. */
  void open() {
    disk.open();
    isServing = !disk.hasLostHistory();
    if (isServing) {
      witness.reopened(disk.store(), disk.rows());
    }
  }

  @Override
  public CompletionStage<BatchReply> handle(Batch batch) {
    CompletableFuture<BatchReply> answer = new CompletableFuture<>();
    if (!isServing) {
      return answer;
    }
    if (isReadOnly(batch)) {
      answer(new Waiting(batch, answer), Disk.now(disk.acceptor().handle(batch)));
      return answer;
    }
    waiting.add(new Waiting(batch, answer));
    if (!isCommitting) {
      beginCommit();
    }
    return answer;
  }

  @Override
  public CompletionStage<Identity> identify() {
    return isServing ? disk.acceptor().identify() : new CompletableFuture<>();
  }

  @Override
  public CompletionStage<ScanReply> scan(Scan scan) {
    return isServing ? disk.acceptor().scan(scan) : new CompletableFuture<>();
  }

  @Override
  public CompletionStage<CollectReply> collect(Collect collect) {
    return isServing ? disk.acceptor().collect(collect) : new CompletableFuture<>();
  }

  @Override
  public CompletionStage<Identity> install(Configuration configuration) {
    return isServing ? disk.acceptor().install(configuration) : new CompletableFuture<>();
  }

  @Override
  public void close() {
    // The disk outlives it.
  }

  private static boolean isReadOnly(Batch batch) {
    for (Request<?> request : batch.requests()) {
      if (!(request instanceof Read)) {
        return false;
      }
    }
    return true;
  }

  private void beginCommit() {
    isCommitting = true;
    List<Waiting> together = List.copyOf(waiting);
    waiting.clear();
    long nanos = luck.below(trouble.maxCommit().toNanos() + 1);
    timers.schedule(Duration.ofNanos(nanos), () -> commit(together));
  }

  private void commit(List<Waiting> together) {
    if (life.diesNow(trouble.crash(), Fault.CRASHED_BEFORE_PERSIST)) {
      return;
    }
    if (luck.strikes(trouble.failure())) {
      fail(together);
      return;
    }
    List<BatchReply> replies = together.stream().map(one -> decide(one.batch())).toList();
    if (life.diesNow(trouble.crash(), Fault.CRASHED_AFTER_PERSIST)) {
      return;
    }
    isCommitting = false;
    for (int i = 0; i < together.size() && life.isAlive(); i++) {
      answer(together.get(i), replies.get(i));
    }
    if (!waiting.isEmpty() && life.isAlive()) {
      beginCommit();
    }
  }

  /** Nobody is answered, now or later; those who wait behind fare alike. */
  private void fail(List<Waiting> together) {
    boolean kept = luck.nextBoolean();
    witness.happened(
        kept ? Fault.COMMIT_FAILED_AND_KEPT : Fault.COMMIT_FAILED_AND_LOST, life.name());
    if (kept) {
      together.forEach(one -> decide(one.batch()));
    }
    waiting.clear();
    isCommitting = false;
    isServing = false;
    timers.schedule(trouble.reopening(), this::open);
  }

  /** Does to the disk what the batch asks for. */
  private BatchReply decide(Batch batch) {
    List<Request<?>> requests = batch.requests();
    AcceptorRow[] before = new AcceptorRow[requests.size()];
    for (int i = 0; i < before.length; i++) {
      before[i] = disk.row(requests.get(i).key());
    }
    BatchReply reply = Disk.now(disk.acceptor().handle(batch));
    for (int i = 0; i < before.length; i++) {
      Key key = requests.get(i).key();
      AcceptorRow after = disk.row(key);
      if (!after.equals(before[i])) {
        witness.persisted(disk.store(), key, after);
      }
    }
    return reply;
  }

  private void answer(Waiting one, BatchReply reply) {
    if (reply instanceof BatchReply.Handled handled) {
      for (int i = 0; i < handled.replies().size(); i++) {
        Request<?> request = one.batch().requests().get(i);
        AcceptorRow durable = disk.row(request.key());
        witness.replied(disk.store(), request, handled.replies().get(i), durable);
      }
    }
    one.answer().complete(reply);
  }
}
