package io.paxos.membership;

import io.paxos.protocol.AcceptorGroup;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Configuration.Stage;
import io.paxos.protocol.Member;
import io.paxos.protocol.StoreId;
import io.paxos.quorum.QuorumSystem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The way from one set of acceptors to another, one configuration after the other, each in an era
 * of its own (rule M4): stable, copying, joint, stable. Copying comes first even if nobody joins:
 * in it the old acceptors decide alone, so it can always be turned back, and it is left only when
 * quorums of the new ones are there.
 *
 * <p>A configuration follows only from the one that is chosen, so there is one change at a time,
 * and what is to be done next can be told from the configuration alone, by any node.
 */
public final class Reconfiguration {
  private Reconfiguration() {}

  /**
   * The first step towards other acceptors.
   *
   * @throws IllegalArgumentException if a change is under way, the target is what there is, its
   *     quorums could miss each other (rule R8), or a store in it has left the cluster once (M6)
   */
  public static Configuration begin(Configuration stable, AcceptorGroup target) {
    requireStage(stable, stable.isStable(), "begins only when none is under way");
    if (target.equals(stable.current())) {
      throw new IllegalArgumentException("the acceptors are these already: " + target.members());
    }
    QuorumSystem.of(target);
    return following(stable, Stage.COPYING, stable.current(), Optional.of(target));
  }

  /**
   * What follows when the work that belongs to this configuration is done: joint after copying,
   * stable with the new acceptors after joint. The acceptors that are gone then have retired.
   *
   * @throws IllegalArgumentException if no change is under way
   */
  public static Configuration advance(Configuration changing) {
    AcceptorGroup next = requireNext(changing);
    if (changing.stage() == Stage.COPYING) {
      return following(changing, Stage.JOINT, changing.current(), Optional.of(next));
    }
    Set<StoreId> staying = stores(next.members());
    List<StoreId> leaving =
        changing.current().members().stream()
            .map(Member::store)
            .filter(store -> !staying.contains(store))
            .toList();
    return settled(changing, next, leaving);
  }

  /**
   * Back to the acceptors that were. Those that would have joined have retired: they may hold what
   * others will forget (rule M6).
   *
   * @throws IllegalArgumentException if no change is under way
   */
  public static Configuration abort(Configuration changing) {
    requireNext(changing);
    List<StoreId> leaving = changing.joiners().stream().map(Member::store).toList();
    return settled(changing, changing.current(), leaving);
  }

  private static Configuration settled(
      Configuration changing, AcceptorGroup group, List<StoreId> leaving) {
    List<StoreId> retired = new ArrayList<>(changing.retired());
    retired.addAll(leaving);
    return new Configuration(changing.era() + 1, Stage.STABLE, group, Optional.empty(), retired);
  }

  private static Configuration following(
      Configuration before, Stage stage, AcceptorGroup current, Optional<AcceptorGroup> next) {
    return new Configuration(before.era() + 1, stage, current, next, before.retired());
  }

  private static AcceptorGroup requireNext(Configuration changing) {
    requireStage(changing, !changing.isStable(), "is not under way");
    return changing.next().orElseThrow();
  }

  private static void requireStage(Configuration configuration, boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(
          "a change of membership %s; era %d is %s"
              .formatted(rule, configuration.era(), configuration.stage()));
    }
  }

  private static Set<StoreId> stores(List<Member> members) {
    Set<StoreId> stores = new LinkedHashSet<>();
    members.forEach(member -> stores.add(member.store()));
    return stores;
  }
}
