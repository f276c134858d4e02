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
import java.util.function.Consumer;
import java.util.function.Supplier;

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
  private final List<Waiting<?>> waiting = new ArrayList<>();
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

  /** Something that writes, until it is durable. */
  private static final class Waiting<T> {
    private final Supplier<T> work;
    private final Consumer<T> onDurable;
    private final CompletableFuture<T> answer = new CompletableFuture<>();

    Waiting(Supplier<T> work, Consumer<T> onDurable) {
      this.work = work;
      this.onDurable = onDurable;
    }

    /** Does to the disk what is asked for; what is returned tells so. */
    Runnable decide() {
      T result = work.get();
      return () -> {
        onDurable.accept(result);
        answer.complete(result);
      };
    }
  }

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
    if (isServing && isReadOnly(batch)) {
      BatchReply reply = Disk.now(disk.acceptor().handle(batch));
      tellReplied(batch, reply);
      return CompletableFuture.completedFuture(reply);
    }
    return whenDurable(() -> decide(batch), reply -> tellReplied(batch, reply));
  }

  @Override
  public CompletionStage<Identity> identify() {
    return isServing ? atOnce(disk.acceptor().identify()) : new CompletableFuture<>();
  }

  @Override
  public CompletionStage<ScanReply> scan(Scan scan) {
    return isServing ? atOnce(disk.acceptor().scan(scan)) : new CompletableFuture<>();
  }

  /** Whatever thread a database answers on, the simulated world goes on on its own. */
  private static <T> CompletionStage<T> atOnce(CompletionStage<T> answer) {
    return CompletableFuture.completedFuture(Disk.now(answer));
  }

  @Override
  public CompletionStage<CollectReply> collect(Collect collect) {
    return whenDurable(() -> decide(collect), reply -> {});
  }

  @Override
  public CompletionStage<Identity> install(Configuration configuration) {
    return whenDurable(() -> Disk.now(disk.acceptor().install(configuration)), identity -> {});
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

  private <T> CompletionStage<T> whenDurable(Supplier<T> work, Consumer<T> onDurable) {
    Waiting<T> one = new Waiting<>(work, onDurable);
    if (isServing) {
      waiting.add(one);
      if (!isCommitting) {
        beginCommit();
      }
    }
    return one.answer;
  }

  private void beginCommit() {
    isCommitting = true;
    List<Waiting<?>> together = List.copyOf(waiting);
    waiting.clear();
    long nanos = luck.below(trouble.maxCommit().toNanos() + 1);
    timers.schedule(Duration.ofNanos(nanos), () -> commit(together));
  }

  private void commit(List<Waiting<?>> together) {
    if (life.diesNow(trouble.crash(), Fault.CRASHED_BEFORE_PERSIST)) {
      return;
    }
    if (luck.strikes(trouble.failure())) {
      fail(together);
      return;
    }
    List<Runnable> answers = decideAll(together);
    if (life.diesNow(trouble.crash(), Fault.CRASHED_AFTER_PERSIST)) {
      return;
    }
    isCommitting = false;
    for (int i = 0; i < answers.size() && life.isAlive(); i++) {
      answers.get(i).run();
    }
    if (!waiting.isEmpty() && life.isAlive()) {
      beginCommit();
    }
  }

  /** Nobody is answered, now or later; those who wait behind fare alike. */
  private void fail(List<Waiting<?>> together) {
    boolean kept = luck.nextBoolean();
    witness.happened(
        kept ? Fault.COMMIT_FAILED_AND_KEPT : Fault.COMMIT_FAILED_AND_LOST, life.name());
    if (kept) {
      List<Runnable> unused = decideAll(together);
    }
    waiting.clear();
    isCommitting = false;
    isServing = false;
    timers.schedule(trouble.reopening(), this::open);
  }

  private static List<Runnable> decideAll(List<Waiting<?>> together) {
    List<Runnable> answers = new ArrayList<>(together.size());
    together.forEach(one -> answers.add(one.decide()));
    return answers;
  }

  /** Does to the disk what the batch asks for. */
  private BatchReply decide(Batch batch) {
    witness.inEra(batch.era());
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

  private CollectReply decide(Collect collect) {
    List<Key> there =
        collect.rows().stream().map(Collect.Forget::key).filter(this::isThere).toList();
    CollectReply reply = Disk.now(disk.acceptor().collect(collect));
    if (reply instanceof CollectReply.Collected collected) {
      List<Key> gone = there.stream().filter(key -> !isThere(key)).toList();
      witness.inEra(collect.era());
      witness.collected(disk.store(), collected.floor(), gone);
    }
    return reply;
  }

  private boolean isThere(Key key) {
    return !disk.row(key).promised().isZero();
  }

  private void tellReplied(Batch batch, BatchReply reply) {
    if (reply instanceof BatchReply.Handled handled) {
      witness.inEra(batch.era());
      for (int i = 0; i < handled.replies().size(); i++) {
        Request<?> request = batch.requests().get(i);
        AcceptorRow durable = disk.row(request.key());
        witness.replied(disk.store(), request, handled.replies().get(i), durable);
      }
    }
  }
}
