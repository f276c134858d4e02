package io.paxos.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paxos.acceptor.MemoryAcceptor;
import io.paxos.contract.ForwardingAcceptor;
import io.paxos.protocol.AcceptorId;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Identity;
import io.paxos.protocol.Member;
import io.paxos.protocol.ProposerId;
import io.paxos.protocol.StoreId;
import io.paxos.simulation.Network;
import io.paxos.simulation.VirtualTimers;
import io.paxos.spi.Acceptor;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rule M5, first start. */
class FormationTest {
  private static final List<String> NODES = List.of("n1", "n2", "n3");
  private static final List<Seed> SEEDS =
      NODES.stream().map(node -> new Seed(new AcceptorId(node), "memory:" + node)).toList();

  private final VirtualTimers timers = new VirtualTimers();
  private final SplittableRandom random = new SplittableRandom(7);

  private final Network network = new Network(timers, 7, Network.Faults.NONE);
  private final Map<String, MemoryAcceptor> acceptors = new HashMap<>();

  FormationTest() {
    NODES.forEach(node -> acceptors.put(node, new MemoryAcceptor(StoreId.random())));
  }

  @Test
  void nodes_that_start_together_agree_on_one_configuration_with_every_store() {
    List<CompletableFuture<Configuration>> formed = NODES.stream().map(this::form).toList();
    timers.runUntil(() -> formed.stream().allMatch(CompletableFuture::isDone));

    Configuration first = formed.get(0).join();
    assertThat(formed).allMatch(one -> one.join().equals(first));
    assertThat(first.era()).isEqualTo(1);
    assertThat(first.members().stream().map(Member::store).toList())
        .containsExactlyElementsOf(Stream.of("n1", "n2", "n3").map(this::store).toList());
    assertThat(acceptors.values())
        .allMatch(one -> one.identify().toCompletableFuture().join().era() == 1);
  }

  @Test
  void nothing_is_formed_before_every_seed_has_told_its_store() {
    network.isolate("n3", List.of("n1", "n2"));
    CompletableFuture<Configuration> formed = form("n1");
    timers.advance(Duration.ofMinutes(1));
    assertThat(formed).isNotDone();

    network.heal();
    timers.runUntil(formed::isDone);
    assertThat(formed.join().era()).isEqualTo(1);
  }

  @Test
  void a_node_that_starts_later_learns_the_configuration_from_one_seed() {
    CompletableFuture<Configuration> formed = form("n1");
    timers.runUntil(formed::isDone);
    network.isolate("n2", List.of("n3"));

    CompletableFuture<Configuration> later = form("n3");
    timers.runUntil(later::isDone);

    assertThat(later.join()).isEqualTo(formed.join());
  }

  @Test
  void a_wiped_node_learns_the_configuration_that_names_its_old_store_and_forms_no_other() {
    CompletableFuture<Configuration> formed = form("n1");
    timers.runUntil(formed::isDone);
    StoreId old = store("n3");
    acceptors.put("n3", new MemoryAcceptor(StoreId.random()));

    CompletableFuture<Configuration> again = form("n3");
    timers.runUntil(again::isDone);

    Member asConfigured = again.join().member(new AcceptorId("n3")).orElseThrow();
    assertThat(asConfigured.store()).isEqualTo(old).isNotEqualTo(store("n3"));
  }

  @Test
  void the_latest_configuration_that_a_seed_has_installed_is_learned() {
    CompletableFuture<Configuration> formed = form("n1");
    timers.runUntil(formed::isDone);
    Configuration second = Configuration.stable(2, formed.join().current());
    var unused = acceptor("n2").install(second);

    CompletableFuture<Configuration> later = form("n3");
    timers.runUntil(later::isDone);

    assertThat(later.join()).isEqualTo(second);
  }

  @Test
  void an_acceptor_that_is_no_seed_tells_of_the_configuration_when_no_seed_is_left() {
    CompletableFuture<Configuration> formed = form("n1");
    timers.runUntil(formed::isDone);
    Configuration second = Configuration.stable(2, formed.join().current());
    MemoryAcceptor own = new MemoryAcceptor(StoreId.random());
    var unused = own.install(second);
    network.isolate("n9", NODES);

    CompletableFuture<Configuration> later =
        formation("n9", SEEDS, List.of(own), acceptor -> acceptor).run().toCompletableFuture();
    timers.runUntil(later::isDone);

    assertThat(later.join()).isEqualTo(second);
  }

  @Test
  void an_acceptor_that_is_no_seed_is_told_of_the_configuration_and_is_not_in_it() {
    MemoryAcceptor own = new MemoryAcceptor(StoreId.random());
    CompletableFuture<Configuration> formed =
        formation("n9", SEEDS, List.of(own), acceptor -> acceptor).run().toCompletableFuture();
    timers.runUntil(formed::isDone);

    assertThat(formed.join().members()).hasSize(3);
    assertThat(own.identify().toCompletableFuture().join().installed()).contains(formed.join());
  }

  @Test
  void an_acceptor_that_is_no_seed_does_not_stand_in_for_one() {
    network.isolate("n3", List.of("n9"));
    CompletableFuture<Configuration> formed =
        formation("n9", SEEDS, List.of(new MemoryAcceptor(StoreId.random())), acceptor -> acceptor)
            .run()
            .toCompletableFuture();
    timers.advance(Duration.ofMinutes(1));
    assertThat(formed).isNotDone();
  }

  /** The node that chose it died before it told anybody; then a seed's disk was replaced. */
  @Test
  void a_configuration_that_is_chosen_and_installed_nowhere_is_kept() {
    StoreId chosen = store("n3");
    CompletableFuture<Configuration> untold =
        formation("n1", SEEDS, Untold::new).run().toCompletableFuture();
    timers.advance(Duration.ofSeconds(1));
    assertThat(untold).isNotDone();
    acceptors.put("n3", new MemoryAcceptor(StoreId.random()));

    CompletableFuture<Configuration> formed = form("n2");
    timers.runUntil(formed::isDone);

    Member third = formed.join().member(new AcceptorId("n3")).orElseThrow();
    assertThat(third.store()).isEqualTo(chosen).isNotEqualTo(store("n3"));
  }

  /** An acceptor that is never told of a configuration. */
  private static final class Untold extends ForwardingAcceptor {
    Untold(Acceptor acceptor) {
      super(acceptor);
    }

    @Override
    public CompletionStage<Identity> install(Configuration configuration) {
      return new CompletableFuture<>();
    }
  }

  @Test
  void seeds_are_at_least_one_and_each_once() {
    assertThatThrownBy(() -> formation("n1", List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> formation("n1", List.of(SEEDS.get(0), SEEDS.get(0))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("n1");
  }

  private CompletableFuture<Configuration> form(String node) {
    return formation(node, SEEDS).run().toCompletableFuture();
  }

  private Formation formation(String node, List<Seed> seeds) {
    return formation(node, seeds, acceptor -> acceptor);
  }

  private Formation formation(String node, List<Seed> seeds, UnaryOperator<Acceptor> seen) {
    return formation(node, seeds, List.of(), seen);
  }

  private Formation formation(
      String node, List<Seed> seeds, List<Acceptor> others, UnaryOperator<Acceptor> seen) {
    return new Formation(
        seeds,
        others,
        () -> new ProposerId(node, random.nextLong()),
        (id, address) -> seen.apply(network.between(node, id.name(), acceptor(id.name()))),
        timers,
        random.split(),
        Settings.DEFAULT);
  }

  private MemoryAcceptor acceptor(String node) {
    return Objects.requireNonNull(acceptors.get(node));
  }

  private StoreId store(String node) {
    return acceptor(node).identify().toCompletableFuture().join().store();
  }
}
