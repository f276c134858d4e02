package io.paxos.deletion;

import io.paxos.protocol.Ballot;
import io.paxos.protocol.Collect;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Key;
import io.paxos.protocol.Member;
import io.paxos.protocol.ScanReply;
import io.paxos.protocol.StoreId;
import io.paxos.survey.Survey;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A portion of the keys of which something can be collected, as every acceptor of a stable
 * configuration lists it. Immutable.
 *
 * <p>A tombstone may be forgotten once <em>all</em> acceptors have accepted it under the same
 * ballot: nobody holds anything older then, and each that forgets it refuses from then on whatever
 * it would have refused before.
 *
 * @param configuration stable: while membership changes nothing is collected
 */
public record Harvest(Configuration configuration, Survey survey) {
  /**
   * A tombstone that all acceptors hold alike.
   *
   * @param remembers whether it knows the ids of operations, which would be forgotten with it
   */
  public record Ripe(Collect.Forget row, boolean remembers) {}

  /**
   * @throws IllegalArgumentException if a change of membership is under way
   */
  public Harvest {
    if (!configuration.isStable()) {
      throw new IllegalArgumentException(
          "nothing is collected while membership changes, in era " + configuration.era());
    }
  }

  /** A portion after this key of which nobody has told anything yet. */
  public static Harvest begin(Configuration stable, Optional<Key> after, int limit) {
    return new Harvest(stable, Survey.begin(after, limit));
  }

  /** With one more page. */
  public Harvest on(StoreId from, ScanReply.Page page) {
    return new Harvest(configuration, survey.on(from, page));
  }

  /** Whether every acceptor has told. */
  public boolean isComplete() {
    return survey.pages().keySet().containsAll(stores());
  }

  /** The tombstones that all acceptors hold under the same ballot. */
  public List<Ripe> ripe() {
    return survey.rows().values().stream()
        .filter(rows -> hasTombstone(rows.values()) && agree(rows))
        .map(rows -> ripe(rows.values()))
        .toList();
  }

  /** The keys with a tombstone, at whichever acceptor. */
  public List<Key> deleted() {
    return survey.rows().entrySet().stream()
        .filter(entry -> hasTombstone(entry.getValue().values()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The keys with a tombstone that not all acceptors hold alike: a round makes them agree. */
  public List<Key> unripe() {
    return survey.rows().entrySet().stream()
        .filter(entry -> hasTombstone(entry.getValue().values()) && !agree(entry.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The rows of one acceptor that hold a promise and nothing accepted. */
  public List<ScanReply.Row> promises(StoreId store) {
    return survey.rows().values().stream()
        .flatMap(rows -> Optional.ofNullable(rows.get(store)).stream())
        .filter(row -> row.content() == ScanReply.Content.NOTHING)
        .toList();
  }

  /** The last key of the portion; empty if there are no keys after it. */
  public Optional<Key> end() {
    return survey.end();
  }

  /** How many keys the portion has. */
  public int size() {
    return survey.rows().size();
  }

  private boolean agree(Map<StoreId, ScanReply.Row> rows) {
    Set<Ballot> ballots = new HashSet<>();
    rows.values().forEach(row -> ballots.add(row.accepted()));
    return ballots.size() == 1 && rows.keySet().containsAll(stores());
  }

  private static boolean hasTombstone(Collection<ScanReply.Row> rows) {
    return rows.stream().anyMatch(row -> row.content().isTombstone());
  }

  private static Ripe ripe(Collection<ScanReply.Row> rows) {
    ScanReply.Row any = rows.iterator().next();
    boolean remembers = any.content() == ScanReply.Content.REMEMBERING_TOMBSTONE;
    return new Ripe(new Collect.Forget(any.key(), any.accepted()), remembers);
  }

  private List<StoreId> stores() {
    return configuration.current().members().stream().map(Member::store).toList();
  }
}
