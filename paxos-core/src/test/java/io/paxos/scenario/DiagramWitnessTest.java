package io.paxos.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.acceptor.AcceptorRow;
import io.paxos.acceptor.AcceptorRules;
import io.paxos.history.Call;
import io.paxos.history.Fault;
import io.paxos.history.Operation;
import io.paxos.protocol.Ballot;
import io.paxos.protocol.Key;
import io.paxos.protocol.Prepare;
import io.paxos.protocol.ProposerId;
import io.paxos.protocol.Read;
import io.paxos.protocol.Reply;
import io.paxos.protocol.Request;
import io.paxos.protocol.StoreId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A run that is told event by event, and the diagram of it. */
class DiagramWitnessTest {
  private static final Key KEY = Key.register("k");
  private static final StoreId A = new StoreId(new UUID(0, 1));
  private static final StoreId B = new StoreId(new UUID(0, 2));
  private static final ProposerId FIRST = new ProposerId("n1", 77);
  private static final ProposerId SECOND = new ProposerId("n1", -5);
  private static final AcceptorRow ABSENT = AcceptorRow.absent(0);

  private long nanos = 1_000;
  private final DiagramWitness witness = new DiagramWitness(stores(), () -> nanos);

  @Test
  void messages_are_drawn_where_they_arrive_and_as_lost_where_they_were_sent() {
    Request<?> prepare = new Prepare(KEY, new Ballot(3, FIRST));
    witness.started("n1", FIRST);
    witness.called(call(), "n1", 1);
    witness.sent(FIRST, A, prepare);
    witness.sent(FIRST, B, prepare);
    nanos += Duration.ofMillis(2).toNanos();
    Reply promise = reply(A, prepare);
    witness.received(FIRST, A, prepare, promise);
    witness.happened(Fault.CRASHED, "n1");
    witness.started("n1", SECOND);

    assertThat(witness.diagram().text())
        .isEqualTo(
            """
                 n1                 [a]                [b]
                 * c: cas r4 "new"  |                  |
                 |-- prepare 3.n1 --|--------------x   |
            2ms  |-- prepare 3.n1 ->|                  |
                 |<------ promise --|                  |
                 * crashed          |                  |
                 * starts again     |                  |
            """);
  }

  @Test
  void a_message_that_something_newer_has_overtaken_is_late() {
    Request<?> older = new Read(KEY);
    Request<?> newer = new Read(KEY);
    witness.sent(FIRST, A, older);
    witness.sent(FIRST, A, newer);
    Reply answerToNewer = reply(A, newer);
    witness.received(FIRST, A, newer, answerToNewer);
    reply(A, older);

    assertThat(witness.diagram().text())
        .isEqualTo(
            """
            n1                      [a]                     [b]
            |-- read -------------->|                       |
            |<--- report nothing ---|                       |
            |~~ read ~~~~~~~~~~~~~~>|                       |
            |   x- report nothing --|                       |
            """
                .replace("<--- report nothing ---", "<---- report nothing --"));
  }

  @Test
  void a_second_process_has_ballots_of_its_own_and_other_registers_are_named() {
    witness.started("n1", FIRST);
    witness.started("n1", SECOND);
    witness.sent(FIRST, A, new Prepare(KEY, new Ballot(3, FIRST)));
    witness.sent(SECOND, A, new Prepare(Key.register("other"), new Ballot(3, SECOND)));
    witness.returned(new Operation(call(), 0, 1, new Operation.Wrote(5)));
    witness.called(call(), "n1", 2);
    witness.returned(new Operation(call(), 0, 1, new Operation.Saw(5, Optional.of("x"))));
    witness.healed();

    assertThat(witness.diagram().text())
        .contains("prepare 3.n1 ", "other: prepare 3.n1#2 ", "again", "c = r5 \"x\"", "=== healed")
        .doesNotContain("wrote");
  }

  @Test
  void a_long_run_is_a_line_an_event_and_no_line_is_too_long() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 1; i <= 2_000; i++) {
      nanos += random.nextLong(5_000_000);
      ProposerId from = new ProposerId("n" + (1 + random.nextInt(3)), 1);
      StoreId to = new StoreId(new UUID(0, 1 + random.nextInt(3)));
      Request<?> request = new Prepare(KEY, new Ballot(i, from));
      witness.sent(from, to, request);
      if (random.nextInt(10) > 0) {
        witness.received(from, to, request, reply(to, request));
      }
    }

    String text = witness.diagram().text();
    assertThat(text.lines().count()).isBetween(3_000L, 5_000L);
    assertThat(text.lines()).allMatch(line -> line.length() <= Drawing.WIDTH);
  }

  private Reply reply(StoreId store, Request<?> request) {
    AcceptorRules.Step<?> step = AcceptorRules.decide(ABSENT, request);
    witness.replied(store, request, step.reply(), step.row());
    return step.reply();
  }

  private static Call call() {
    Optional<String> written = Optional.of("new");
    return new Call(1, KEY, "c", Call.Kind.COMPARE_AND_SET, OptionalLong.of(4), written);
  }

  private static Map<StoreId, String> stores() {
    Map<StoreId, String> stores = new LinkedHashMap<>();
    stores.put(A, "a");
    stores.put(B, "b");
    return stores;
  }
}
