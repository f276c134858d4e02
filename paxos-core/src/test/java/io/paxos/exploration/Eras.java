package io.paxos.exploration;

import io.paxos.protocol.Configuration;
import io.paxos.protocol.Member;
import io.paxos.protocol.StoreId;
import io.paxos.quorum.QuorumSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The configurations as numbers, and as a number too the register that holds the configuration:
 * what it held, one after the other, and holds now. It is one atomic object here.
 */
final class Eras {
  private final Plan plan;
  private final Configuration first;
  private final Numbers<Configuration> configurations = new Numbers<>();
  private final Numbers<List<Integer>> registers = new Numbers<>();
  private final Memo quorums = new Memo();
  private final List<Integer> members = new ArrayList<>();

  Eras(Scope scope) {
    this.plan = scope.plan();
    this.first = Configuration.stable(1, scope.plan().first());
  }

  Plan plan() {
    return plan;
  }

  /** The configuration in which everything begins. */
  Configuration first() {
    return first;
  }

  int of(Configuration configuration) {
    return configurations.of(configuration);
  }

  Configuration get(int number) {
    return configurations.get(number);
  }

  /** The register before any change. */
  int register() {
    return registers.of(List.of(of(first)));
  }

  /** The register after one more configuration was chosen. */
  int moved(int register, int configuration) {
    return registers.of(
        Stream.concat(chosen(register).stream(), Stream.of(configuration)).toList());
  }

  /** All that were ever chosen, in the order of their eras. */
  List<Integer> chosen(int register) {
    return registers.get(register);
  }

  /** What is chosen now. */
  int now(int register) {
    List<Integer> chosen = chosen(register);
    return chosen.get(chosen.size() - 1);
  }

  /** How many changes have begun. */
  int begun(int register) {
    return (int) configurations(register).stream().filter(Configuration::isStable).count()
        - (get(now(register)).isStable() ? 1 : 0);
  }

  /** Whether a change was turned back. */
  boolean hasTurnedBack(int register) {
    List<Configuration> all = configurations(register);
    for (int i = 1; i < all.size(); i++) {
      Configuration before = all.get(i - 1);
      Configuration after = all.get(i);
      if (after.isStable() && after.current().equals(before.current())) {
        return true;
      }
    }
    return false;
  }

  private List<Configuration> configurations(int register) {
    List<Configuration> all = new ArrayList<>();
    chosen(register).forEach(number -> all.add(get(number)));
    return all;
  }

  /** Whether these acceptors, bit by bit, make what they accept in an era chosen. */
  boolean isAcceptQuorum(int configuration, int acceptors) {
    int known = quorums.get(configuration, acceptors);
    if (known == Memo.UNKNOWN) {
      known =
          QuorumSystem.of(get(configuration)).isAcceptQuorum(store -> isIn(acceptors, store))
              ? 1
              : 0;
      quorums.put(configuration, acceptors, known);
    }
    return known == 1;
  }

  private static boolean isIn(int acceptors, StoreId store) {
    return (acceptors >> Cast.acceptor(store) & 1) == 1;
  }

  /** Who takes part in a configuration, bit by bit. */
  int members(int configuration) {
    while (members.size() <= configuration) {
      members.add(mask(get(members.size()).members()));
    }
    return members.get(configuration);
  }

  /** These members, bit by bit. */
  static int mask(List<Member> members) {
    int mask = 0;
    for (Member member : members) {
      mask |= 1 << Cast.acceptor(member.store());
    }
    return mask;
  }
}
