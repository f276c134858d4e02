package io.paxos.deletion;

import static io.paxos.Cast.ballot;
import static io.paxos.Cast.group;
import static io.paxos.Cast.page;
import static io.paxos.Cast.promise;
import static io.paxos.Cast.row;
import static io.paxos.Cast.store;
import static io.paxos.Cast.stores;
import static io.paxos.Cast.subsets;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paxos.protocol.Collect;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Configuration.Stage;
import io.paxos.protocol.Key;
import io.paxos.protocol.ScanReply;
import io.paxos.protocol.ScanReply.Content;
import io.paxos.protocol.StoreId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What may be collected. */
class HarvestTest {
  private static final Configuration STABLE = Configuration.stable(1, group("ABC"));
  private static final ScanReply.Row TOMBSTONE = row("k", 3, 2, Content.TOMBSTONE);
  private static final Collect.Forget FORGET = new Collect.Forget(Key.register("k"), ballot(2));

  @Test
  void while_membership_changes_there_is_no_harvest() {
    for (Stage stage : List.of(Stage.COPYING, Stage.JOINT)) {
      Configuration changing =
          new Configuration(2, stage, group("ABC"), Optional.of(group("ABD")), List.of());
      assertThatThrownBy(() -> Harvest.begin(changing, Optional.empty(), 10))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("nothing is collected while membership changes, in era 2");
    }
  }

  @Test
  void a_harvest_needs_every_acceptor() {
    for (String told : subsets("ABCX")) {
      Harvest harvest = harvest();
      for (StoreId store : stores(told)) {
        harvest = harvest.on(store, page(0));
      }
      assertThat(harvest.isComplete()).as(told).isEqualTo(told.startsWith("ABC"));
    }
  }

  @Test
  void a_tombstone_that_all_hold_under_one_ballot_is_ripe() {
    Harvest harvest = told(TOMBSTONE, TOMBSTONE, row("k", 9, 2, Content.TOMBSTONE));

    assertThat(harvest.ripe()).containsExactly(new Harvest.Ripe(FORGET, false));
    assertThat(harvest.unripe()).isEmpty();
  }

  @Test
  void a_tombstone_that_remembers_operations_says_so() {
    ScanReply.Row remembering = row("k", 3, 2, Content.REMEMBERING_TOMBSTONE);
    assertThat(told(remembering, remembering, remembering).ripe())
        .containsExactly(new Harvest.Ripe(FORGET, true));
  }

  /** Whatever it is that the third one has: what is not there in the answer may be a value. */
  @Test
  void a_tombstone_that_not_all_hold_alike_is_unripe() {
    for (ScanReply.Row other :
        List.of(
            promise("k", 9),
            row("k", 4, 4, Content.TOMBSTONE),
            row("k", 1, 1, Content.TOMBSTONE),
            row("other", 3, 2, Content.TOMBSTONE))) {
      Harvest harvest = told(TOMBSTONE, TOMBSTONE, other);
      assertThat(harvest.ripe()).as("%s", other).isEmpty();
      assertThat(harvest.unripe()).as("%s", other).contains(Key.register("k"));
    }
    Harvest missing =
        harvest()
            .on(store('A'), page(0, TOMBSTONE))
            .on(store('B'), page(0, TOMBSTONE))
            .on(store('C'), page(0));
    assertThat(missing.ripe()).isEmpty();
    assertThat(missing.unripe()).containsExactly(Key.register("k"));
  }

  @Test
  void promises_are_told_by_acceptor_and_are_no_tombstones() {
    Harvest harvest = told(promise("k", 5), TOMBSTONE, promise("k", 6));

    assertThat(harvest.promises(store('A'))).containsExactly(promise("k", 5));
    assertThat(harvest.promises(store('B'))).isEmpty();
    assertThat(harvest.promises(store('C'))).containsExactly(promise("k", 6));

    Harvest alike = told(promise("k", 5), promise("k", 5), promise("k", 5));
    assertThat(alike.ripe()).isEmpty();
    assertThat(alike.unripe()).isEmpty();
  }

  @Test
  void a_portion_ends_where_the_first_full_page_does() {
    ScanReply.Row later = row("z", 3, 2, Content.TOMBSTONE);
    Harvest harvest =
        Harvest.begin(STABLE, Optional.empty(), 2)
            .on(store('A'), page(0, row("a", 3, 2, Content.TOMBSTONE), TOMBSTONE))
            .on(store('B'), page(0, TOMBSTONE, later))
            .on(store('C'), page(0, TOMBSTONE, later));

    assertThat(harvest.end()).contains(Key.register("k"));
    assertThat(harvest.size()).isEqualTo(2);
    assertThat(harvest.ripe()).extracting(Harvest.Ripe::row).containsExactly(FORGET);
  }

  private static Harvest told(ScanReply.Row ofA, ScanReply.Row ofB, ScanReply.Row ofC) {
    return harvest()
        .on(store('A'), page(0, ofA))
        .on(store('B'), page(0, ofB))
        .on(store('C'), page(0, ofC));
  }

  private static Harvest harvest() {
    return Harvest.begin(STABLE, Optional.empty(), 10);
  }
}
