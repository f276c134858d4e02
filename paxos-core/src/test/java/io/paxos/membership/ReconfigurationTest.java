package io.paxos.membership;

import static io.paxos.Cast.group;
import static io.paxos.Cast.member;
import static io.paxos.Cast.members;
import static io.paxos.Cast.store;
import static io.paxos.Cast.stores;
import static io.paxos.Cast.subsets;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paxos.protocol.AcceptorGroup;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Configuration.Stage;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rule M4: which configuration follows which. */
class ReconfigurationTest {
  private static final String ALL = "ABCDE";

  /** Every set of five to every other: one joins, one leaves, all are replaced, 1 to 5, 4 to 2. */
  @Test
  void any_set_leads_to_any_other_set_in_three_eras() {
    for (String old : nonEmpty()) {
      for (String next : nonEmpty()) {
        if (!old.equals(next)) {
          requireThreeEras(old, next);
        }
      }
    }
  }

  private static void requireThreeEras(String old, String next) {
    Configuration stable = Configuration.stable(7, group(old));

    Configuration copying = Reconfiguration.begin(stable, group(next));
    assertThat(copying.era()).isEqualTo(8);
    assertThat(copying.stage()).isEqualTo(Stage.COPYING);
    assertThat(copying.current()).isEqualTo(group(old));
    assertThat(copying.next()).contains(group(next));
    assertThat(copying.joiners()).isEqualTo(members(without(next, old)));

    Configuration joint = Reconfiguration.advance(copying);
    assertThat(joint)
        .isEqualTo(
            new Configuration(9, Stage.JOINT, group(old), copying.next(), copying.retired()));

    Configuration settled = Reconfiguration.advance(joint);
    assertThat(settled.era()).isEqualTo(10);
    assertThat(settled.isStable()).isTrue();
    assertThat(settled.current()).isEqualTo(group(next));
    assertThat(Set.copyOf(settled.retired())).isEqualTo(stores(without(old, next)));
  }

  @Test
  void a_change_can_be_turned_back_before_and_in_its_joint_era_and_its_joiners_have_retired() {
    for (String old : nonEmpty()) {
      for (String next : nonEmpty()) {
        if (!old.equals(next)) {
          Configuration stable = Configuration.stable(7, group(old));
          Configuration copying = Reconfiguration.begin(stable, group(next));
          requireAsBefore(old, next, copying);
          requireAsBefore(old, next, Reconfiguration.advance(copying));
        }
      }
    }
  }

  private static void requireAsBefore(String old, String next, Configuration changing) {
    Configuration back = Reconfiguration.abort(changing);
    assertThat(back.era()).isEqualTo(changing.era() + 1);
    assertThat(back.isStable()).isTrue();
    assertThat(back.current()).isEqualTo(group(old));
    assertThat(Set.copyOf(back.retired())).isEqualTo(stores(without(next, old)));
  }

  @Test
  void who_has_left_by_removal_or_by_a_change_turned_back_is_never_admitted_again() {
    Configuration removed =
        settled(Reconfiguration.begin(Configuration.stable(1, group("ABC")), group("AB")));
    assertThatThrownBy(() -> Reconfiguration.begin(removed, group("ABC")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "store %s of acceptor C has left the cluster once and is never admitted again (rule M6)"
                .formatted(store('C')));

    Configuration aborted =
        Reconfiguration.abort(
            Reconfiguration.begin(Configuration.stable(1, group("ABC")), group("ABCD")));
    assertThatThrownBy(() -> Reconfiguration.begin(aborted, group("ABCD")))
        .hasMessageContaining("acceptor D has left the cluster once");
  }

  @Test
  void who_has_retired_stays_so_through_every_later_change() {
    Configuration once =
        settled(Reconfiguration.begin(Configuration.stable(1, group("ABC")), group("AB")));
    Configuration twice = settled(Reconfiguration.begin(once, group("AD")));
    Configuration back = Reconfiguration.abort(Reconfiguration.begin(twice, group("ADE")));

    assertThat(back.retired()).containsExactly(store('C'), store('B'), store('E'));
  }

  @Test
  void one_change_is_under_way_at_a_time() {
    Configuration copying =
        Reconfiguration.begin(Configuration.stable(1, group("ABC")), group("ABCD"));
    for (Configuration changing : List.of(copying, Reconfiguration.advance(copying))) {
      assertThatThrownBy(() -> Reconfiguration.begin(changing, group("ABCE")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "a change of membership begins only when none is under way; era %d is %s"
                  .formatted(changing.era(), changing.stage()));
    }
  }

  @Test
  void what_is_stable_is_neither_advanced_nor_turned_back() {
    Configuration stable = Configuration.stable(4, group("ABC"));
    assertThatThrownBy(() -> Reconfiguration.advance(stable))
        .hasMessage("a change of membership is not under way; era 4 is STABLE");
    assertThatThrownBy(() -> Reconfiguration.abort(stable))
        .hasMessage("a change of membership is not under way; era 4 is STABLE");
  }

  @Test
  void a_change_to_what_there_is_is_refused_and_one_of_sizes_alone_is_not() {
    Configuration stable = Configuration.stable(1, group("ABCD"));
    assertThatThrownBy(() -> Reconfiguration.begin(stable, group("ABCD")))
        .hasMessageContaining("these already");

    Configuration resized = Reconfiguration.begin(stable, group("ABCD", 2, 3));
    assertThat(resized.joiners()).isEmpty();
    assertThat(settled(resized).current().acceptSize()).isEqualTo(3);
    assertThat(settled(resized).retired()).isEmpty();
  }

  @Test
  void quorums_that_could_miss_each_other_are_refused_before_anything_begins() {
    Configuration stable = Configuration.stable(1, group("ABC"));
    assertThatThrownBy(() -> Reconfiguration.begin(stable, group("ABCD", 2, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("can miss");
  }

  @Test
  void a_replaced_acceptor_keeps_its_name_and_its_store_retires() {
    AcceptorGroup replaced =
        AcceptorGroup.majority(
            List.of(
                member('A'),
                member('B'),
                new io.paxos.protocol.Member(member('C').id(), "memory:C", store('X'))));
    Configuration changed =
        settled(Reconfiguration.begin(Configuration.stable(1, group("ABC")), replaced));

    assertThat(changed.current()).isEqualTo(replaced);
    assertThat(changed.retired()).containsExactly(store('C'));
  }

  private static Configuration settled(Configuration copying) {
    return Reconfiguration.advance(Reconfiguration.advance(copying));
  }

  private static List<String> nonEmpty() {
    return subsets(ALL).stream().filter(set -> !set.isEmpty()).toList();
  }

  private static String without(String letters, String some) {
    Set<Integer> gone = new HashSet<>(some.chars().boxed().toList());
    return letters
        .chars()
        .filter(one -> !gone.contains(one))
        .mapToObj(Character::toString)
        .reduce("", String::concat);
  }
}
