package io.paxos.membership;

import static io.paxos.Cast.group;
import static io.paxos.Cast.page;
import static io.paxos.Cast.promise;
import static io.paxos.Cast.row;
import static io.paxos.Cast.store;
import static io.paxos.Cast.stores;
import static io.paxos.Cast.subsets;
import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.protocol.AcceptorGroup;
import io.paxos.protocol.Key;
import io.paxos.protocol.ScanReply.Content;
import io.paxos.protocol.StoreId;
import io.paxos.quorum.QuorumSystem;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Rule M4, step 3: what is transferred. */
class ListingTest {
  private static final Listing NEW = Listing.begin(group("ABC"), Optional.empty(), 10);

  @Test
  void a_listing_is_complete_when_every_quorum_of_the_old_has_somebody_who_told() {
    for (AcceptorGroup old :
        List.of(group("ABC"), group("ABCD"), group("ABC", 1, 3), group("ABCD", 2, 3))) {
      QuorumSystem quorums = QuorumSystem.of(old);
      for (String told : subsets("ABCD")) {
        Listing listing = Listing.begin(old, Optional.empty(), 10);
        for (StoreId store : stores(told)) {
          listing = listing.on(store, page(0));
        }
        assertThat(listing.isComplete())
            .as("%s of %s", told, old)
            .isEqualTo(quorums.isBlockingSet(stores(told)));
      }
    }
  }

  @Test
  void every_row_is_listed_those_with_a_promise_only_and_tombstones_too() {
    Listing listing =
        NEW.on(store('A'), page(0, promise("p", 4), row("t", 3, 2, Content.TOMBSTONE)))
            .on(store('B'), page(0, row("v", 2, 1, Content.VALUE)));

    assertThat(listing.candidates())
        .containsExactly(
            new Listing.Candidate(Key.register("p"), 4),
            new Listing.Candidate(Key.register("t"), 3),
            new Listing.Candidate(Key.register("v"), 2));
  }

  @Test
  void a_key_is_to_be_outbid_above_the_greatest_promise_that_anybody_tells() {
    Listing listing =
        NEW.on(store('A'), page(0, promise("k", 4)))
            .on(store('B'), page(0, row("k", 9, 2, Content.VALUE)));

    assertThat(listing.candidates()).containsExactly(new Listing.Candidate(Key.register("k"), 9));
  }

  @Test
  void the_floor_is_the_greatest_that_any_of_the_old_acceptors_tells() {
    assertThat(NEW.on(store('A'), page(3)).on(store('B'), page(8)).floor()).isEqualTo(8);
  }

  @Test
  void what_a_stranger_tells_is_neither_counted_nor_listed() {
    Listing listing = NEW.on(store('A'), page(0)).on(store('X'), page(99, promise("k", 99)));

    assertThat(listing.isComplete()).isFalse();
    assertThat(listing.candidates()).isEmpty();
    assertThat(listing.floor()).isZero();
  }
}
