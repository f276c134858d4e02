package io.paxos.driver.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.membership.Target;
import io.paxos.protocol.AcceptorId;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Value;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules M1 to M6 with the real driver. */
class MembershipTest {
  private final UpkeepWorld world = new UpkeepWorld(UpkeepSettings.DEFAULT, "n1", "n2", "n3");

  @Test
  void an_acceptor_is_added_and_gets_what_the_others_hold() {
    write(50);
    world.join("n4");

    assertThat(change(List.of(), List.of("n4"))).isInstanceOf(Membership.Answer.Begun.class);
    world.awaitMembers("n1", "n1", "n2", "n3", "n4");

    expectAll("n4", 50);
    world.awaitThat(() -> world.installed("n4").filter(Configuration::isStable).isPresent());
  }

  @Test
  void all_acceptors_are_replaced_at_once() {
    write(200);
    List.of("n4", "n5", "n6").forEach(world::join);

    change(List.of("n1", "n2", "n3"), List.of("n4", "n5", "n6"));
    world.awaitMembers("n5", "n4", "n5", "n6");
    List.of("n1", "n2", "n3").forEach(world::kill);
    expectAll("n4", 200);
    world.write("n6", "k0", "after");
    assertThat(world.read("n5", "k0").value()).contains(Value.text("after"));
  }

  @Test
  void a_dead_acceptor_is_replaced_by_an_empty_one_of_the_same_name() {
    write(20);
    world.kill("n2");
    world.write("n1", "k1", "without n2");
    world.network().heal();
    world.wipe("n2");

    change(List.of("n2"), List.of("n2"));
    world.awaitMembers("n1", "n1", "n3", "n2");

    assertThat(world.node("n1").proposer().configuration().retired()).hasSize(1);
    world.kill("n3");
    assertThat(world.read("n1", "k1").value()).contains(Value.text("without n2"));
  }

  @Test
  void another_node_carries_the_change_on_when_its_coordinator_dies() {
    write(500);
    world.join("n4");
    change(List.of("n1"), List.of("n4"));
    world.awaitThat(
        () -> world.node("n2").proposer().configuration().stage() != Configuration.Stage.STABLE);
    String coordinator =
        world.await(world.node("n2").membership().status()).coordinator().orElse("n1#1");

    world.kill(coordinator.substring(0, 2));
    String alive = coordinator.startsWith("n2") ? "n3" : "n2";
    world.awaitMembers(alive, "n2", "n3", "n4");

    expectAll(alive, 500);
  }

  @Test
  void a_second_change_is_told_of_the_first() {
    world.join("n4");
    world.join("n5");
    change(List.of(), List.of("n4"));
    Membership.Answer second = change(List.of(), List.of("n5"));
    assertThat(second).isInstanceOf(Membership.Answer.Busy.class);
    assertThat(UpkeepWorld.names(((Membership.Answer.Busy) second).configuration().members()))
        .contains("n4");
  }

  @Test
  void a_change_is_turned_back_and_its_joiner_is_never_admitted_again() {
    write(2000);
    world.join("n4");
    change(List.of(), List.of("n4"));
    Membership.Answer answer = world.await(world.node("n2").membership().abort());

    assertThat(answer).isInstanceOf(Membership.Answer.Begun.class);
    world.awaitMembers("n1", "n1", "n2", "n3");
    assertThat(change(List.of(), List.of("n4")).toString()).contains("has left this cluster");
    world.wipe("n4");
    assertThat(change(List.of(), List.of("n4"))).isInstanceOf(Membership.Answer.Begun.class);
    world.awaitMembers("n1", "n1", "n2", "n3", "n4");
  }

  @Test
  void acceptors_that_are_away_are_never_given_a_vote_and_the_change_can_be_turned_back() {
    write(10);
    world.network().isolate("n3", List.of("n1", "n2"));

    change(List.of("n2"), List.of());
    world.timers().advance(Duration.ofMinutes(1));
    world.write("n1", "k0", "meanwhile");
    List<Membership.Status> told =
        Stream.of("n1", "n2")
            .map(node -> world.await(world.node(node).membership().status()))
            .toList();
    assertThat(told)
        .allMatch(status -> status.configuration().stage() == Configuration.Stage.COPYING);
    assertThat(told.stream().flatMap(status -> status.trouble().stream()))
        .as("told by the one that carries it on")
        .containsExactly("too few acceptors can be reached to begin");

    world.await(world.node("n2").membership().abort());
    world.awaitMembers("n1", "n1", "n2", "n3");
  }

  @Test
  void sizes_of_quorums_are_changed_the_same_way() {
    write(10);
    world.join("n4");
    Target sized =
        new Target(
            List.of(),
            List.of(new Target.Newcomer(new AcceptorId("n4"), "memory:n4")),
            Optional.of(new Target.Sizes(2, 3)));
    world.change("n1", sized);
    world.awaitMembers("n1", "n1", "n2", "n3", "n4");

    assertThat(world.node("n1").proposer().configuration().current().acceptSize()).isEqualTo(3);
    Target missing = new Target(List.of(), List.of(), Optional.of(new Target.Sizes(1, 3)));
    assertThat(world.change("n1", missing).toString()).contains("can miss an accept quorum");
    expectAll("n3", 10);
  }

  private Membership.Answer change(List<String> removed, List<String> added) {
    return world.change("n1", UpkeepWorld.target(removed, added));
  }

  private void write(int keys) {
    IntStream.range(0, keys).forEach(i -> world.write("n1", "k" + i, "v" + i));
  }

  private void expectAll(String through, int keys) {
    for (int i = 0; i < keys; i++) {
      assertThat(world.read(through, "k" + i).value()).contains(Value.text("v" + i));
    }
  }
}
