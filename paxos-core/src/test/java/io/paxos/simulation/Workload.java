package io.paxos.simulation;

import io.paxos.history.Call;
import io.paxos.protocol.Key;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What clients ask for: reads, writes, compare-and-sets, and deletes, of few registers. At times
 * they turn to new registers again and again, because a register is born only once.
 */
final class Workload {
  private final Dice.Stream luck;
  private final int registers;
  private final boolean hasSwitch;
  private final int callsOfOneLife;
  private final int reads;
  private final int writes;
  private final int compareAndSets;
  private final int deletes;
  private final Set<Key> keys = new LinkedHashSet<>();

  /**
   * A workload.
   *
   * @param deletesOften whether registers come and go
   */
  Workload(Dice.Stream luck, boolean deletesOften) {
    this.luck = luck;
    this.registers = 1 + (int) luck.below(2);
    this.hasSwitch = luck.nextBoolean();
    boolean turns = luck.isLucky(deletesOften ? 0.6 : 0.3);
    this.callsOfOneLife = turns ? 8 + (int) luck.below(15) : Integer.MAX_VALUE;
    this.reads = 10 + (int) luck.below(40);
    this.writes = 2 + (int) luck.below(60);
    this.compareAndSets = 5 + (int) luck.below(40);
    int some = 2 + (int) luck.below(luck.isLucky(0.3) ? 60 : 10);
    this.deletes = deletesOften ? some + 30 : some;
  }

  /** The registers that were asked for. */
  List<Key> keys() {
    return List.copyOf(keys);
  }

  /**
   * The next call of a client.
   *
   * @param seen the revision of each register that some client has seen last
   */
  Call call(String client, int number, Map<Key, Long> seen) {
    Key key = key(number / callsOfOneLife);
    keys.add(key);
    long drawn = luck.below(reads + writes + compareAndSets + deletes);
    Optional<String> value = Optional.of("v" + number);
    OptionalLong any = OptionalLong.empty();
    if (drawn < reads) {
      return new Call(number, key, client, Call.Kind.READ, any, Optional.empty());
    }
    if (key.kind() == Key.Kind.SWITCH) {
      OptionalLong unset = OptionalLong.of(0);
      return new Call(number, key, client, Call.Kind.COMPARE_AND_SET, unset, value);
    }
    if (drawn < reads + writes) {
      return new Call(number, key, client, Call.Kind.WRITE, any, value);
    }
    if (drawn < reads + writes + compareAndSets) {
      OptionalLong expected = OptionalLong.of(expected(seen.getOrDefault(key, 0L)));
      return new Call(number, key, client, Call.Kind.COMPARE_AND_SET, expected, value);
    }
    return new Call(number, key, client, Call.Kind.DELETE, any, Optional.empty());
  }

  /** Most often the revision that was seen last; at times the one before, or one to come. */
  private long expected(long seen) {
    return luck.isLucky(0.8) ? seen : Math.max(0, seen + luck.below(3) - 1);
  }

  private Key key(int life) {
    int drawn = (int) luck.below(hasSwitch ? registers + 1 : registers);
    return drawn == registers ? Key.writeOnce("s" + life) : Key.register("r" + life + "-" + drawn);
  }
}
