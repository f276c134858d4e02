package io.paxos.driver.upkeep;

import static io.paxos.Cast.ballot;
import static io.paxos.Cast.group;
import static io.paxos.Cast.store;
import static io.paxos.Cast.tombstone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paxos.acceptor.MemoryAcceptor;
import io.paxos.contract.ForwardingAcceptor;
import io.paxos.membership.Target.Newcomer;
import io.paxos.protocol.Accept;
import io.paxos.protocol.AcceptorId;
import io.paxos.protocol.Batch;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Identity;
import io.paxos.protocol.Key;
import io.paxos.protocol.Member;
import io.paxos.protocol.Prepare;
import io.paxos.protocol.Request;
import io.paxos.protocol.StoreId;
import io.paxos.register.NotAppliedException;
import io.paxos.simulation.VirtualTimers;
import io.paxos.spi.Acceptor;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rule M6: who joins starts empty, and has never been here. */
class AdmissionsTest {
  private static final Configuration STABLE =
      new Configuration(
          7, Configuration.Stage.STABLE, group("ABC"), Optional.empty(), List.of(store('R')));

  private final VirtualTimers timers = new VirtualTimers();
  private final Map<String, Acceptor> acceptors = new HashMap<>();
  private final Admissions admissions =
      new Admissions(
          new Acceptors(
              (id, address) -> Objects.requireNonNull(acceptors.get(id.name())),
              timers,
              Duration.ofSeconds(1)));

  @Test
  void an_empty_store_is_admitted_as_the_member_that_it_will_be() {
    start("n4", store('D'));
    start("n5", store('E'));

    assertThat(admit("n4", "n5").join())
        .containsExactly(
            new Member(new AcceptorId("n4"), "memory:n4", store('D')),
            new Member(new AcceptorId("n5"), "memory:n5", store('E')));
  }

  @Test
  void a_promise_to_a_first_start_that_did_not_get_through_does_no_harm() {
    MemoryAcceptor acceptor = start("n4", store('D'));
    handle(acceptor, 0, new Prepare(Key.CONFIGURATION, ballot(9)));

    assertThat(admit("n4").join()).hasSize(1);
  }

  @Test
  void a_configuration_that_was_accepted_elsewhere_is_not_brought_along() {
    MemoryAcceptor acceptor = start("n4", store('D'));
    handle(acceptor, 0, new Accept(Key.CONFIGURATION, ballot(9), tombstone(), Optional.empty()));

    refused("its store " + store('D') + " is not empty; give it an empty database");
  }

  @Test
  void a_store_with_rows_is_refused() {
    MemoryAcceptor acceptor = start("n4", store('D'));
    acceptor.install(Configuration.stable(1, group("XYZ")));
    handle(acceptor, 1, new Prepare(Key.register("k"), ballot(1)));

    refused("is not empty");
  }

  @Test
  void a_store_of_a_member_is_refused_whatever_it_calls_itself() {
    start("n4", store('B'));
    refused("its store " + store('B') + " is that of an acceptor of this cluster");
  }

  @Test
  void a_store_that_has_left_is_refused_and_told_why() {
    start("n4", store('R'));
    refused("has left this cluster once, and what it holds is out of date (rule M6)");
  }

  @Test
  void a_store_of_another_cluster_is_refused() {
    start("n4", store('X')).install(Configuration.stable(3, group("XYZ")));
    refused("its store " + store('X') + " belongs to another cluster");
  }

  @Test
  void who_does_not_answer_is_not_admitted_and_nobody_with_it() {
    start("n4", store('D'));
    acceptors.put(
        "n5",
        new ForwardingAcceptor(new MemoryAcceptor(store('E'))) {
          @Override
          public CompletionStage<Identity> identify() {
            return new CompletableFuture<>();
          }
        });
    CompletableFuture<List<Member>> admitted = admit("n4", "n5");
    timers.advance(Duration.ofSeconds(1));

    assertThatThrownBy(admitted::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(NotAppliedException.class)
        .hasMessageContaining("acceptor n5 at memory:n5 does not answer");
  }

  private void refused(String message) {
    assertThatThrownBy(() -> admit("n4").join())
        .hasCauseInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("acceptor n4 at memory:n4 cannot join: ")
        .hasMessageContaining(message);
  }

  private MemoryAcceptor start(String name, StoreId store) {
    MemoryAcceptor acceptor = new MemoryAcceptor(store);
    acceptors.put(name, acceptor);
    return acceptor;
  }

  private static void handle(MemoryAcceptor acceptor, long era, Request<?> request) {
    StoreId store = acceptor.identify().toCompletableFuture().join().store();
    acceptor.handle(new Batch(era, store, List.of(request)));
  }

  private CompletableFuture<List<Member>> admit(String... names) {
    List<Newcomer> newcomers =
        Stream.of(names).map(name -> new Newcomer(new AcceptorId(name), "memory:" + name)).toList();
    return admissions.admit(STABLE, newcomers).toCompletableFuture();
  }
}
