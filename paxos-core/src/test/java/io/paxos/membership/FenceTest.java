package io.paxos.membership;

import static io.paxos.Cast.group;
import static io.paxos.Cast.store;
import static io.paxos.Cast.stores;
import static io.paxos.Cast.subsets;
import static io.paxos.Cast.union;
import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.protocol.AcceptorGroup;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Configuration.Stage;
import io.paxos.protocol.Identity;
import io.paxos.protocol.StoreId;
import io.paxos.quorum.QuorumSystem;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rule M4, step 2, against the plain meaning in sets, for all sets of those who have installed. */
class FenceTest {
  private record Sides(String old, String next, AcceptorGroup from, AcceptorGroup to) {}

  private static final List<Sides> CHANGES =
      List.of(
          majorities("ABC", "ABCD"),
          majorities("ABC", "DEF"),
          majorities("ABCDE", "CDE"),
          majorities("A", "ABC"),
          majorities("ABCD", "AB"),
          new Sides("ABC", "ABD", group("ABC", 1, 3), group("ABD", 3, 1)),
          new Sides("ABCD", "ABC", group("ABCD", 2, 3), group("ABC", 1, 3)));

  @Test
  void before_a_joint_era_no_quorum_of_either_side_is_outside_the_fence() {
    for (Sides sides : CHANGES) {
      Configuration joint = Configuration.joint(5, sides.from(), sides.to());
      for (String installed : subsets(union(sides.old(), sides.next()))) {
        boolean old = hasNoQuorumOutside(sides.old(), sides.from(), installed);
        boolean next = hasNoQuorumOutside(sides.next(), sides.to(), installed);
        assertThat(fence(joint, installed).isUp())
            .as("%s for %s", installed, sides)
            .isEqualTo(old && next);
      }
    }
  }

  @Test
  void before_copying_quorums_of_those_to_come_have_to_be_there() {
    for (Sides sides : CHANGES) {
      Configuration copying =
          new Configuration(5, Stage.COPYING, sides.from(), Optional.of(sides.to()), List.of());
      QuorumSystem next = QuorumSystem.of(sides.to());
      for (String installed : subsets(union(sides.old(), sides.next()))) {
        Set<StoreId> there = stores(installed);
        assertThat(fence(copying, installed).isUp())
            .as("%s for %s", installed, sides)
            .isEqualTo(
                hasNoQuorumOutside(sides.old(), sides.from(), installed)
                    && next.isPrepareQuorum(there)
                    && next.isAcceptQuorum(there));
      }
    }
  }

  @Test
  void only_the_store_that_was_meant_counts() {
    Fence fence = Fence.of(Configuration.joint(5, group("A"), group("A", 1, 1)));
    Identity another = new Identity(store('X'), Optional.of(fence.configuration()));

    assertThat(fence.on(store('A'), another).isUp()).isFalse();
    assertThat(fence.on(store('A'), told(store('A'), 5)).isUp()).isTrue();
  }

  @Test
  void who_is_in_an_older_era_or_in_none_does_not_count_and_who_is_in_a_later_one_does() {
    Fence fence = Fence.of(Configuration.joint(5, group("A"), group("A", 1, 1)));
    Identity empty = new Identity(store('A'), Optional.empty());

    assertThat(fence.on(store('A'), empty).isUp()).isFalse();
    assertThat(fence.on(store('A'), told(store('A'), 4)).isUp()).isFalse();
    assertThat(fence.on(store('A'), told(store('A'), 6)).isUp()).isTrue();
  }

  private static Sides majorities(String old, String next) {
    return new Sides(old, next, group(old), group(next));
  }

  private static Fence fence(Configuration configuration, String installed) {
    Fence fence = Fence.of(configuration);
    for (StoreId store : stores(installed)) {
      fence = fence.on(store, told(store, configuration.era()));
    }
    return fence;
  }

  private static Identity told(StoreId store, long era) {
    return new Identity(store, Optional.of(Configuration.stable(era, group("ABC"))));
  }

  private static boolean hasNoQuorumOutside(String letters, AcceptorGroup group, String installed) {
    QuorumSystem quorums = QuorumSystem.of(group);
    return subsets(letters).stream()
        .filter(set -> set.chars().noneMatch(one -> installed.indexOf(one) >= 0))
        .noneMatch(
            set -> quorums.isPrepareQuorum(stores(set)) || quorums.isAcceptQuorum(stores(set)));
  }
}
