package io.paxos.checker;

import io.paxos.protocol.Configuration;
import io.paxos.protocol.Configuration.Stage;
import io.paxos.protocol.Key;
import io.paxos.protocol.Member;
import io.paxos.protocol.RegisterState;
import io.paxos.protocol.StoreId;
import io.paxos.protocol.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The register that holds the configuration goes from one to the next as rule M4 says, an era a
 * step: stable, copying, joint, stable, or back. Who has left the cluster is remembered in it, and
 * never comes back (M6).
 */
public final class ConfigurationsFollow implements Checker, ChosenStates.Listener {
  private final Findings.Finding finding;
  private final Traces traces;
  private final Set<StoreId> left = new HashSet<>(0);

  ConfigurationsFollow(Findings findings, Traces traces) {
    this.finding = findings.of(ConfigurationsFollow.class);
    this.traces = traces;
  }

  /** Makes what is chosen known to all, whether it may follow or not. */
  @Override
  public void chosen(RoundTrace round, RegisterState state, long before) {
    if (!round.register().key().equals(Key.CONFIGURATION)) {
      return;
    }
    Optional<Value> value = state.value();
    if (value.isEmpty()) {
      finding.report("%s is chosen, and there is no configuration any more".formatted(round));
      return;
    }
    Configuration chosen = Configuration.parse(value.get().utf8());
    Configuration newest = traces.eras().newest();
    if (chosen.era() > newest.era()) {
      check(newest, chosen);
      traces.eras().choose(chosen);
    } else if (!chosen.equals(traces.eras().configuration(chosen.era()))) {
      finding.report("era %d has a second configuration, %s".formatted(chosen.era(), chosen));
    }
  }

  private void check(Configuration before, Configuration after) {
    Set<StoreId> present = stores(after.members());
    before.members().stream()
        .map(Member::store)
        .filter(store -> !present.contains(store))
        .forEach(left::add);
    if (!follows(before, after)) {
      finding.report("%s does not follow %s".formatted(after, before));
    }
    if (!Set.copyOf(after.retired()).equals(left)) {
      finding.report("%s have left, and %s does not say so".formatted(left, after));
    }
    if (present.stream().anyMatch(left::contains)) {
      finding.report("%s have left, and %s has one of them".formatted(left, after));
    }
  }

  private static boolean follows(Configuration before, Configuration after) {
    if (after.era() != before.era() + 1) {
      return false;
    }
    if (before.isStable()) {
      return after.stage() == Stage.COPYING && after.current().equals(before.current());
    }
    if (after.isStable()) {
      return after.current().equals(before.current())
          || (before.stage() == Stage.JOINT && Optional.of(after.current()).equals(before.next()));
    }
    return before.stage() == Stage.COPYING
        && after.stage() == Stage.JOINT
        && after.current().equals(before.current())
        && after.next().equals(before.next());
  }

  private static Set<StoreId> stores(List<Member> members) {
    Set<StoreId> stores = new HashSet<>();
    members.forEach(member -> stores.add(member.store()));
    return stores;
  }

  @Override
  public Optional<String> violation() {
    return finding.violation();
  }
}
