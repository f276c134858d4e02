package io.paxos.bench;

import io.paxos.driver.Proposer;
import io.paxos.driver.Seed;
import io.paxos.driver.upkeep.Membership;
import io.paxos.driver.upkeep.UpkeepSettings;
import io.paxos.membership.Target;
import io.paxos.protocol.AcceptorId;
import io.paxos.protocol.Configuration.Stage;
import io.paxos.protocol.ProposerId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Replaces the acceptors of a cluster by empty ones. Every acceptor is a name of its own. */
final class Replacements implements AutoCloseable {
  private final Cluster cluster;
  private final Proposer proposer;
  private final Membership membership;

  /**
   * @param transferShare as in {@link UpkeepSettings}
   */
  Replacements(Cluster cluster, double transferShare) {
    this.cluster = cluster;
    proposer = cluster.proposer();
    membership =
        new Membership(
            new ProposerId("operator", 1),
            proposer,
            Optional.empty(),
            cluster.connector(),
            cluster.timers(),
            settings(transferShare));
    membership.start();
  }

  private static UpkeepSettings settings(double transferShare) {
    UpkeepSettings usual = UpkeepSettings.DEFAULT;
    return new UpkeepSettings(
        Duration.ofMillis(10),
        usual.takeover(),
        usual.answerTimeout(),
        transferShare,
        usual.inFlight(),
        usual.collectionPause(),
        usual.collectedPerSecond(),
        usual.operationsKept());
  }

  /**
   * Replaces the eldest acceptor.
   *
   * @return the nanoseconds of each stage, after the one before
   */
  Map<Stage, Long> replaceOne() throws InterruptedException {
    AcceptorId leaving = proposer.configuration().current().members().get(0).id();
    Seed joining = cluster.addAcceptor();
    Target target =
        new Target(
            List.of(leaving),
            List.of(new Target.Newcomer(joining.id(), joining.address())),
            Optional.empty());
    Membership.Answer answer = Cluster.await(membership.change(target));
    if (!(answer instanceof Membership.Answer.Begun)) {
      throw new IllegalStateException("the change has not begun: " + answer);
    }
    long copying = awaitAfter(Stage.COPYING);
    long joint = awaitAfter(Stage.JOINT);
    cluster.dropAcceptor(leaving);
    return Map.of(Stage.COPYING, copying, Stage.JOINT, joint);
  }

  private long awaitAfter(Stage stage) throws InterruptedException {
    long begun = System.nanoTime();
    while (proposer.configuration().stage() == stage) {
      TimeUnit.MICROSECONDS.sleep(200);
    }
    return System.nanoTime() - begun;
  }

  @Override
  public void close() {
    membership.close();
  }
}
