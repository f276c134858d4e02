package io.paxos.storage.jdbc;

import io.paxos.protocol.Ballot;
import io.paxos.protocol.Collect;
import io.paxos.protocol.Key;
import io.paxos.protocol.RegisterState;
import io.paxos.protocol.Value;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.Query;

/**
 * Many writes, an array for each column. They are in the order of their keys: in that order rows
 * are locked, by everybody, so that nobody waits for somebody who waits for him.
 */
record ColumnArrays(List<Write> writes) {
  static ColumnArrays of(Collection<Write> writes) {
    return new ColumnArrays(writes.stream().sorted(Comparator.comparing(Write::key)).toList());
  }

  /** Keys as an array. */
  static Argument keys(Collection<Key> keys) {
    return array("text", keys.stream().map(KeyText::of).toArray(String[]::new));
  }

  /** The rows that may be forgotten, as arrays. */
  static void bindForgets(Query query, List<Collect.Forget> rows) {
    List<Ballot> tombstones = rows.stream().map(Collect.Forget::tombstone).toList();
    query
        .bind("keys", keys(rows.stream().map(Collect.Forget::key).toList()))
        .bind("tombstone_counters", longs(tombstones, Ballot::counter))
        .bind("tombstone_nodes", texts(tombstones, ballot -> ballot.proposer().node()))
        .bind("tombstone_incarnations", longs(tombstones, b -> b.proposer().incarnation()));
  }

  private static Argument longs(List<Ballot> ballots, Function<Ballot, Long> part) {
    return array("bigint", ballots.stream().map(part).toArray(Long[]::new));
  }

  private static Argument texts(List<Ballot> ballots, Function<Ballot, String> part) {
    return array("text", ballots.stream().map(part).toArray(String[]::new));
  }

  /** For the statement that takes {@linkplain Write#isPlainPrepare plain prepares} only. */
  Query bindPrepares(Query query) {
    bindBallots(query, "promised", write -> Optional.of(write.promise()));
    return bindKeys(query);
  }

  /** For the statement that takes {@linkplain Write#isPlainAccept plain accepts} only. */
  Query bindAccepts(Query query) {
    bindLongs(query, "promised_counters", write -> Optional.of(write.promise().counter()));
    bindLongs(query, "accepted_counters", write -> write.ballot().map(Ballot::counter));
    bindTexts(query, "nodes", write -> Optional.of(write.promise().proposer().node()));
    bindLongs(
        query, "incarnations", write -> Optional.of(write.promise().proposer().incarnation()));
    return bindStates(query);
  }

  /** For the statement that takes all of them. */
  Query bindAll(Query query) {
    bindBallots(query, "promised", write -> Optional.of(write.promise()));
    bindBallots(query, "accepted", Write::ballot);
    query.bind("prepared", keys(writes.stream().filter(Write::isPrepare).map(Write::key).toList()));
    return bindStates(query);
  }

  private Query bindKeys(Query query) {
    return query.bind("keys", keys(writes.stream().map(Write::key).toList()));
  }

  private Query bindStates(Query query) {
    bindLongs(query, "revisions", write -> write.state().map(RegisterState::revision));
    bindBytes(query, "values", write -> write.value().map(Value::bytes));
    bindTexts(query, "media_types", write -> write.value().map(Value::mediaType));
    bindBytes(query, "histories", write -> write.state().map(state -> state.history().encoded()));
    return bindKeys(query);
  }

  private void bindBallots(Query query, String which, Function<Write, Optional<Ballot>> ballot) {
    bindLongs(query, which + "_counters", write -> ballot.apply(write).map(Ballot::counter));
    bindTexts(query, which + "_nodes", write -> ballot.apply(write).map(b -> b.proposer().node()));
    bindLongs(
        query,
        which + "_incarnations",
        write -> ballot.apply(write).map(b -> b.proposer().incarnation()));
  }

  private void bindTexts(Query query, String name, Function<Write, Optional<String>> cell) {
    query.bind(name, array("text", cells(cell, String[]::new)));
  }

  private void bindLongs(Query query, String name, Function<Write, Optional<Long>> cell) {
    query.bind(name, array("bigint", cells(cell, Long[]::new)));
  }

  private void bindBytes(Query query, String name, Function<Write, Optional<byte[]>> cell) {
    query.bind(name, array("bytea", cells(cell, byte[][]::new)));
  }

  /** One cell for each write, null where it is empty. */
  private <T> T[] cells(Function<Write, Optional<T>> cell, IntFunction<T[]> array) {
    T[] cells = array.apply(writes.size());
    int row = 0;
    for (Write write : writes) {
      cells[row] = cell.apply(write).orElse(null);
      row++;
    }
    return cells;
  }

  private static Argument array(String type, Object[] elements) {
    return (position, statement, context) ->
        statement.setArray(position, context.getConnection().createArrayOf(type, elements));
  }
}
