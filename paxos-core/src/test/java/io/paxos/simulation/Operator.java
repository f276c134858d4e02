package io.paxos.simulation;

import io.paxos.driver.upkeep.Membership;
import io.paxos.history.Witness;
import io.paxos.membership.Target;
import io.paxos.protocol.AcceptorGroup;
import io.paxos.protocol.AcceptorId;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Member;
import io.paxos.register.NotAppliedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who wants other acceptors, again and again, and at times changes their mind. What is
 * asked for is sensible: acceptors that can decide, with the disks there are.
 */
final class Operator {
  private final Cluster cluster;
  private final Dice.Stream luck;
  private final Witness witness;
  private BooleanSupplier goesOn = () -> true;

  Operator(Cluster cluster, String name) {
    this.cluster = cluster;
    this.luck = cluster.dice().stream(name);
    this.witness = cluster.witness();
  }

  /** Begins, and goes on as long as the condition holds. */
  void start(BooleanSupplier condition) {
    goesOn = condition;
    pause();
  }

  private void pause() {
    long most = cluster.swarm().upkeep().maxPause().toNanos();
    cluster.timers().scheduleNanos(luck.below(most + 1), this::act);
  }

  private void act() {
    if (!goesOn.getAsBoolean()) {
      return;
    }
    pause();
    Node node = someOf(cluster.nodes().stream().map(cluster::node).toList());
    if (node.isAlive()) {
      Configuration known = node.proposer().configuration();
      if (known.isStable() || luck.isLucky(0.2)) {
        change(node, known);
      } else if (luck.isLucky(0.25)) {
        ask(node, () -> node.membership().abort(), Optional.empty());
      }
    }
  }

  private void change(Node asked, Configuration known) {
    List<AcceptorId> removed = removed(known.current());
    List<Node> joining = joining(known, removed);
    int size = known.current().members().size() - removed.size() + joining.size();
    if (size < 1) {
      return;
    }
    joining.forEach(this::makeReady);
    Target target =
        new Target(
            removed,
            joining.stream().map(Operator::newcomer).toList(),
            sizes(known.current(), size));
    if (asked.isAlive() && cluster.trust().bears(known, target)) {
      ask(
          asked,
          () -> asked.membership().change(target),
          Optional.of(cluster.trust().wish(target)));
    }
  }

  /** Nobody, one, or all; who has lost the disk before the others. */
  private List<AcceptorId> removed(AcceptorGroup current) {
    List<AcceptorId> all = current.members().stream().map(Member::id).toList();
    List<AcceptorId> lost =
        current.members().stream()
            .filter(member -> !cluster.isIntact(member))
            .map(Member::id)
            .toList();
    if (!lost.isEmpty() && luck.isLucky(0.7)) {
      return lost;
    }
    if (luck.isLucky(0.15)) {
      return all;
    }
    return luck.isLucky(0.6) ? List.of(someOf(all)) : List.of();
  }

  /** Some of those who are no acceptors, or will be none. */
  private List<Node> joining(Configuration known, List<AcceptorId> removed) {
    boolean isEverybodyRemoved = removed.size() == known.current().members().size();
    List<Node> free = new ArrayList<>();
    for (String name : cluster.nodes()) {
      AcceptorId id = new AcceptorId(name);
      boolean present = known.current().members().stream().anyMatch(one -> one.id().equals(id));
      if (!present || (removed.contains(id) && !isEverybodyRemoved)) {
        free.add(cluster.node(name));
      }
    }
    List<Node> joining = new ArrayList<>();
    int wanted = luck.isLucky(0.7) ? Math.max(1, removed.size()) : (int) luck.below(3);
    while (joining.size() < wanted && !free.isEmpty()) {
      joining.add(free.remove((int) luck.below(free.size())));
    }
    return joining;
  }

  /** An acceptor has to join with an empty disk; at times somebody forgets to give it one. */
  private void makeReady(Node node) {
    if (!node.isEmpty() && cluster.trust().mayLose(node) && luck.isLucky(0.85)) {
      node.life().die();
      node.wipeDisk();
    }
    if (!node.isAlive()) {
      node.start();
    }
  }

  private Optional<Target.Sizes> sizes(AcceptorGroup current, int size) {
    boolean isMajority = current.equals(AcceptorGroup.majority(current.members()));
    if (isMajority && luck.isLucky(0.8)) {
      return Optional.empty();
    }
    int accept = luck.isLucky(0.5) ? size / 2 + 1 : 1 + (int) luck.below(size);
    return Optional.of(new Target.Sizes(Math.max(size - accept + 1, size / 2 + 1), accept));
  }

  private static Target.Newcomer newcomer(Node node) {
    return new Target.Newcomer(new AcceptorId(node.name()), "memory:" + node.name());
  }

  /** Asks a process; if it dies, or does not know, the change may have begun, or begin later. */
  private void ask(
      Node node, Supplier<CompletionStage<Membership.Answer>> question, Optional<Trust.Wish> wish) {
    Life life = node.life();
    life.whenDead(() -> wish.ifPresent(this::doubt));
    life.run(
        () -> {
          var unused = question.get().whenComplete((answer, failed) -> hear(answer, failed, wish));
        });
  }

  private void hear(
      Membership.@Nullable Answer answer, @Nullable Throwable failed, Optional<Trust.Wish> wish) {
    if (answer != null) {
      witness.answered(answer);
    }
    if (answer instanceof Membership.Answer.Begun begun) {
      // Whoever was told so may have been replaced meanwhile, and nobody else knows.
      wish.ifPresent(one -> one.doubt(begun.configuration().era() - 1));
    } else if (answer != null) {
      wish.ifPresent(Trust.Wish::end);
    } else if (causeOf(failed) instanceof NotAppliedException) {
      wish.ifPresent(Trust.Wish::end);
    } else {
      wish.ifPresent(this::doubt);
    }
  }

  private static @Nullable Throwable causeOf(@Nullable Throwable failed) {
    return failed instanceof CompletionException ? failed.getCause() : failed;
  }

  private void doubt(Trust.Wish wish) {
    wish.doubt(cluster.newest().era());
  }

  private <T> T someOf(List<T> candidates) {
    return candidates.get((int) luck.below(candidates.size()));
  }
}
