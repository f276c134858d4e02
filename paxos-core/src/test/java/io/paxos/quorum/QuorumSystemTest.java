package io.paxos.quorum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paxos.Cast;
import io.paxos.protocol.AcceptorGroup;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Configuration.Stage;
import io.paxos.protocol.StoreId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class QuorumSystemTest {
  @Test
  void every_prepare_quorum_meets_every_accept_quorum_whatever_the_sizes() {
    for (int n = 1; n <= 5; n++) {
      for (int prepare = 1; prepare <= n; prepare++) {
        for (int accept = n - prepare + 1; accept <= n; accept++) {
          requireIntersection(new SizedQuorums(voters(0, n), prepare, accept));
        }
      }
    }
  }

  @Test
  void joint_quorums_meet_the_quorums_of_both_sides() {
    SizedQuorums old = SizedQuorums.majority(voters(0, 3));
    SizedQuorums next = SizedQuorums.majority(voters(2, 5));
    JointQuorums joint = new JointQuorums(old, next);
    requireIntersection(joint);
    for (Set<StoreId> set : subsets(joint.voters())) {
      if (joint.isAcceptQuorum(set)) {
        assertThat(old.isAcceptQuorum(set) && next.isAcceptQuorum(set)).isTrue();
      }
      if (joint.isPrepareQuorum(set)) {
        assertThat(old.isPrepareQuorum(set) && next.isPrepareQuorum(set)).isTrue();
      }
    }
  }

  @Test
  void a_blocking_set_meets_every_quorum_and_everything_that_does_is_blocking() {
    List<QuorumSystem> systems = new ArrayList<>();
    systems.add(SizedQuorums.majority(voters(0, 3)));
    systems.add(SizedQuorums.majority(voters(0, 4)));
    systems.add(new SizedQuorums(voters(0, 4), 2, 3));
    systems.add(new SizedQuorums(voters(0, 3), 1, 3));
    systems.add(new SizedQuorums(voters(0, 5), 5, 1));
    for (QuorumSystem system : systems) {
      for (Set<StoreId> set : subsets(system.voters())) {
        assertThat(system.isBlockingSet(set))
            .as("%s of %s", set, system)
            .isEqualTo(meets(set, system));
      }
    }
  }

  @Test
  void who_decides_depends_on_how_far_a_change_is() {
    AcceptorGroup old = Cast.group("ABC");
    AcceptorGroup next = Cast.group("CD", 1, 2);
    QuorumSystem current = QuorumSystem.of(old);

    assertThat(QuorumSystem.of(Configuration.stable(1, old))).isEqualTo(current);
    assertThat(QuorumSystem.of(changing(Stage.COPYING, old, next))).isEqualTo(current);
    assertThat(QuorumSystem.of(changing(Stage.JOINT, old, next)))
        .isEqualTo(new JointQuorums(current, new SizedQuorums(Cast.stores("CD"), 1, 2)));
  }

  private static Configuration changing(Stage stage, AcceptorGroup old, AcceptorGroup next) {
    return new Configuration(2, stage, old, Optional.of(next), List.of());
  }

  @Test
  void sizes_that_could_miss_each_other_are_refused() {
    assertThatThrownBy(() -> new SizedQuorums(voters(0, 4), 2, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("can miss");
    assertThatThrownBy(() -> new SizedQuorums(voters(0, 3), 0, 3))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SizedQuorums(voters(0, 3), 4, 3))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_stranger_has_no_vote() {
    SizedQuorums quorums = SizedQuorums.majority(voters(0, 3));
    Tally tally = Tally.of(quorums, Tally.Phase.ACCEPT);

    Tally withStrangers = tally.grant(voter(8)).grant(voter(9)).grant(voter(0));

    assertThat(withStrangers.isWon()).isFalse();
    assertThat(withStrangers.grant(voter(1)).isWon()).isTrue();
  }

  @Test
  void promises_and_accepts_are_counted_against_their_own_sizes() {
    SizedQuorums quorums = new SizedQuorums(voters(0, 4), 3, 2);

    assertThat(Tally.of(quorums, Tally.Phase.PREPARE).grant(voter(0)).grant(voter(1)).isWon())
        .isFalse();
    assertThat(Tally.of(quorums, Tally.Phase.ACCEPT).grant(voter(0)).grant(voter(1)).isWon())
        .isTrue();
  }

  @Test
  void the_first_word_of_a_voter_counts() {
    Tally tally = Tally.of(SizedQuorums.majority(voters(0, 3)), Tally.Phase.PREPARE);

    Tally lostThenGranted = tally.lose(voter(0)).grant(voter(0)).grant(voter(1));

    assertThat(lostThenGranted.isWon()).isFalse();
    assertThat(tally.lose(voter(0)).isLost()).isFalse();
    assertThat(tally.lose(voter(0)).lose(voter(1)).isLost()).isTrue();
  }

  /** Against the plain meaning in sets, for every way in which the voters may have spoken. */
  @Test
  void a_tally_counts_as_sets_do_whatever_was_said() {
    List<QuorumSystem> systems = new ArrayList<>();
    systems.add(SizedQuorums.majority(voters(0, 3)));
    systems.add(new SizedQuorums(voters(0, 4), 3, 2));
    systems.add(
        new JointQuorums(
            SizedQuorums.majority(voters(0, 3)), new SizedQuorums(voters(2, 5), 1, 3)));
    for (QuorumSystem system : systems) {
      for (Set<StoreId> granted : subsets(system.voters())) {
        for (Set<StoreId> lost : subsets(without(system.voters(), granted))) {
          for (Tally.Phase phase : Tally.Phase.values()) {
            requireMeaning(system, phase, granted, lost);
          }
        }
      }
    }
  }

  private static void requireMeaning(
      QuorumSystem system, Tally.Phase phase, Set<StoreId> granted, Set<StoreId> lost) {
    Tally tally = Tally.of(system, phase).grant(voter(9)).lose(voter(8));
    for (StoreId voter : granted) {
      tally = tally.grant(voter).lose(voter);
    }
    for (StoreId voter : lost) {
      tally = tally.lose(voter).grant(voter);
    }
    Set<StoreId> heard = new HashSet<>(granted);
    heard.addAll(lost);
    assertThat(tally).isEqualTo(new Tally(system, phase, granted, lost));
    assertThat(tally).hasSameHashCodeAs(new Tally(system, phase, granted, lost));
    assertThat(tally.isWon()).isEqualTo(isQuorum(system, phase, granted));
    assertThat(tally.isLost()).isNotEqualTo(isQuorum(system, phase, without(voters(0, 9), lost)));
    assertThat(tally.isQuorumHeard()).isEqualTo(isQuorum(system, phase, heard));
    for (StoreId voter : voters(0, 9)) {
      boolean awaited = system.voters().contains(voter) && !heard.contains(voter);
      assertThat(tally.isNews(voter)).isEqualTo(awaited);
    }
  }

  private static boolean isQuorum(QuorumSystem system, Tally.Phase phase, Set<StoreId> voters) {
    return phase == Tally.Phase.PREPARE
        ? system.isPrepareQuorum(voters)
        : system.isAcceptQuorum(voters);
  }

  private static Set<StoreId> without(Set<StoreId> voters, Set<StoreId> some) {
    Set<StoreId> rest = new HashSet<>(voters);
    rest.removeAll(some);
    return rest;
  }

  private static void requireIntersection(QuorumSystem system) {
    List<Set<StoreId>> subsets = subsets(system.voters());
    for (Set<StoreId> prepare : subsets) {
      for (Set<StoreId> accept : subsets) {
        if (system.isPrepareQuorum(prepare) && system.isAcceptQuorum(accept)) {
          assertThat(prepare).as("%s", system).containsAnyElementsOf(accept);
        }
      }
    }
  }

  private static boolean meets(Set<StoreId> candidate, QuorumSystem system) {
    return subsets(system.voters()).stream()
        .filter(set -> system.isPrepareQuorum(set) || system.isAcceptQuorum(set))
        .allMatch(quorum -> quorum.stream().anyMatch(candidate::contains));
  }

  private static List<Set<StoreId>> subsets(Set<StoreId> voters) {
    List<StoreId> all = List.copyOf(voters);
    List<Set<StoreId>> subsets = new ArrayList<>();
    for (int mask = 0; mask < 1 << all.size(); mask++) {
      Set<StoreId> subset = new HashSet<>();
      for (int i = 0; i < all.size(); i++) {
        if ((mask & 1 << i) != 0) {
          subset.add(all.get(i));
        }
      }
      subsets.add(subset);
    }
    return subsets;
  }

  private static Set<StoreId> voters(int from, int to) {
    return LongStream.range(from, to)
        .mapToObj(QuorumSystemTest::voter)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static StoreId voter(long number) {
    return new StoreId(new UUID(0, number));
  }
}
