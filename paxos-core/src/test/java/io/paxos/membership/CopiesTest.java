package io.paxos.membership;

import static io.paxos.Cast.ballot;
import static io.paxos.Cast.group;
import static io.paxos.Cast.store;
import static io.paxos.Cast.stores;
import static io.paxos.Cast.subsets;
import static io.paxos.Cast.tombstone;
import static io.paxos.Cast.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.protocol.Accept;
import io.paxos.protocol.Accepted;
import io.paxos.protocol.BatchReply;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Configuration.Stage;
import io.paxos.protocol.Conflict;
import io.paxos.protocol.Key;
import io.paxos.protocol.ReadReply;
import io.paxos.protocol.RegisterState;
import io.paxos.protocol.Reply;
import io.paxos.protocol.Report;
import io.paxos.protocol.StoreId;
import io.paxos.quorum.QuorumSystem;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What joiners are given before they have a vote. */
class CopiesTest {
  private static final Configuration COPYING = copying("ABC", "ABCD");
  private static final Key KEY = Key.register("k");
  private static final BatchReply NOTHING = told(new Report.Bare(3));

  @Test
  void a_copy_is_of_the_greatest_ballot_that_a_prepare_quorum_of_the_old_holds() {
    Copies copies =
        Copies.begin(COPYING, List.of(KEY))
            .on(store('A'), told(holding(2, value("old"))))
            .on(store('C'), told(holding(5, tombstone())));

    assertThat(copies.isComplete()).isTrue();
    assertThat(copies.accepts())
        .containsExactly(new Accept(KEY, ballot(5), tombstone(), Optional.empty()));
  }

  @Test
  void a_copy_needs_a_prepare_quorum_of_the_old_acceptors() {
    Configuration sized =
        new Configuration(
            2, Stage.COPYING, group("ABC", 3, 1), Optional.of(group("ABCD")), List.of());
    for (Configuration copying : List.of(COPYING, sized)) {
      QuorumSystem old = QuorumSystem.of(copying.current());
      for (String told : subsets("ABCD")) {
        Copies copies = Copies.begin(copying, List.of(KEY));
        for (StoreId store : stores(told)) {
          copies = copies.on(store, NOTHING);
        }
        assertThat(copies.isComplete()).as(told).isEqualTo(old.isPrepareQuorum(stores(told)));
      }
    }
  }

  @Test
  void a_key_of_which_nothing_is_accepted_is_not_copied() {
    Copies copies =
        Copies.begin(COPYING, List.of(KEY)).on(store('A'), NOTHING).on(store('B'), NOTHING);

    assertThat(copies.isComplete()).isTrue();
    assertThat(copies.accepts()).isEmpty();
  }

  @Test
  void every_key_of_a_portion_has_its_own_copy() {
    Key other = Key.register("other");
    BatchReply both =
        new BatchReply.Handled(
            List.of(reply(holding(1, value("a"))), reply(holding(2, value("b")))));
    Copies copies =
        Copies.begin(COPYING, List.of(KEY, other)).on(store('A'), both).on(store('B'), both);

    assertThat(copies.accepts())
        .containsExactly(
            new Accept(KEY, ballot(1), value("a"), Optional.empty()),
            new Accept(other, ballot(2), value("b"), Optional.empty()));
  }

  @Test
  void who_refuses_has_told_nothing_and_taken_nothing() {
    BatchReply refusal = new BatchReply.UnknownEra(1);
    assertThat(Copies.begin(COPYING, List.of(KEY)).on(store('A'), refusal))
        .isEqualTo(Copies.begin(COPYING, List.of(KEY)));
    assertThat(Copies.Delivery.begin(COPYING).on(store('D'), refusal).missing())
        .contains(store('D'));
  }

  @Test
  void a_joiner_has_the_copies_when_it_has_accepted_them_or_holds_something_greater() {
    BatchReply taken = new BatchReply.Handled(List.of(new Accepted()));
    BatchReply greater = new BatchReply.Handled(List.of(new Conflict(ballot(9), 0)));
    assertThat(Copies.Delivery.begin(COPYING).on(store('D'), taken).missing()).isEmpty();
    assertThat(Copies.Delivery.begin(COPYING).on(store('D'), greater).missing()).isEmpty();
  }

  @Test
  void enough_have_copies_when_they_and_those_who_stay_are_quorums_to_come() {
    BatchReply taken = new BatchReply.Handled(List.of(new Accepted()));
    for (String next : List.of("ABCD", "CDE", "DEF", "ADEFG")) {
      Configuration copying = copying("ABC", next);
      String joiners = next.replaceAll("[ABC]", "");
      String staying = next.replaceAll("[^ABC]", "");
      QuorumSystem quorums = QuorumSystem.of(group(next));
      for (String have : subsets(joiners)) {
        Copies.Delivery delivery = Copies.Delivery.begin(copying);
        for (StoreId store : stores(have)) {
          delivery = delivery.on(store, taken);
        }
        assertThat(delivery.isEnough())
            .as("%s of %s", have, next)
            .isEqualTo(
                quorums.isPrepareQuorum(stores(staying + have))
                    && quorums.isAcceptQuorum(stores(staying + have)));
        String missing = joiners.replaceAll("[" + have + " ]", "");
        assertThat(delivery.missing()).isEqualTo(stores(missing));
      }
    }
  }

  private static Configuration copying(String old, String next) {
    return new Configuration(2, Stage.COPYING, group(old), Optional.of(group(next)), List.of());
  }

  private static BatchReply told(Report report) {
    return new BatchReply.Handled(List.of(reply(report)));
  }

  private static Reply reply(Report report) {
    return new ReadReply(report.ballot(), report);
  }

  private static Report holding(long counter, RegisterState state) {
    return new Report.Holding(ballot(counter), state);
  }
}
