package io.paxos.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paxos.protocol.Configuration.Stage;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ConfigurationTest {
  private static final AcceptorGroup THREE =
      AcceptorGroup.majority(List.of(member("n1", 1), member("n2", 2), member("n3", 3)));
  private static final AcceptorGroup FOUR =
      new AcceptorGroup(
          List.of(member("n1", 1), member("n2", 2), member("n3", 4), member("n4", 5)), 2, 3);

  @Test
  void the_text_is_for_people_and_parses_to_the_same_configuration() {
    Configuration stable = Configuration.stable(1, THREE);
    assertThat(stable.text())
        .isEqualTo(
            """
            era 1
            current prepare 2 accept 2
            acceptor n1 00000000-0000-0000-0000-000000000001 http://n1:8080
            acceptor n2 00000000-0000-0000-0000-000000000002 http://n2:8080
            acceptor n3 00000000-0000-0000-0000-000000000003 http://n3:8080
            """);
    assertThat(Configuration.parse(stable.text())).isEqualTo(stable);
    Configuration joint = Configuration.joint(2, THREE, FOUR);
    assertThat(Configuration.parse(joint.text())).isEqualTo(joint);
  }

  @Test
  void text_that_is_cut_short_or_goes_on_is_refused() {
    String text = Configuration.stable(1, THREE).text();
    for (String bad : List.of("", "era 1\n", text + "x\n", text + "\n", "era x\n")) {
      assertThatThrownBy(() -> Configuration.parse(bad))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void text_that_is_cut_within_a_line_is_refused() {
    String text = Configuration.joint(2, THREE, FOUR).text();
    for (int length = 0; length < text.length(); length++) {
      String bad = text.substring(0, length);
      if (!bad.endsWith("\n")) {
        assertThatThrownBy(() -> Configuration.parse(bad))
            .isInstanceOf(IllegalArgumentException.class);
      }
    }
  }

  @Test
  void in_a_joint_configuration_a_replaced_acceptor_has_two_stores_and_one_name() {
    Configuration joint = Configuration.joint(2, THREE, FOUR);
    assertThat(joint.members()).hasSize(5);
    assertThat(joint.member(new AcceptorId("n3"))).contains(member("n3", 4));
  }

  @Test
  void an_acceptor_is_named_once_and_a_group_is_not_empty() {
    assertThatThrownBy(() -> AcceptorGroup.majority(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> AcceptorGroup.majority(List.of(member("n1", 1), member("n1", 2))))
        .hasMessageContaining("named twice");
    assertThatThrownBy(() -> AcceptorGroup.majority(List.of(member("n1", 1), member("n2", 1))))
        .hasMessageContaining("named twice");
  }

  @Test
  void every_stage_has_its_text() {
    Configuration copying =
        new Configuration(2, Stage.COPYING, THREE, Optional.of(FOUR), List.of(store(8), store(9)));
    assertThat(copying.text())
        .contains("copying prepare 2 accept 3\nacceptor n1 ")
        .endsWith("retired " + store(8) + "\nretired " + store(9) + "\n");
    for (Stage stage : List.of(Stage.COPYING, Stage.JOINT)) {
      for (List<StoreId> retired : List.of(List.<StoreId>of(), List.of(store(8), store(9)))) {
        Configuration changing = new Configuration(2, stage, THREE, Optional.of(FOUR), retired);
        assertThat(Configuration.parse(changing.text())).isEqualTo(changing);
      }
    }
    Configuration after =
        new Configuration(3, Stage.STABLE, THREE, Optional.empty(), List.of(store(8)));
    assertThat(Configuration.parse(after.text())).isEqualTo(after);
  }

  @Test
  void text_with_a_store_that_has_retired_and_takes_part_is_refused() {
    String text = Configuration.stable(1, THREE).text() + "retired " + store(2) + "\n";
    assertThatThrownBy(() -> Configuration.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "store %s of acceptor n2 has left the cluster once and is never admitted again"
                    .formatted(store(2))
                + " (rule M6)");
  }

  @Test
  void who_is_to_be_is_named_during_a_change_and_never_otherwise() {
    assertThatThrownBy(
            () -> new Configuration(2, Stage.STABLE, THREE, Optional.of(FOUR), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("a stable configuration of era 2 has next acceptors: ");
    for (Stage stage : List.of(Stage.COPYING, Stage.JOINT)) {
      assertThatThrownBy(() -> new Configuration(2, stage, THREE, Optional.empty(), List.of()))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> Configuration.stable(-1, THREE)).hasMessage("era -1 is negative");
  }

  @Test
  void joiners_have_a_vote_in_the_joint_era_and_not_before() {
    Configuration copying =
        new Configuration(2, Stage.COPYING, THREE, Optional.of(FOUR), List.of());
    Configuration joint = Configuration.joint(3, THREE, FOUR);

    assertThat(copying.voters()).isEqualTo(THREE.members());
    assertThat(joint.voters()).isEqualTo(joint.members());
    assertThat(copying.members()).isEqualTo(joint.members());
    assertThat(copying.joiners()).containsExactly(member("n3", 4), member("n4", 5));
    assertThat(Configuration.stable(1, THREE).joiners()).isEmpty();
  }

  private static StoreId store(long number) {
    return new StoreId(new UUID(0, number));
  }

  private static Member member(String name, long store) {
    return new Member(
        new AcceptorId(name), "http://" + name + ":8080", new StoreId(new UUID(0, store)));
  }
}
