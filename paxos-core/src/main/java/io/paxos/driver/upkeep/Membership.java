package io.paxos.driver.upkeep;

import io.paxos.driver.Connector;
import io.paxos.driver.Proposer;
import io.paxos.driver.Timers;
import io.paxos.membership.Fence;
import io.paxos.membership.Progress;
import io.paxos.membership.Reconfiguration;
import io.paxos.membership.Target;
import io.paxos.protocol.AcceptorGroup;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Identity;
import io.paxos.protocol.Key;
import io.paxos.protocol.Member;
import io.paxos.protocol.ProposerId;
import io.paxos.spi.Acceptor;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * A node's part in changing who the acceptors are: it begins changes, turns them back, follows
 * those that others begin, and carries one on that nobody else does. Thread-safe; never blocks.
 *
 * <p>Several nodes may do all of it at once: every step is safe to repeat, and the register that
 * holds the configuration decides which one is next.
 */
public final class Membership implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Membership.class.getName());

  private final Proposer proposer;
  private final Optional<Acceptor> own;
  private final Timers timers;
  private final UpkeepSettings settings;
  private final Acceptors acceptors;
  private final Ledger ledger;
  private final Admissions admissions;
  private final Duty duty;
  private volatile Optional<Coordination> work = Optional.empty();
  private volatile boolean closed;

  /**
   * How a change is.
   *
   * @param configuration chosen, and linearizable
   * @param coordinator who carries the change on, as far as is known
   * @param progress what that node told last
   * @param trouble what stands in its way, if this is that node
   */
  public record Status(
      Configuration configuration,
      Optional<String> coordinator,
      Optional<Progress> progress,
      Optional<String> trouble) {}

  /** What came of the wish for a change. */
  public sealed interface Answer {
    /** It has begun, or was turned back; this is chosen. */
    record Begun(Configuration configuration) implements Answer {}

    /** Another change is under way, or somebody was faster. */
    record Busy(Configuration configuration) implements Answer {}

    /** It breaks a rule. */
    record Refused(String reason) implements Answer {}
  }

  /**
   * A node's part, not begun.
   *
   * @param self names this process
   * @param own the acceptor of this process, if it has one: what others have told it is news that
   *     does not take a quorum
   * @param connector reaches acceptors
   */
  public Membership(
      ProposerId self,
      Proposer proposer,
      Optional<Acceptor> own,
      Connector connector,
      Timers timers,
      UpkeepSettings settings) {
    this.proposer = proposer;
    this.own = own;
    this.timers = timers;
    this.settings = settings;
    this.acceptors = new Acceptors(connector, timers, settings.answerTimeout());
    this.ledger = new Ledger(proposer, settings.takeover());
    this.admissions = new Admissions(acceptors);
    this.duty = new Duty(Key.CHANGE, self.toString(), proposer, timers, settings);
  }

  /** Begins to look after it, now and with every beat. */
  public void start() {
    beat();
  }

  /**
   * Begins a change.
   *
   * @return completes exceptionally with {@link io.paxos.register.NotAppliedException} if a quorum,
   *     or an acceptor that is to join, cannot be reached; with {@link
   *     io.paxos.register.UnknownOutcomeException} if it may or may not have begun
   */
  public CompletionStage<Answer> change(Target target) {
    return ledger
        .chosen()
        .thenCompose(
            chosen ->
                chosen.isStable()
                    ? begin(chosen, target)
                    : CompletableFuture.completedFuture(new Answer.Busy(chosen)));
  }

  /**
   * Turns the change that is under way back.
   *
   * @return completes exceptionally as {@link #change} does
   */
  public CompletionStage<Answer> abort() {
    return ledger
        .chosen()
        .thenCompose(
            chosen ->
                chosen.isStable()
                    ? CompletableFuture.completedFuture(
                        new Answer.Refused("no change of membership is under way"))
                    : move(chosen, Reconfiguration.abort(chosen)));
  }

  /**
   * Turns a change back, from exactly this configuration: another one is not touched.
   *
   * @param changing a configuration that was chosen, with a change under way
   * @return completes exceptionally as {@link #change} does
   * @throws IllegalArgumentException if no change is under way in it
   */
  public CompletionStage<Answer> abort(Configuration changing) {
    return move(changing, Reconfiguration.abort(changing));
  }

  /**
   * How it is.
   *
   * @return completes exceptionally with {@link io.paxos.register.NotAppliedException} if no quorum
   *     answers
   */
  public CompletionStage<Status> status() {
    return ledger.chosen().thenCompose(this::status);
  }

  /** Leaves off. Other nodes carry on. */
  @Override
  public void close() {
    closed = true;
    leaveOff();
  }

  private CompletionStage<Answer> begin(Configuration stable, Target target) {
    return refusing(
        () -> {
          target.check(stable.current());
          return admissions
              .admit(stable, target.joining())
              .thenCompose(joiners -> begin(stable, target, joiners));
        });
  }

  private CompletionStage<Answer> begin(Configuration stable, Target target, List<Member> joiners) {
    AcceptorGroup group = target.applyTo(stable.current(), joiners);
    return move(stable, Reconfiguration.begin(stable, group));
  }

  /** What breaks a rule is an answer, wherever on the way it is found. */
  private static CompletionStage<Answer> refusing(Supplier<CompletionStage<Answer>> attempt) {
    return CompletableFuture.completedFuture(attempt)
        .thenCompose(Supplier::get)
        .exceptionallyCompose(
            failed ->
                causeOf(failed) instanceof IllegalArgumentException wrong
                    ? CompletableFuture.completedFuture(
                        new Answer.Refused(String.valueOf(wrong.getMessage())))
                    : CompletableFuture.failedFuture(causeOf(failed)));
  }

  private static Throwable causeOf(Throwable failed) {
    Throwable cause = failed.getCause();
    return failed instanceof CompletionException && cause != null ? cause : failed;
  }

  private CompletionStage<Answer> move(Configuration from, Configuration to) {
    return ledger
        .move(from, to)
        .thenApply(chosen -> chosen.equals(to) ? new Answer.Begun(to) : new Answer.Busy(chosen));
  }

  private CompletionStage<Status> status(Configuration chosen) {
    Status quiet = new Status(chosen, Optional.empty(), Optional.empty(), Optional.empty());
    return chosen.isStable()
        ? CompletableFuture.completedFuture(quiet)
        : duty.report()
            .thenApply(
                report ->
                    new Status(
                        chosen,
                        report.who(),
                        report.told().map(Progress::parse).filter(told -> told.isOf(chosen)),
                        work.filter(own -> own.isOf(chosen)).flatMap(Coordination::trouble)));
  }

  private void beat() {
    if (!closed) {
      own.ifPresent(this::followInstalled);
      var unused =
          ledger
              .chosen()
              .thenCompose(this::lookAfter)
              .whenComplete((done, failed) -> timers.schedule(settings.beat(), this::beat));
    }
  }

  /**
   * All acceptors that this node knows of may be gone when it hears of the change for the first
   * time.
   */
  private void followInstalled(Acceptor acceptor) {
    var unused =
        acceptor.identify().thenAccept(told -> told.installed().ifPresent(proposer::learn));
  }

  private CompletionStage<Void> lookAfter(Configuration chosen) {
    leaveOffUnless(chosen);
    if (chosen.isStable()) {
      return duty.isHeld() ? duty.lay() : CompletableFuture.completedFuture(null);
    }
    return duty.beat(work.map(own -> own.progress().text()))
        .thenAccept(
            report -> report.ifPresentOrElse(held -> takeUp(chosen, held.told()), this::leaveOff));
  }

  private synchronized void takeUp(Configuration changing, Optional<String> told) {
    if (closed || work.isPresent()) {
      return;
    }
    Progress from =
        told.map(Progress::parse)
            .filter(before -> before.isOf(changing))
            .orElse(Progress.begin(changing));
    Coordination own =
        new Coordination(changing, from, proposer, acceptors, ledger, timers, settings);
    work = Optional.of(own);
    LOG.log(
        System.Logger.Level.INFO,
        "carries the change of membership on: era {0}, {1}",
        changing.era(),
        changing.stage());
    var unused = own.run().thenAccept(next -> goOn(changing, next));
  }

  private void goOn(Configuration done, Configuration next) {
    LOG.log(
        System.Logger.Level.INFO,
        "the change of membership is in era {0}, {1}",
        next.era(),
        next.stage());
    leaveOffUnless(next);
    if (next.isStable()) {
      spread(next, done.members());
    } else {
      takeUp(next, Optional.empty());
    }
  }

  /** Work that belongs to another configuration than the one that is chosen is over. */
  private synchronized void leaveOffUnless(Configuration chosen) {
    if (work.filter(own -> own.isOf(chosen)).isEmpty()) {
      leaveOff();
    }
  }

  private synchronized void leaveOff() {
    work.ifPresent(Coordination::stop);
    work = Optional.empty();
  }

  /** Rule M4, step 5: tells everybody who took part, those who have left as well, best effort. */
  private void spread(Configuration stable, List<Member> all) {
    var unused =
        acceptors.<Fence, Identity>gather(
            all,
            (acceptor, member) -> acceptor.install(stable),
            Fence.of(stable),
            (fence, from, identity) -> fence.on(from.store(), identity),
            fence -> fence.installed().size() == all.size());
  }
}
