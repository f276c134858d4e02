package io.paxos.simulation;

import io.paxos.history.Call;
import io.paxos.protocol.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What clients ask for: reads, writes, compare-and-sets, and deletes, of few registers. */
final class Workload {
  private final Dice.Stream luck;
  private final List<Key> keys = new ArrayList<>();

  Workload(Dice.Stream luck) {
    this.luck = luck;
    int registers = 1 + (int) luck.below(2);
    for (int number = 0; number < registers; number++) {
      keys.add(Key.register("r" + number));
    }
    if (luck.nextBoolean()) {
      keys.add(Key.writeOnce("s"));
    }
  }

  List<Key> keys() {
    return List.copyOf(keys);
  }

  /**
   * The next call of a client.
   *
   * @param seen the revision of each register that some client has seen last
   */
  Call call(String client, int number, Map<Key, Long> seen) {
    Key key = keys.get((int) luck.below(keys.size()));
    long dice = luck.below(100);
    Optional<String> value = Optional.of("v" + number);
    OptionalLong any = OptionalLong.empty();
    if (dice < 35) {
      return new Call(number, key, client, Call.Kind.READ, any, Optional.empty());
    }
    if (key.kind() == Key.Kind.SWITCH) {
      OptionalLong unset = OptionalLong.of(0);
      return new Call(number, key, client, Call.Kind.COMPARE_AND_SET, unset, value);
    }
    if (dice < 70) {
      return new Call(number, key, client, Call.Kind.WRITE, any, value);
    }
    if (dice < 90) {
      OptionalLong expected = OptionalLong.of(seen.getOrDefault(key, 0L));
      return new Call(number, key, client, Call.Kind.COMPARE_AND_SET, expected, value);
    }
    return new Call(number, key, client, Call.Kind.DELETE, any, Optional.empty());
  }
}
