package io.paxos.driver.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.protocol.Key;
import io.paxos.protocol.OperationId;
import io.paxos.protocol.Scan;
import io.paxos.protocol.ScanReply;
import io.paxos.protocol.Value;
import io.paxos.register.Decision;
import io.paxos.register.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Deletion with the real driver. */
class CollectorTest {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final UpkeepWorld world = new UpkeepWorld(UpkeepSettings.DEFAULT, "n1", "n2", "n3");

  @Test
  void what_was_deleted_leaves_no_rows_and_its_revision_never_returns() {
    IntStream.range(0, 1000).forEach(i -> world.write("n1", "k" + i, "v"));
    IntStream.range(0, 1000).forEach(i -> world.delete("n2", "k" + i));

    awaitCollected();

    assertThat(world.read("n3", "k7").revision()).isZero();
    world.write("n3", "k7", "again");
    assertThat(world.read("n1", "k7").revision()).isGreaterThan(2);
  }

  @Test
  void who_has_written_a_register_that_another_deletes_can_write_it_again() {
    world.write("n1", "k", "v");
    world.delete("n2", "k");
    awaitCollected();
    assertThat(world.write("n1", "k", "again")).isInstanceOf(Outcome.Committed.class);
  }

  @Test
  void nothing_is_collected_while_an_acceptor_is_away() {
    world.write("n1", "k", "v");
    world.network().isolate("n3", List.of("n1", "n2"));
    world.delete("n1", "k");
    world.timers().advance(Duration.ofMinutes(1));
    assertThat(rows("n1")).contains(Key.register("k"));

    world.network().heal();
    awaitCollected();
  }

  @Test
  void promises_that_nothing_came_of_are_folded() {
    world.await(world.node("n1").proposer().settle(Key.register("never"), 0, PATIENCE));
    assertThat(rows("n2")).contains(Key.register("never"));
    awaitCollected();
  }

  @Test
  void a_tombstone_that_remembers_operations_is_kept_for_as_long_as_was_said() {
    OperationId operation = new OperationId("retry-me");
    world.await(
        world
            .node("n1")
            .proposer()
            .change(
                Key.register("k"),
                current -> Decision.write(Value.text("v")),
                Optional.of(operation),
                PATIENCE));
    world.delete("n1", "k");
    world.timers().advance(UpkeepSettings.DEFAULT.operationsKept().minusMinutes(1));
    assertThat(rows("n1")).contains(Key.register("k"));
    world.timers().advance(Duration.ofMinutes(2));
    awaitCollected();
  }

  private void awaitCollected() {
    for (String node : List.of("n1", "n2", "n3")) {
      world.awaitThat(
          () -> rows(node).stream().allMatch(key -> key.kind() == Key.Kind.CONFIGURATION));
    }
  }

  private List<Key> rows(String node) {
    Scan all =
        new Scan(
            world.node(node).proposer().configuration().era(),
            world.store(node),
            Optional.empty(),
            10_000,
            Scan.Scope.ALL);
    ScanReply reply = world.disk(node).scan(all).toCompletableFuture().join();
    return ((ScanReply.Page) reply).rows().stream().map(ScanReply.Row::key).toList();
  }
}
