package io.paxos.driver.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paxos.membership.Reconfiguration;
import io.paxos.protocol.AcceptorGroup;
import io.paxos.protocol.Configuration;
import io.paxos.register.NotAppliedException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rule M1: one configuration follows from exactly one other. */
class LedgerTest {
  private final UpkeepWorld world = new UpkeepWorld(UpkeepSettings.DEFAULT, "n1", "n2", "n3");
  private final Ledger ledger = ledger("n1");

  @Test
  void what_was_formed_is_chosen() {
    assertThat(world.await(ledger.chosen()).era()).isEqualTo(1);
  }

  @Test
  void a_configuration_is_put_in_the_place_of_exactly_the_one_it_follows_from() {
    Configuration stable = world.await(ledger.chosen());
    Configuration fewer = Reconfiguration.begin(stable, without(stable, 2));
    Configuration others = Reconfiguration.begin(stable, without(stable, 0));

    assertThat(world.await(ledger.move(stable, fewer))).isEqualTo(fewer);
    assertThat(world.await(ledger("n2").move(stable, others))).isEqualTo(fewer);
    assertThat(world.await(ledger("n3").chosen()).era()).isGreaterThanOrEqualTo(fewer.era());
  }

  @Test
  void what_is_read_here_the_proposer_follows() {
    Configuration stable = world.await(ledger.chosen());
    Configuration fewer = Reconfiguration.begin(stable, without(stable, 2));
    world.await(ledger.move(stable, fewer));

    assertThat(world.node("n1").proposer().configuration().era())
        .isGreaterThanOrEqualTo(fewer.era());
  }

  @Test
  void without_a_quorum_nothing_is_chosen_and_nothing_known() {
    world.network().isolate("n1", List.of("n2", "n3"));
    assertThatThrownBy(() -> world.await(ledger.chosen()))
        .hasCauseInstanceOf(NotAppliedException.class);
  }

  private Ledger ledger(String node) {
    return new Ledger(world.node(node).proposer(), Duration.ofSeconds(5));
  }

  private static AcceptorGroup without(Configuration stable, int member) {
    return AcceptorGroup.majority(
        stable.members().stream()
            .filter(one -> !one.equals(stable.members().get(member)))
            .toList());
  }
}
