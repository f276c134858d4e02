package io.paxos.membership;

import static io.paxos.Cast.group;
import static io.paxos.Cast.promise;
import static io.paxos.Cast.store;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paxos.protocol.Configuration;
import io.paxos.protocol.Key;
import io.paxos.protocol.ScanReply;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What whoever carries a change on has to know. */
class ProgressTest {
  private static final Configuration JOINT = Configuration.joint(3, group("A"), group("B"));

  @Test
  void its_text_is_for_people_and_parses_to_the_same_whatever_the_key() {
    Progress progress = new Progress(3, Optional.of(Key.register("k")), 7, 10, 100, 5);
    assertThat(progress.text()).isEqualTo("era 3 floor 7 done 10 total 100 rate 5\nafter r/k");

    for (String name : List.of("k", " ", "\n", "\nafter r/x", "a/b c", "\u0000", "ä€😀")) {
      for (Key key : List.of(Key.register(name), Key.writeOnce(name))) {
        Progress odd = new Progress(3, Optional.of(key), 0, 1, 2, 3);
        assertThat(Progress.parse(odd.text())).isEqualTo(odd);
      }
    }
    Progress begun = Progress.begin(JOINT);
    assertThat(Progress.parse(begun.text())).isEqualTo(begun);
  }

  @Test
  void what_is_no_progress_is_refused() {
    for (String bad :
        List.of(
            "",
            "era",
            "era x floor 0 done 0 total 0 rate 0",
            "ear 1 floor 0 done 0 total 0 rate 0")) {
      assertThatThrownBy(() -> Progress.parse(bad)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void it_belongs_to_one_era() {
    assertThat(Progress.begin(JOINT).isOf(JOINT)).isTrue();
    assertThat(Progress.begin(JOINT).isOf(Reconfiguration.advance(JOINT))).isFalse();
  }

  @Test
  void with_a_portion_done_it_goes_on_after_it_and_remembers_the_greatest_floor() {
    Progress progress =
        Progress.begin(JOINT).with(portion(5, 8, "a", "b")).with(portion(3, 0, "c"));

    assertThat(progress.done()).isEqualTo(3);
    assertThat(progress.total()).isEqualTo(8);
    assertThat(progress.floor()).isEqualTo(5);
    assertThat(progress.after()).isEmpty();
    assertThat(Progress.begin(JOINT).with(portion(5, 8, "a", "b")).after())
        .contains(Key.register("b"));
  }

  private static Listing portion(long floor, long total, String... keys) {
    List<ScanReply.Row> rows = List.of(keys).stream().map(key -> promise(key, 1)).toList();
    return Listing.begin(group("A"), Optional.empty(), 2)
        .on(store('A'), new ScanReply.Page(rows, floor, OptionalLong.of(total)));
  }
}
