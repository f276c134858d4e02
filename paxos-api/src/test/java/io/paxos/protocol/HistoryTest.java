package io.paxos.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HistoryTest {
  private static final Lineage LINEAGE =
      new Lineage(
          List.of(
              new Ballot(7, new ProposerId("n1", 3)), new Ballot(9, new ProposerId("node-2", -1))),
          5);
  private static final Operations OPERATIONS =
      new Operations(
          List.of(
              new Operations.Applied(
                  new OperationId("op-1"), 2, true, Optional.of(Value.text("hé"))),
              applied("op-2", 3)),
          List.of(new UUID(1, -2)),
          Optional.of(new UUID(3, 4)));

  @Test
  void what_was_encoded_is_decoded() {
    Random random = new Random(1);
    History history = History.bornOver(3);
    for (int i = 1; i <= 1_200; i++) {
      Lineage lineage =
          history.lineage().extendedBy(new Ballot(i * 2L, new ProposerId("n" + i % 3, i)));
      Optional<Value> result =
          random.nextBoolean() ? Optional.of(Value.text("v" + i)) : Optional.empty();
      Operations operations =
          history.operations().plus(new Operations.Applied(id(i), i, random.nextBoolean(), result));
      history = new History(lineage, operations);
      if (i < 40 || i > 1_150) {
        assertThat(History.decoded(history.encoded())).isEqualTo(history);
      }
    }
    assertThat(history.encoded()).hasSizeLessThan(20_000);
  }

  /** Databases are full of these bytes: they stay what they are. */
  @Test
  void the_encoded_form_is_fixed() {
    History history = new History(LINEAGE, OPERATIONS);
    String parts =
        """
        01
        0000000000000005 02
          0000000000000007 0002 6e31 0000000000000003
          0000000000000009 0006 6e6f64652d32 ffffffffffffffff
        02
          0004 6f702d31 0000000000000002 01 01
            0018 746578742f706c61696e3b636861727365743d7574662d38 03 68c3a9
          0004 6f702d32 0000000000000003 00 00
        0001
          0000000000000001 fffffffffffffffe
        01 0000000000000003 0000000000000004
        """;
    byte[] expected = HexFormat.of().parseHex(parts.replaceAll("\\s", ""));
    assertThat(history.encoded()).isEqualTo(expected);
    assertThat(History.decoded(history.encoded())).isEqualTo(history);
  }

  @Test
  void a_history_that_is_cut_short_is_refused() {
    byte[] encoded = new History(LINEAGE, OPERATIONS).encoded();
    for (int length = 0; length < encoded.length; length++) {
      byte[] cut = Arrays.copyOf(encoded, length);
      assertThatThrownBy(() -> History.decoded(cut)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void a_history_that_goes_on_after_its_end_is_refused() {
    byte[] encoded = History.bornOver(3).encoded();
    byte[] longer = Arrays.copyOf(encoded, encoded.length + 1);
    assertThatThrownBy(() -> History.decoded(longer))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 bytes too many");
  }

  @Test
  void whoever_writes_into_the_encoded_bytes_does_not_change_the_history() {
    History history = History.decoded(History.bornOver(3).encoded());
    Arrays.fill(history.encoded(), (byte) 9);
    assertThat(History.decoded(history.encoded())).isEqualTo(History.bornOver(3));
  }

  @Test
  void a_lineage_keeps_the_last_8_proposers_and_remembers_how_far_it_has_forgotten() {
    Lineage lineage = Lineage.bornOver(0);
    for (int i = 1; i <= 10; i++) {
      lineage = lineage.extendedBy(by("p" + i, i * 10L));
    }
    assertThat(lineage.verdictOn(by("p10", 100))).isEqualTo(Lineage.Verdict.IN);
    assertThat(lineage.verdictOn(by("p3", 30))).isEqualTo(Lineage.Verdict.IN);
    assertThat(lineage.verdictOn(by("p3", 35))).isEqualTo(Lineage.Verdict.NOT_IN);
    assertThat(lineage.verdictOn(by("p3", 25))).isEqualTo(Lineage.Verdict.UNKNOWN);
    assertThat(lineage.verdictOn(by("q", 21))).isEqualTo(Lineage.Verdict.NOT_IN);
    assertThat(lineage.verdictOn(by("p2", 20))).isEqualTo(Lineage.Verdict.UNKNOWN);
    assertThat(lineage.verdictOn(by("q", 15))).isEqualTo(Lineage.Verdict.UNKNOWN);
  }

  @Test
  void however_often_others_write_a_proposers_own_ballot_stays_in_the_lineage() {
    Lineage lineage = Lineage.bornOver(0).extendedBy(by("p", 1));
    for (int i = 2; i <= 1_000; i++) {
      lineage = lineage.extendedBy(by("q" + i % 3, i));
    }
    assertThat(lineage.verdictOn(by("p", 1))).isEqualTo(Lineage.Verdict.IN);
    assertThat(lineage.verdictOn(by("p", 2))).isEqualTo(Lineage.Verdict.NOT_IN);
    assertThat(lineage.ballots()).hasSize(4);
  }

  @Test
  void the_ballots_of_a_lineage_grow() {
    Lineage lineage = Lineage.bornOver(0).extendedBy(ballot(5));
    assertThatThrownBy(() -> lineage.extendedBy(ballot(5)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_lineage_has_one_ballot_a_proposer() {
    for (Ballot second : new Ballot[] {by("p", 1), by("p", 9), by("q", 9)}) {
      assertThatThrownBy(() -> new Lineage(List.of(by("p", 1), by("q", 5), second), 0))
          .isInstanceOf(IllegalArgumentException.class);
    }
    Lineage lineage = new Lineage(List.of(by("p", 1), by("q", 5)), 0).extendedBy(by("p", 9));
    assertThat(lineage.ballots()).containsExactly(by("q", 5), by("p", 9));
  }

  @Test
  void the_last_16_operations_are_remembered_and_those_before_only_recognised() {
    Operations operations = Operations.NONE;
    for (int i = 1; i <= 20; i++) {
      operations = operations.plus(applied("op-" + i, i));
    }
    assertThat(operations.recall(new OperationId("op-5")))
        .isEqualTo(new Operations.Remembered(applied("op-5", 5)));
    assertThat(operations.recall(new OperationId("op-4"))).isEqualTo(new Operations.Faded());
    assertThat(operations.recall(new OperationId("op-21"))).isEqualTo(new Operations.Never());
  }

  @Test
  void of_those_that_are_only_recognised_the_oldest_is_forgotten_first() {
    Operations operations = Operations.NONE;
    for (int i = 1; i <= 16 + 1024 + 1; i++) {
      operations = operations.plus(applied("op-" + i, i));
    }
    assertThat(operations.recall(new OperationId("op-1"))).isEqualTo(new Operations.Never());
    assertThat(operations.recall(new OperationId("op-2"))).isEqualTo(new Operations.Faded());
    assertThat(operations.recall(new OperationId("op-1025"))).isEqualTo(new Operations.Faded());
    assertThat(operations.recall(new OperationId("op-1026")))
        .isEqualTo(new Operations.Remembered(applied("op-1026", 1026)));
  }

  @Test
  void an_ordered_id_below_the_horizon_is_never_taken_for_new() {
    Operations operations = Operations.NONE;
    for (int i = 0; i < 16 + 1024 + 50; i++) {
      operations = operations.plus(applied(ordered(i), i + 1));
    }
    assertThat(operations.recall(new OperationId(ordered(0)))).isEqualTo(new Operations.Faded());
    assertThat(operations.recall(new OperationId(ordered(48)))).isEqualTo(new Operations.Faded());
    assertThat(operations.recall(new OperationId(ordered(49)))).isEqualTo(new Operations.Faded());
    assertThat(operations.recall(new OperationId(ordered(1_000_000))))
        .isEqualTo(new Operations.Never());
  }

  @Test
  void a_uuid_of_version_7_is_the_same_id_in_upper_case() {
    OperationId lower = new OperationId("017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
    assertThat(new OperationId("017F22E2-79B0-7CC3-98C4-DC0C0C07398F")).isEqualTo(lower);
    assertThat(lower.isOrdered()).isTrue();
    assertThat(new OperationId(UUID.nameUUIDFromBytes(new byte[1]).toString()).isOrdered())
        .isFalse();
  }

  @Test
  void an_operation_id_is_visible_ascii() {
    for (String bad : List.of("", " ", "a b", "é", "x".repeat(129), "\n")) {
      assertThatThrownBy(() -> new OperationId(bad)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static OperationId id(int number) {
    return new OperationId(number % 2 == 0 ? "op-" + number : ordered(number));
  }

  private static String ordered(int number) {
    return "017f22e2-%04x-7%03x-98c4-dc0c0c07398f".formatted(number >> 12, number & 0xfff);
  }

  private static Operations.Applied applied(String id, long revision) {
    return new Operations.Applied(new OperationId(id), revision, false, Optional.empty());
  }

  private static Ballot ballot(long counter) {
    return by("p", counter);
  }

  private static Ballot by(String proposer, long counter) {
    return new Ballot(counter, new ProposerId(proposer, 1));
  }
}
