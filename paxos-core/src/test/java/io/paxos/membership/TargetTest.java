package io.paxos.membership;

import static io.paxos.Cast.group;
import static io.paxos.Cast.member;
import static io.paxos.Cast.members;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paxos.membership.Target.Newcomer;
import io.paxos.membership.Target.Sizes;
import io.paxos.protocol.AcceptorGroup;
import io.paxos.protocol.AcceptorId;
import io.paxos.protocol.Member;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What somebody may wish for. */
class TargetTest {
  @Test
  void acceptors_are_added_removed_and_replaced_and_majorities_stay_majorities() {
    assertThat(applied("ABC", "", "D")).isEqualTo(group("ABCD"));
    assertThat(applied("ABC", "C", "")).isEqualTo(group("AB"));
    assertThat(applied("ABC", "B", "D")).isEqualTo(group("ACD"));
    assertThat(applied("ABC", "ABC", "DEF")).isEqualTo(group("DEF"));
    assertThat(applied("A", "", "BC")).isEqualTo(group("ABC"));
    assertThat(applied("ABC", "", "DE")).isEqualTo(group("ABCDE"));
    assertThat(applied("ABCDE", "DE", "")).isEqualTo(group("ABC"));
  }

  @Test
  void who_is_removed_and_joins_under_the_same_name_is_replaced() {
    Target target = target("C", "C", Optional.empty());
    target.check(group("ABC"));
    Member fresh = new Member(new AcceptorId("C"), "memory:C", member('X').store());

    assertThat(target.applyTo(group("ABC"), List.of(fresh)).members())
        .containsExactly(member('A'), member('B'), fresh);
  }

  @Test
  void sizes_are_kept_when_as_many_acceptors_stay_and_given_otherwise() {
    AcceptorGroup sized = group("ABCD", 2, 3);
    Target replaced = target("D", "E", Optional.empty());
    replaced.check(sized);
    assertThat(replaced.applyTo(sized, members("E"))).isEqualTo(group("ABCE", 2, 3));

    assertThatThrownBy(() -> target("", "E", Optional.empty()).check(sized))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the quorums are of 2 and 3 among 4 acceptors:"
                + " say which sizes they are to have among 5");

    Target grown = target("", "E", Optional.of(new Sizes(2, 4)));
    grown.check(sized);
    assertThat(grown.applyTo(sized, members("E"))).isEqualTo(group("ABCDE", 2, 4));
  }

  @Test
  void sizes_alone_can_be_changed() {
    Target resized = target("", "", Optional.of(new Sizes(1, 3)));
    resized.check(group("ABC"));
    assertThat(resized.applyTo(group("ABC"), List.of())).isEqualTo(group("ABC", 1, 3));
  }

  @Test
  void a_size_that_does_not_fit_is_refused() {
    Target target = target("", "", Optional.of(new Sizes(1, 4)));
    assertThatThrownBy(() -> target.applyTo(group("ABC"), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not 1 to 3");
  }

  @Test
  void what_makes_no_sense_is_refused_with_the_rule() {
    refused("", "", "nothing is to be removed, added or resized");
    refused("X", "", "there is no acceptor X to remove, only [A, B, C]");
    refused("AA", "", "there is no acceptor A to remove");
    refused("", "B", "acceptor B is there already: replace it, or take another name");
    refused("", "DD", "acceptor D is there already");
    refused("ABC", "", "no acceptor would be left");
  }

  private static void refused(String removed, String joining, String message) {
    assertThatThrownBy(() -> target(removed, joining, Optional.empty()).check(group("ABC")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  private static AcceptorGroup applied(String current, String removed, String joining) {
    Target target = target(removed, joining, Optional.empty());
    target.check(group(current));
    return target.applyTo(group(current), members(joining));
  }

  private static Target target(String removed, String joining, Optional<Sizes> sizes) {
    return new Target(
        members(removed).stream().map(Member::id).toList(),
        members(joining).stream().map(one -> new Newcomer(one.id(), one.address())).toList(),
        sizes);
  }
}
