package io.paxos.server.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.protocol.Key;
import io.paxos.protocol.Member;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who is the home of which register, and when. */
class HomesTest {
  private static final Map<String, String> NODES =
      Map.of("n1", "http://10.0.0.1:1", "n2", "http://10.0.0.2:2", "n3", "http://10.0.0.3:3");

  @Test
  void all_nodes_name_the_same_home_whatever_the_order_of_the_members() {
    for (int number = 0; number < 20; number++) {
      String key = "k" + number;
      Set<String> named = new HashSet<>();
      for (int node = 0; node < 5; node++) {
        try (Neighbourhood nodes = new Neighbourhood(NODES)) {
          nodes.contend(key);
          named.add(home(homes(nodes, ""), key));
        }
      }
      assertThat(named).as(key).hasSize(1);
    }
  }

  @Test
  void registers_are_spread_over_all_nodes() {
    try (Neighbourhood nodes = new Neighbourhood(NODES)) {
      Homes homes = homes(nodes, "");
      Map<String, Long> shares =
          IntStream.range(0, 300)
              .mapToObj(number -> "k" + number)
              .peek(nodes::contend)
              .collect(Collectors.groupingBy(key -> home(homes, key), Collectors.counting()));
      assertThat(shares).hasSize(3);
      assertThat(shares.values()).allMatch(share -> share > 50);
    }
  }

  @Test
  void a_register_without_contention_is_served_where_the_request_arrives() {
    try (Neighbourhood nodes = new Neighbourhood(NODES)) {
      Homes homes = homes(nodes, "");
      nodes.contend("contended");

      assertThat(homes.ofRead(Key.register("calm"))).isEmpty();
      assertThat(homes.ofRead(Key.register("contended"))).isPresent();
      nodes.pass(Duration.ofMillis(1_100));
      assertThat(homes.ofRead(Key.register("contended"))).isEmpty();
    }
  }

  @Test
  void changes_of_a_register_that_another_node_changes_go_to_its_home() {
    try (Neighbourhood nodes = new Neighbourhood(NODES)) {
      Homes homes = homes(nodes, "");
      nodes.answerIn(Duration.ofMillis(1));
      nodes.shareAt("shared", 7);

      assertThat(homes.ofChange(Key.register("shared")).map(Homes.Home::revision))
          .contains(OptionalLong.of(7));
      assertThat(homes.ofRead(Key.register("shared"))).as("reads disturb nobody").isEmpty();
      assertThat(homes.ofChange(Key.register("own"))).isEmpty();
    }
  }

  @Test
  void a_home_that_is_far_is_only_asked_when_somebody_is_in_the_way() {
    try (Neighbourhood nodes = new Neighbourhood(NODES)) {
      Homes homes = homes(nodes, "");
      nodes.shareAt("shared", 7);
      assertThat(homes.ofChange(Key.register("shared"))).as("nobody knows how far").isEmpty();

      nodes.answerIn(Duration.ofMillis(10));
      assertThat(homes.ofChange(Key.register("shared"))).isEmpty();

      nodes.contend("shared");
      assertThat(homes.ofChange(Key.register("shared")).map(Homes.Home::revision))
          .as("any, as many change it")
          .contains(OptionalLong.empty());
    }
  }

  @Test
  void the_home_itself_passes_nothing_on() {
    try (Neighbourhood nodes = new Neighbourhood(NODES)) {
      nodes.contend("k");
      String home = home(homes(nodes, ""), "k");

      assertThat(homes(nodes, home).ofRead(Key.register("k"))).isEmpty();
    }
  }

  @Test
  void before_the_cluster_has_formed_there_is_no_home() {
    Homes homes = new Homes(Optional::empty, address -> false, () -> 0);
    assertThat(homes.ofRead(Key.register("k"))).isEmpty();
  }

  @Test
  void a_node_that_fell_silent_is_left_out_for_a_second() {
    try (Neighbourhood nodes = new Neighbourhood(NODES)) {
      Homes homes = homes(nodes, "");
      nodes.contend("k");
      Member first = homes.ofRead(Key.register("k")).orElseThrow();

      homes.onSilence(first);
      String second = home(homes, "k");
      nodes.pass(Duration.ofMillis(900));
      nodes.contend("k");
      String later = home(homes, "k");
      nodes.pass(Duration.ofMillis(200));
      nodes.contend("k");

      assertThat(second).isNotEqualTo(first.address());
      assertThat(later).isEqualTo(second);
      assertThat(home(homes, "k")).isEqualTo(first.address());
    }
  }

  @Test
  void when_all_others_are_silent_nobody_is_home() {
    try (Neighbourhood nodes = new Neighbourhood(NODES)) {
      Homes homes = homes(nodes, "");
      nodes.contend("k");
      nodes.proposer().configuration().voters().forEach(homes::onSilence);

      assertThat(homes.ofRead(Key.register("k"))).isEmpty();
    }
  }

  @Test
  void a_database_is_nobodys_home() {
    Map<String, String> databases =
        Map.of(
            "n1", "jdbc:postgresql://10.0.0.1/a",
            "n2", "http://10.0.0.2:2",
            "n3", "jdbc:postgresql://10.0.0.3/c");
    try (Neighbourhood nodes = new Neighbourhood(databases)) {
      Homes homes = homes(nodes, "");
      for (int number = 0; number < 20; number++) {
        nodes.contend("k" + number);
        assertThat(home(homes, "k" + number)).isEqualTo("http://10.0.0.2:2");
      }
    }
  }

  private static Homes homes(Neighbourhood nodes, String own) {
    return new Homes(() -> Optional.of(nodes.proposer()), own::equals, nodes::nanoTime);
  }

  private static String home(Homes homes, String key) {
    return homes.ofRead(Key.register(key)).map(Member::address).orElse("here");
  }
}
