package io.paxos.simulation;

import io.paxos.membership.Target;
import io.paxos.protocol.AcceptorGroup;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which disks may be lost for good. Every group of acceptors that decides, or will, or may come to,
 * has to keep quorums of disks that remember: nothing is promised for more.
 */
final class Trust {
  private final Cluster cluster;
  private final List<Wish> wishes = new ArrayList<>();

  /** A change that somebody has asked for and that may begin. */
  static final class Wish {
    private final Target target;
    private long doubtedSince = -1;
    private boolean over;

    private Wish(Target target) {
      this.target = target;
    }

    /** It never will begin. */
    void end() {
      over = true;
    }

    /** It has begun, or never will, when somebody knows a configuration of a later era. */
    void doubt(long era) {
      doubtedSince = era;
    }

    private boolean hasJoining(Node node) {
      return target.joining().stream().anyMatch(one -> one.id().name().equals(node.name()));
    }

    private boolean isDead(long era) {
      return over || (doubtedSince >= 0 && doubtedSince < era);
    }
  }

  Trust(Cluster cluster) {
    this.cluster = cluster;
  }

  /** Remembers that this change may begin, until it is over. */
  Wish wish(Target target) {
    Wish wish = new Wish(target);
    wishes.add(wish);
    return wish;
  }

  /** Whether some change that was asked for may begin. */
  boolean isWishOpen() {
    forgetDeadWishes(cluster.newest());
    return !wishes.isEmpty();
  }

  /** Whether a node's disk may go for good. */
  boolean mayLose(Node node) {
    Configuration newest = cluster.newest();
    forgetDeadWishes(newest);
    // Who is to join may have told its store already.
    if (wishes.size() > 1 || wishes.stream().anyMatch(wish -> wish.hasJoining(node))) {
      return false;
    }
    List<AcceptorGroup> groups = new ArrayList<>(groups(newest));
    for (Wish wish : wishes) {
      groups(newest).forEach(group -> wished(group, wish.target).ifPresent(groups::add));
    }
    boolean matters = groups.stream().anyMatch(group -> has(group, node));
    boolean bears =
        node.remembers()
            && groups.stream().noneMatch(group -> has(group, node) && isAtLeast(group));
    return matters ? bears : cluster.swarm().upkeep().operators() > 0;
  }

  private void forgetDeadWishes(Configuration newest) {
    wishes.removeIf(wish -> wish.isDead(newest.era()));
  }

  /**
   * Whether a change may be asked for: it leads to acceptors that can decide, with all who are to
   * join, and so does any other that may begin before it.
   */
  boolean bears(Configuration stable, Target target) {
    boolean allIntact = stable.members().stream().allMatch(cluster::isIntact);
    return (allIntact || !isWishOpen())
        && wished(stable.current(), target)
            .filter(group -> intact(group) >= need(group))
            .isPresent();
  }

  /** The group that the change would lead to from this one, with the disks as they are now. */
  private Optional<AcceptorGroup> wished(AcceptorGroup from, Target target) {
    List<Member> joiners =
        target.joining().stream()
            .map(one -> new Member(one.id(), one.address(), cluster.node(one.id().name()).store()))
            .toList();
    try {
      target.check(from);
      return Optional.of(target.applyTo(from, joiners));
    } catch (IllegalArgumentException impossible) {
      return Optional.empty();
    }
  }

  private static List<AcceptorGroup> groups(Configuration configuration) {
    List<AcceptorGroup> groups = new ArrayList<>(List.of(configuration.current()));
    configuration.next().ifPresent(groups::add);
    return groups;
  }

  private static boolean has(AcceptorGroup group, Node node) {
    return group.members().stream().anyMatch(member -> member.store().equals(node.store()));
  }

  /** Whether no more disk may go. */
  private boolean isAtLeast(AcceptorGroup group) {
    return intact(group) <= need(group);
  }

  private long intact(AcceptorGroup group) {
    return group.members().stream().filter(cluster::isIntact).count();
  }

  private static int need(AcceptorGroup group) {
    return Math.max(group.prepareSize(), group.acceptSize());
  }
}
