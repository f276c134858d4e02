package io.paxos.membership;

import static io.paxos.Cast.group;
import static io.paxos.Cast.store;
import static io.paxos.Cast.stores;
import static io.paxos.Cast.subsets;
import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.protocol.AcceptorGroup;
import io.paxos.protocol.StoreId;
import io.paxos.quorum.QuorumSystem;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pitfall 22. */
class FloorRaiseTest {
  @Test
  void floors_are_raised_when_every_quorum_to_come_has_somebody_whose_floor_is() {
    for (AcceptorGroup next : List.of(group("CDE"), group("CDEF", 2, 3), group("CDE", 3, 1))) {
      QuorumSystem quorums = QuorumSystem.of(next);
      for (String raised : subsets("ACDEF")) {
        FloorRaise raise = FloorRaise.of(next, 7);
        for (StoreId store : stores(raised)) {
          raise = raise.on(store, 7);
        }
        assertThat(raise.isDone())
            .as("%s of %s", raised, next)
            .isEqualTo(quorums.isBlockingSet(stores(raised)));
      }
    }
  }

  @Test
  void a_floor_that_is_still_lower_does_not_count_and_a_higher_one_does() {
    FloorRaise one = FloorRaise.of(group("A"), 7);
    assertThat(one.on(store('A'), 6).isDone()).isFalse();
    assertThat(one.on(store('A'), 8).isDone()).isTrue();
  }

  @Test
  void there_is_nothing_to_raise_to_a_floor_of_none() {
    assertThat(FloorRaise.of(group("ABC"), 0).isDone()).isTrue();
  }
}
