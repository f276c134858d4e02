package io.paxos.server.health;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.paxos.membership.Progress;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Configuration.Stage;
import io.paxos.protocol.Member;
import io.paxos.server.cluster.Node;
import io.paxos.server.cluster.Sight;
import io.paxos.server.cluster.Upkeep;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** What {@code /q/metrics} tells of the cluster, of changes of membership, and of collection. */
@Singleton
final class Meters {
  private static final long REFRESH_MILLIS = 2_000;
  private static final long COUNT_MILLIS = 60_000;

  private final Node node;
  private final RowCount rows;

  Meters(Node node) {
    this.node = node;
    this.rows = new RowCount(node::acceptor);
  }

  void onStart(@Observes StartupEvent event, MeterRegistry registry, Vertx vertx) {
    Gauge.builder("paxos.era", this, Meters::era)
        .description("The era of the configuration that this node knows")
        .register(registry);
    for (Stage stage : Stage.values()) {
      Gauge.builder("paxos.membership.stage", this, meters -> meters.is(stage))
          .description("1 for the stage that the configuration is in")
          .tag("stage", stage.word())
          .register(registry);
    }
    Gauge.builder("paxos.change.age", this, Meters::changeAge)
        .description("For how long a change of membership has been in the same era; 0 without one")
        .baseUnit("seconds")
        .register(registry);
    change(registry, "done", "Registers that are transferred in this stage", Progress::done);
    change(registry, "total", "Registers that are to be transferred, roughly", Progress::total);
    change(registry, "rate", "Registers transferred in a second", Progress::perSecond);
    FunctionCounter.builder("paxos.collected.rows", this, Meters::collectedRows)
        .description("Rows that this node has collected, of all acceptors together")
        .register(registry);
    FunctionCounter.builder("paxos.collection.passes", this, Meters::passes)
        .description("How often this node has gone over all keys")
        .register(registry);
    Gauge.builder("paxos.rows", rows, RowCount::last)
        .description("Rows that the node's own acceptor holds, counted once a minute")
        .register(registry);
    refresh(registry, vertx);
  }

  private void change(
      MeterRegistry registry, String name, String description, ToLongFunction<Progress> number) {
    Gauge.builder("paxos.change." + name, this, meters -> meters.progress(number))
        .description(description)
        .register(registry);
  }

  /** Members come and go, so their meters are made anew. */
  private void refresh(MeterRegistry registry, Vertx vertx) {
    MultiGauge answers =
        MultiGauge.builder("paxos.member.answers")
            .description("1 for a member that answers this node")
            .register(registry);
    vertx.setPeriodic(
        REFRESH_MILLIS, timer -> sight().ifPresent(seen -> answers.register(rows(seen), true)));
    vertx.setPeriodic(0, COUNT_MILLIS, timer -> rows.refresh());
  }

  private static List<MultiGauge.Row<?>> rows(Sight sight) {
    return sight.configuration().members().stream()
        .<MultiGauge.Row<?>>map(member -> row(sight, member))
        .toList();
  }

  /** A name alone may stand for two, when one replaces the other. */
  private static MultiGauge.Row<?> row(Sight sight, Member member) {
    Tags tags = Tags.of("member", member.id().name(), "store", member.store().toString());
    return MultiGauge.Row.of(tags, sight.answering().contains(member.store()) ? 1 : 0);
  }

  private Optional<Sight> sight() {
    return node.upkeep().flatMap(upkeep -> upkeep.lookout().last());
  }

  private Optional<Configuration> configuration() {
    return node.upkeep().map(upkeep -> upkeep.proposer().configuration());
  }

  private double era() {
    return configuration().map(Configuration::era).orElse(0L);
  }

  private double is(Stage stage) {
    return configuration().filter(known -> known.stage() == stage).isPresent() ? 1 : 0;
  }

  private double changeAge() {
    return sight()
        .filter(seen -> !seen.configuration().isStable())
        .map(seen -> seen.age().toSeconds())
        .orElse(0L);
  }

  private double progress(ToLongFunction<Progress> number) {
    return sight()
        .flatMap(Sight::change)
        .flatMap(status -> status.progress())
        .map(number::applyAsLong)
        .orElse(0L);
  }

  private double collectedRows() {
    return node.upkeep().map(Upkeep::collector).map(one -> one.counts().rows()).orElse(0L);
  }

  private double passes() {
    return node.upkeep().map(Upkeep::collector).map(one -> one.counts().passes()).orElse(0L);
  }
}
