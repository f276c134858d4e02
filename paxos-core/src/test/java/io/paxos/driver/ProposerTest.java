package io.paxos.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.protocol.Key;
import io.paxos.protocol.OperationId;
import io.paxos.protocol.ReadReply;
import io.paxos.protocol.Value;
import io.paxos.register.Change;
import io.paxos.register.Decision;
import io.paxos.register.NotAppliedException;
import io.paxos.register.Outcome;
import io.paxos.register.Outcome.Committed;
import io.paxos.register.Outcome.NotApplied;
import io.paxos.register.Outcome.Rejected;
import io.paxos.register.Outcome.Unknown;
import io.paxos.register.Versioned;
import io.paxos.register.WriteOnce;
import io.paxos.simulation.Cluster;
import io.paxos.simulation.Network;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** The driver and the rounds it runs, in virtual time; a test for each promise it makes. */
class ProposerTest {
  private static final Key KEY = Key.register("k");
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final Cluster cluster = new Cluster(3, 42, Network.Faults.NONE);

  @Test
  void a_register_is_empty_until_written_and_read_through_any_node_after() {
    assertThat(read("n1")).isEqualTo(new Versioned<>(0, Optional.empty()));

    assertThat(write("n1", "x")).isEqualTo(committed(1, "x", true));

    for (String node : cluster.nodes()) {
      assertThat(read(node)).isEqualTo(new Versioned<>(1, Optional.of(Value.text("x"))));
    }
  }

  @Test
  void revisions_grow_by_one_whoever_writes() {
    assertThat(write("n1", "a")).isEqualTo(committed(1, "a", true));
    assertThat(write("n2", "b")).isEqualTo(committed(2, "b", false));
    assertThat(write("n1", "c")).isEqualTo(committed(3, "c", false));
    assertThat(write("n3", "d")).isEqualTo(committed(4, "d", false));
  }

  @Test
  void reads_do_not_move_the_revision() {
    write("n1", "a");
    read("n2");
    cluster.network().dropMessages("n2", "n3");
    read("n2");
    assertThat(write("n3", "b")).isEqualTo(committed(2, "b", false));
  }

  @Test
  void reading_an_absent_key_creates_no_row() {
    for (String node : cluster.nodes()) {
      read(node);
    }
    assertThat(inspect(KEY)).allMatch(reply -> reply.promised().isZero());
  }

  @Test
  void deleting_what_is_not_there_changes_nothing() {
    assertThat(run("n1", current -> Decision.delete()))
        .isEqualTo(new Committed<>(new Versioned<>(0, Optional.empty()), false, false));
  }

  @Test
  void a_delete_is_a_change_and_the_revision_goes_on_from_there() {
    write("n1", "a");
    assertThat(run("n2", current -> Decision.delete()))
        .isEqualTo(new Committed<>(new Versioned<>(2, Optional.empty()), false, false));
    assertThat(write("n3", "b")).isEqualTo(committed(3, "b", true));
  }

  @Test
  void a_second_write_through_the_same_node_takes_one_round_trip() {
    write("n1", "a");
    long before = cluster.timers().nanoTime();
    long oneRoundTrip = Duration.ofMillis(2).toNanos();

    write("n1", "b");

    assertThat(cluster.timers().nanoTime() - before).isLessThanOrEqualTo(oneRoundTrip);
  }

  @Test
  void changes_that_arrive_together_are_combined_and_each_gets_its_own_outcome() {
    write("n1", "0");
    List<CompletionStage<Outcome<Value>>> outcomes = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      outcomes.add(start("n1", increment()));
    }
    for (int i = 0; i < 50; i++) {
      assertThat(await(outcomes.get(i))).isEqualTo(committed(i + 2, Long.toString(i + 1), false));
    }
    int lineage = stateAt("n1").history().lineage().ballots().size();
    assertThat(lineage).as("rounds that the 51 changes took").isLessThanOrEqualTo(3);
  }

  @Test
  void one_bad_change_function_harms_nobody_else_in_its_round() {
    write("n1", "0");
    CompletionStage<Outcome<Value>> first = start("n1", increment());
    CompletionStage<Outcome<Value>> before = start("n1", increment());
    CompletionStage<Outcome<Value>> bad =
        start(
            "n1",
            current -> {
              throw new IllegalArgumentException("the caller's mistake");
            });
    CompletionStage<Outcome<Value>> after = start("n1", increment());

    assertThat(await(first)).isEqualTo(committed(2, "1", false));
    assertThat(await(before)).isEqualTo(committed(3, "2", false));
    assertThat(await(after)).isEqualTo(committed(4, "3", false));
    Assertions.assertThatThrownBy(() -> await(bad)).hasMessageContaining("the caller's mistake");
  }

  @Test
  void an_error_in_a_change_function_ends_that_call_and_not_the_register() {
    CompletionStage<Outcome<Value>> bad =
        start(
            "n1",
            current -> {
              throw new StackOverflowError("too deep");
            });

    Assertions.assertThatThrownBy(() -> await(bad))
        .hasRootCauseInstanceOf(StackOverflowError.class);
    assertThat(write("n1", "a")).isEqualTo(committed(1, "a", true));
  }

  @Test
  void a_value_that_is_too_long_is_the_callers_mistake_and_changes_nothing() {
    Value tooLong = Value.of(new byte[Settings.DEFAULT.maxValueBytes() + 1], "x/y");

    Assertions.assertThatThrownBy(() -> run("n1", current -> Decision.write(tooLong)))
        .hasRootCauseInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most 1048576 bytes, this one is 1048577");
    assertThat(read("n1").revision()).isZero();
  }

  @Test
  void a_compare_and_set_has_one_winner() {
    write("n1", "a");
    List<CompletionStage<Outcome<Value>>> outcomes = new ArrayList<>();
    for (String node : cluster.nodes()) {
      outcomes.add(start(node, ifRevision(1, node)));
      outcomes.add(start(node, ifRevision(1, node + "'")));
    }
    List<Outcome<Value>> results = outcomes.stream().map(this::await).toList();

    assertThat(results).filteredOn(Committed.class::isInstance).hasSize(1);
    assertThat(results).filteredOn(Rejected.class::isInstance).hasSize(5);
  }

  @Test
  void of_concurrent_writers_of_a_switch_exactly_one_succeeds_and_every_later_write_fails() {
    for (long seed = 0; seed < 200; seed++) {
      Cluster world = new Cluster(3, seed, Network.Faults.NONE);
      Key key = Key.writeOnce("s");
      List<CompletionStage<Outcome<Value>>> outcomes = new ArrayList<>();
      for (String node : world.nodes()) {
        Change<Value> setting = WriteOnce.setting(Value.text(node));
        outcomes.add(world.proposer(node).change(key, setting, Optional.empty(), TIMEOUT));
      }
      List<Outcome<Value>> results =
          outcomes.stream().map(outcome -> await(world, outcome)).toList();
      assertThat(results).as("seed %d", seed).filteredOn(Committed.class::isInstance).hasSize(1);
      assertThat(results).as("seed %d", seed).filteredOn(Rejected.class::isInstance).hasSize(2);
    }
  }

  @Test
  void a_minority_that_is_down_costs_nothing() {
    cluster.network().isolate("n3", List.of("n1", "n2"));
    assertThat(write("n1", "a")).isEqualTo(committed(1, "a", true));
    assertThat(write("n2", "b")).isEqualTo(committed(2, "b", false));
    assertThat(read("n1").revision()).isEqualTo(2);
  }

  @Test
  void an_acceptor_that_was_away_catches_up_by_use() {
    cluster.network().isolate("n3", List.of("n1", "n2"));
    write("n1", "a");
    write("n1", "b");
    cluster.network().heal();
    cluster.timers().advance(Duration.ofSeconds(10));
    assertThat(write("n3", "c")).isEqualTo(committed(3, "c", false));
    assertThat(stateAt("n3").revision()).isEqualTo(3);
  }

  @Test
  void without_a_quorum_a_write_is_not_applied_and_a_read_fails_at_the_deadline() {
    cluster.network().isolate("n1", List.of("n2", "n3"));
    long before = cluster.timers().nanoTime();

    assertThat(write("n1", "a")).isInstanceOf(NotApplied.class);
    assertThat(cluster.timers().nanoTime() - before).isEqualTo(TIMEOUT.toNanos());
    Assertions.assertThatThrownBy(() -> read("n1"))
        .isInstanceOf(CompletionException.class)
        .hasRootCauseInstanceOf(NotAppliedException.class);

    cluster.network().heal();
    cluster.timers().advance(Duration.ofSeconds(10));
    assertThat(read("n1").revision()).isZero();
  }

  @Test
  void outcome_is_unknown_when_the_accept_quorum_is_lost() {
    write("n1", "a");
    CompletionStage<Outcome<Value>> outcome = start("n1", putting("b"));
    cluster.network().isolate("n1", List.of("n2", "n3"));

    assertThat(await(outcome)).isInstanceOf(Unknown.class);
  }

  /** Pitfall 1: a ballot reused after an unanswered accept. */
  @Test
  void a_lost_accept_is_found_in_the_lineage_and_not_applied_again() {
    write("n1", "0");
    cluster.network().dropMessages("n2", "n1");
    cluster.network().dropMessages("n3", "n1");
    CompletionStage<Outcome<Value>> outcome = start("n1", increment());
    cluster.timers().advance(Duration.ofMillis(900));
    cluster.network().heal();

    assertThat(await(outcome)).isEqualTo(committed(2, "1", false));
    assertThat(read("n2")).isEqualTo(new Versioned<>(2, Optional.of(Value.text("1"))));
  }

  @Test
  void an_accept_that_nobody_received_is_applied_again_exactly_once() {
    write("n1", "0");
    cluster.network().isolate("n1", cluster.nodes());
    CompletionStage<Outcome<Value>> outcome = start("n1", increment());
    cluster.timers().advance(Duration.ofMillis(900));
    cluster.network().heal();

    assertThat(await(outcome)).isEqualTo(committed(2, "1", false));
    assertThat(read("n3")).isEqualTo(new Versioned<>(2, Optional.of(Value.text("1"))));
  }

  @Test
  void a_lost_accept_is_found_however_often_others_write_meanwhile() {
    write("n1", "0");
    cluster.network().dropMessages("n2", "n1");
    cluster.network().dropMessages("n3", "n1");
    CompletionStage<Outcome<Value>> outcome = start("n1", increment());
    cluster.timers().advance(Duration.ofMillis(500));
    for (int i = 0; i < 50; i++) {
      assertThat(await(start("n2", increment()))).isInstanceOf(Committed.class);
    }
    cluster.network().heal();

    assertThat(await(outcome)).isEqualTo(committed(2, "1", false));
    assertThat(read("n3").value()).contains(Value.text("51"));
  }

  /** Rule R7: beyond the lineage nobody knows, and nobody guesses. */
  @Test
  void a_lost_accept_that_has_left_the_lineage_is_unknown_and_not_applied_again() {
    write("n1", "0");
    cluster.network().dropMessages("n2", "n1");
    cluster.network().dropMessages("n3", "n1");
    CompletionStage<Outcome<Value>> outcome = start("n1", increment());
    cluster.timers().advance(Duration.ofMillis(500));
    for (int i = 0; i < 9; i++) {
      cluster.restartProposer("n2");
      assertThat(await(start("n2", increment()))).isInstanceOf(Committed.class);
    }
    cluster.network().heal();

    assertThat(await(outcome)).isInstanceOf(Unknown.class);
    assertThat(read("n3").value()).contains(Value.text("10"));
  }

  /** A promise that others have outbid long ago costs a round trip, and no doubt. */
  @Test
  void writing_in_turns_through_all_nodes_is_never_unknown() {
    for (int i = 1; i <= 100; i++) {
      String node = i % 20 == 0 ? "n1" : "n2";
      assertThat(write(node, "v" + i)).isEqualTo(committed(i, "v" + i, i == 1));
    }
  }

  @Test
  void a_retry_with_the_same_operation_id_through_another_node_gets_the_first_outcome() {
    OperationId id = new OperationId("op-1");
    write("n1", "0");
    Outcome<Value> first = await(startAs("n1", increment(), id));
    write("n2", "100");

    Outcome<Value> again = await(startAs("n3", increment(), id));

    assertThat(first).isEqualTo(committed(2, "1", false));
    assertThat(again)
        .isEqualTo(new Committed<>(new Versioned<>(2, Optional.of(Value.text("1"))), false, true));
    assertThat(read("n1").revision()).isEqualTo(3);
  }

  @Test
  void an_operation_id_that_has_faded_is_unknown_and_never_applied_again() {
    write("n1", "0");
    OperationId first = new OperationId("op-0");
    await(startAs("n1", increment(), first));
    for (int i = 1; i <= 17; i++) {
      await(startAs("n1", increment(), new OperationId("op-" + i)));
    }
    assertThat(await(startAs("n2", increment(), first))).isInstanceOf(Unknown.class);
    assertThat(read("n2").value()).contains(Value.text("18"));
  }

  /** Rule R7, pitfall 26: a rejection is judged on a state that is chosen. */
  @Test
  void a_rejected_change_leaves_what_it_was_judged_on_at_a_quorum() {
    cluster.network().dropMessages("n1", "n2");
    cluster.network().dropMessages("n1", "n3");
    writeOnlyAt("n1", "ghost");
    cluster.network().heal();
    cluster.network().dropMessages("n2", "n3");

    Outcome<Value> outcome = run("n2", ifRevision(7, "x"));

    assertThat(outcome).isInstanceOf(Rejected.class);
    Rejected<Value> rejected = (Rejected<Value>) outcome;
    long holders =
        inspect(KEY).stream()
            .filter(reply -> reply.report() instanceof io.paxos.protocol.Report.Holding)
            .count();
    assertThat(holders).isGreaterThanOrEqualTo(rejected.current().revision() == 0 ? 0 : 2);
    cluster.network().heal();
    assertThat(read("n3").revision()).isEqualTo(rejected.current().revision());
  }

  @Test
  void closing_answers_everybody() {
    cluster.network().isolate("n1", List.of("n2", "n3"));
    CompletionStage<Outcome<Value>> write = start("n1", putting("a"));
    CompletableFuture<Versioned<Value>> read =
        cluster.proposer("n1").read(KEY, TIMEOUT).toCompletableFuture();

    cluster.proposer("n1").close();

    assertThat(write.toCompletableFuture())
        .isCompletedWithValueMatching(NotApplied.class::isInstance);
    assertThat(read).isCompletedExceptionally();
  }

  /** A proposer that crashed after its accept reached one acceptor. */
  private void writeOnlyAt(String node, String value) {
    CompletionStage<Outcome<Value>> ignored = start(node, putting(value));
    cluster.timers().advance(Duration.ofMillis(5));
    cluster.restartProposer(node);
    assertThat(ignored.toCompletableFuture()).isNotDone();
  }

  private static Change<Value> putting(String text) {
    return current -> Decision.write(Value.text(text));
  }

  private static Change<Value> increment() {
    return current -> {
      long value = current.value().map(Value::utf8).map(Long::valueOf).orElse(0L);
      return Decision.write(Value.text(Long.toString(value + 1)));
    };
  }

  private static Change<Value> ifRevision(long expected, String text) {
    return current ->
        current.revision() == expected
            ? Decision.write(Value.text(text))
            : Decision.decline("not at revision " + expected);
  }

  private static Committed<Value> committed(long revision, String text, boolean created) {
    return new Committed<>(
        new Versioned<>(revision, Optional.of(Value.text(text))), created, false);
  }

  private Outcome<Value> write(String node, String text) {
    return run(node, putting(text));
  }

  private Outcome<Value> run(String node, Change<Value> change) {
    return await(start(node, change));
  }

  private CompletionStage<Outcome<Value>> start(String node, Change<Value> change) {
    return cluster.proposer(node).change(KEY, change, Optional.empty(), TIMEOUT);
  }

  private CompletionStage<Outcome<Value>> startAs(
      String node, Change<Value> change, OperationId id) {
    return cluster.proposer(node).change(KEY, change, Optional.of(id), TIMEOUT);
  }

  private Versioned<Value> read(String node) {
    return await(cluster.proposer(node).read(KEY, TIMEOUT));
  }

  private List<ReadReply> inspect(Key key) {
    return await(cluster.proposer("n1").inspect(key, TIMEOUT)).stream()
        .flatMap(inspection -> inspection.reply().stream())
        .toList();
  }

  private io.paxos.protocol.RegisterState stateAt(String node) {
    int index = cluster.nodes().indexOf(node);
    var inspection = await(cluster.proposer("n1").inspect(KEY, TIMEOUT)).get(index);
    var report = inspection.reply().orElseThrow().report();
    return ((io.paxos.protocol.Report.Holding) report).state();
  }

  private <T> T await(CompletionStage<T> stage) {
    return await(cluster, stage);
  }

  private static <T> T await(Cluster world, CompletionStage<T> stage) {
    CompletableFuture<T> future = stage.toCompletableFuture();
    world.timers().runUntil(future::isDone);
    return future.join();
  }
}
