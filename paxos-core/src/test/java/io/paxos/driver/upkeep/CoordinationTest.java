package io.paxos.driver.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.protocol.Collect;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Configuration.Stage;
import io.paxos.protocol.Key;
import io.paxos.protocol.Report;
import io.paxos.protocol.Scan;
import io.paxos.protocol.ScanReply;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rule M4: the work that belongs to each configuration on the way to another. */
class CoordinationTest {
  private static final int KEYS = 20;

  private final UpkeepWorld world = new UpkeepWorld(UpkeepSettings.DEFAULT, "n1", "n2", "n3");

  @Test
  void who_joins_holds_copies_when_the_joint_era_begins() {
    write();
    begin(List.of("n3"), List.of("n4"));
    world.awaitThat(() -> stage() == Stage.JOINT);

    for (Key key : keys()) {
      Report copy = world.disk("n4").row(key).report();
      assertThat(copy).as("%s", key).isEqualTo(world.disk("n1").row(key).report());
    }
  }

  @Test
  void a_joiner_that_is_dead_is_waited_for_once_and_not_with_every_portion() {
    UpkeepWorld slow = new UpkeepWorld(slow(1), "n1", "n2", "n3");
    for (int i = 0; i < KEYS; i++) {
      slow.write("n1", "k" + i, "v");
    }
    slow.join("n4");
    slow.change("n1", UpkeepWorld.target(List.of("n3"), List.of("n4")));
    slow.kill("n4");

    long begunAt = slow.timers().nanoTime();
    slow.awaitMembers("n1", "n1", "n2", "n4");
    assertThat(Duration.ofNanos(slow.timers().nanoTime() - begunAt))
        .isLessThan(UpkeepSettings.DEFAULT.answerTimeout().multipliedBy(KEYS / 2));
  }

  @Test
  void who_stays_and_who_joins_promises_more_than_was_promised_before() {
    write();
    Map<Key, Long> before = new LinkedHashMap<>();
    keys().forEach(key -> before.put(key, world.disk("n1").row(key).promised().counter()));
    begin(List.of("n3"), List.of("n4"));
    world.awaitMembers("n1", "n1", "n2", "n4");

    before.forEach(
        (key, promised) ->
            assertThat(List.of("n1", "n2", "n4"))
                .as("%s", key)
                .filteredOn(name -> world.disk(name).row(key).promised().counter() > promised)
                .hasSizeGreaterThanOrEqualTo(2));
  }

  @Test
  void the_floors_of_those_to_come_are_raised_to_what_those_who_leave_told() {
    Collect raise = new Collect(1, world.store("n3"), 500, List.of());
    world.await(world.disk("n3").collect(raise));
    raise = new Collect(1, world.store("n2"), 400, List.of());
    world.await(world.disk("n2").collect(raise));
    begin(List.of("n2", "n3"), List.of("n4", "n5"));
    world.awaitMembers("n1", "n1", "n4", "n5");

    assertThat(List.of("n1", "n4", "n5"))
        .filteredOn(name -> floor(name) >= 400)
        .hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  void the_floors_of_those_who_stay_are_raised_to_what_those_who_leave_told() {
    for (String leaving : List.of("n2", "n3")) {
      world.await(
          world.disk(leaving).collect(new Collect(1, world.store(leaving), 500, List.of())));
    }
    begin(List.of("n2", "n3"), List.of());
    world.awaitMembers("n1", "n1");

    assertThat(floor("n1")).isEqualTo(500);
  }

  @Test
  void the_joint_era_does_not_begin_while_those_who_would_decide_in_it_are_gone() {
    UpkeepWorld slow = new UpkeepWorld(slow(0.01), "n1", "n2", "n3");
    slow.write("n1", "k", "v");
    List.of("n4", "n5").forEach(slow::join);
    slow.change("n1", UpkeepWorld.target(List.of("n1", "n2"), List.of("n4", "n5")));
    Key copied = Key.register("k");
    slow.awaitThat(
        () ->
            Stream.of("n4", "n5")
                .map(name -> slow.disk(name).row(copied).report())
                .allMatch(Report.Holding.class::isInstance));
    slow.timers().advance(Duration.ofMillis(5));
    slow.network().isolate("n4", List.of("n1", "n2", "n3", "n5"));
    slow.network().isolate("n5", List.of("n1", "n2", "n3", "n4"));
    slow.timers().advance(Duration.ofMinutes(1));

    assertThat(stage(slow)).isEqualTo(Stage.COPYING);
    assertThat(slow.read("n1", "k").value()).isPresent();

    slow.network().heal();
    slow.awaitMembers("n3", "n3", "n4", "n5");
  }

  @Test
  void nothing_is_copied_before_the_acceptors_to_come_could_decide() {
    write();
    begin(List.of("n1", "n2"), List.of("n4", "n5"));
    world.network().isolate("n4", List.of("n1", "n2", "n3", "n5"));
    world.network().isolate("n5", List.of("n1", "n2", "n3", "n4"));
    world.timers().advance(Duration.ofMinutes(1));

    assertThat(stage()).isEqualTo(Stage.COPYING);
    assertThat(List.of("n1", "n2", "n3"))
        .flatExtracting(
            name -> world.await(world.node(name).membership().status()).trouble().stream().toList())
        .containsOnly("too few acceptors can be reached to begin");
    assertThat(world.read("n1", "k1").value()).isPresent();

    world.network().heal();
    world.awaitMembers("n3", "n3", "n4", "n5");
  }

  private void begin(List<String> removed, List<String> added) {
    added.forEach(world::join);
    assertThat(world.change("n1", UpkeepWorld.target(removed, added)))
        .isInstanceOf(Membership.Answer.Begun.class);
  }

  private Stage stage() {
    return stage(world);
  }

  /** That of the newest configuration that one of the first acceptors has installed. */
  private static Stage stage(UpkeepWorld of) {
    return Stream.of("n1", "n2", "n3")
        .flatMap(name -> of.installed(name).stream())
        .max(Comparator.comparingLong(Configuration::era))
        .orElseThrow()
        .stage();
  }

  /** One register at a time. */
  private static UpkeepSettings slow(double transferShare) {
    UpkeepSettings usual = UpkeepSettings.DEFAULT;
    return new UpkeepSettings(
        usual.beat(),
        usual.takeover(),
        usual.answerTimeout(),
        transferShare,
        1,
        usual.collectionPause(),
        usual.collectedPerSecond(),
        usual.operationsKept());
  }

  private void write() {
    keys().forEach(key -> world.write("n1", key.name(), "v"));
  }

  private static List<Key> keys() {
    return IntStream.range(0, KEYS).mapToObj(i -> Key.register("k" + i)).toList();
  }

  private long floor(String name) {
    long era = world.installed(name).orElseThrow().era();
    Scan scan = new Scan(era, world.store(name), Optional.empty(), 1, Scan.Scope.ALL);
    return ((ScanReply.Page) world.await(world.disk(name).scan(scan))).floor();
  }
}
