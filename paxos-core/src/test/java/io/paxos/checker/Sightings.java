package io.paxos.checker;

import io.paxos.history.Fault;
import java.util.ArrayList;
import java.util.List;

/** How often something was sighted, and how often which fault happened, in one run or in many. */
@SuppressWarnings("EnumOrdinal") // An array is the cheapest way to count.
public final class Sightings {
  private static final List<Sighting> ALL = List.of(Sighting.values());
  private static final List<Fault> FAULTS = List.of(Fault.values());

  private final long[] sighted = new long[ALL.size()];
  private final long[] happened = new long[FAULTS.size()];

  void sight(Sighting sighting) {
    sighted[sighting.ordinal()]++;
  }

  void sightIf(boolean condition, Sighting sighting) {
    sighted[sighting.ordinal()] += condition ? 1 : 0;
  }

  void sight(Fault fault) {
    happened[fault.ordinal()]++;
  }

  public long count(Sighting sighting) {
    return sighted[sighting.ordinal()];
  }

  public long count(Fault fault) {
    return happened[fault.ordinal()];
  }

  /** Adds what was sighted in other runs. */
  public void merge(Sightings others) {
    for (int i = 0; i < sighted.length; i++) {
      sighted[i] += others.sighted[i];
    }
    for (int i = 0; i < happened.length; i++) {
      happened[i] += others.happened[i];
    }
  }

  /** What was not sighted and which faults did not happen, by name. */
  public List<String> missing() {
    List<String> missing = new ArrayList<>();
    ALL.stream().filter(one -> count(one) == 0).map(Enum::name).forEach(missing::add);
    FAULTS.stream().filter(one -> count(one) == 0).map(Enum::name).forEach(missing::add);
    return missing;
  }

  /** A line for each: name, count, sentence. */
  @Override
  public String toString() {
    StringBuilder lines = new StringBuilder();
    for (Sighting one : ALL) {
      lines.append("%-28s %12d  %s%n".formatted(one, count(one), one.sentence()));
    }
    for (Fault one : FAULTS) {
      lines.append("%-28s %12d%n".formatted(one, count(one)));
    }
    return lines.toString();
  }
}
