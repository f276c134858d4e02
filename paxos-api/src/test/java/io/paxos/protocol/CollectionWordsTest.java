package io.paxos.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paxos.protocol.ScanReply.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The words of scans and of collection. */
class CollectionWordsTest {
  private static final StoreId STORE = new StoreId(new UUID(0, 1));
  private static final Key KEY = Key.register("k");
  private static final Ballot BALLOT = new Ballot(3, new ProposerId("p", 1));

  @Test
  void a_key_is_collected_once_in_a_request() {
    Collect.Forget row = new Collect.Forget(KEY, BALLOT);
    assertThatThrownBy(
            () -> new Collect(1, STORE, 0, List.of(row, new Collect.Forget(KEY, Ballot.ZERO))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("a key is named twice in ");
  }

  @Test
  void a_floor_is_not_negative() {
    assertThatThrownBy(() -> new Collect(1, STORE, -1, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("floor -1 is negative");
  }

  @Test
  void a_page_has_room_for_a_row() {
    assertThatThrownBy(() -> new Scan(1, STORE, Optional.empty(), 0, Scan.Scope.ALL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("limit 0 is not 1 or more");
  }

  @Test
  void a_row_has_accepted_something_iff_it_holds_something() {
    for (Content content : Content.values()) {
      Ballot wrong = content == Content.NOTHING ? BALLOT : Ballot.ZERO;
      assertThatThrownBy(() -> new ScanReply.Row(KEY, BALLOT, wrong, content))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("holds " + content);
    }
  }

  @Test
  void the_content_of_a_row_is_that_of_its_report() {
    RegisterState born = RegisterState.bornOver(0);
    Operations.Applied applied =
        new Operations.Applied(new OperationId("k7"), 1, true, Optional.empty());
    History remembering =
        new History(born.history().lineage(), born.history().operations().plus(applied));
    RegisterState value = new RegisterState(1, Optional.of(Value.text("v")), born.history());

    assertThat(Content.of(new Report.Bare(7))).isEqualTo(Content.NOTHING);
    assertThat(Content.of(new Report.Holding(BALLOT, value))).isEqualTo(Content.VALUE);
    assertThat(Content.of(new Report.Holding(BALLOT, born))).isEqualTo(Content.TOMBSTONE);
    assertThat(Content.of(new RegisterState(2, Optional.empty(), remembering)))
        .isEqualTo(Content.REMEMBERING_TOMBSTONE);
    assertThat(Content.of(new RegisterState(2, value.value(), remembering)))
        .isEqualTo(Content.VALUE);
  }

  @Test
  void tombstones_of_either_kind_are_tombstones() {
    assertThat(Content.values())
        .filteredOn(Content::isTombstone)
        .containsExactly(Content.TOMBSTONE, Content.REMEMBERING_TOMBSTONE);
  }

  @Test
  void what_was_handed_in_may_change_and_the_words_do_not() {
    List<Collect.Forget> rows = new ArrayList<>(List.of(new Collect.Forget(KEY, BALLOT)));
    Collect collect = new Collect(1, STORE, 0, rows);
    List<ScanReply.Row> page =
        new ArrayList<>(List.of(new ScanReply.Row(KEY, BALLOT, BALLOT, Content.VALUE)));
    ScanReply.Page reply = new ScanReply.Page(page, 0, OptionalLong.empty());
    rows.clear();
    page.clear();

    assertThat(collect.rows()).hasSize(1);
    assertThat(reply.rows()).hasSize(1);
  }
}
