package io.paxos.storage.jdbc;

import io.paxos.protocol.Ballot;
import io.paxos.protocol.Collect;
import io.paxos.protocol.Key;
import io.paxos.protocol.RegisterState;
import io.paxos.protocol.Value;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.Query;

/** Binds many writes to one statement, an array for each column. */
record ColumnArrays(Query query, List<Write> writes) {
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

  void bind() {
    query.bind("keys", keys(writes.stream().map(Write::key).toList()));
    bindBallots("promised", write -> Optional.of(write.promise()));
    bindBallots("accepted", Write::ballot);
    bindLongs("revisions", write -> write.state().map(RegisterState::revision));
    bindBytes("values", write -> write.value().map(Value::bytes));
    bindTexts("media_types", write -> write.value().map(Value::mediaType));
    bindBytes("histories", write -> write.state().map(state -> state.history().encoded()));
  }

  private void bindBallots(String which, Function<Write, Optional<Ballot>> ballot) {
    bindLongs(which + "_counters", write -> ballot.apply(write).map(Ballot::counter));
    bindTexts(which + "_nodes", write -> ballot.apply(write).map(b -> b.proposer().node()));
    bindLongs(
        which + "_incarnations", write -> ballot.apply(write).map(b -> b.proposer().incarnation()));
  }

  private void bindTexts(String name, Function<Write, Optional<String>> cell) {
    query.bind(name, array("text", cells(cell, String[]::new)));
  }

  private void bindLongs(String name, Function<Write, Optional<Long>> cell) {
    query.bind(name, array("bigint", cells(cell, Long[]::new)));
  }

  private void bindBytes(String name, Function<Write, Optional<byte[]>> cell) {
    query.bind(name, array("bytea", cells(cell, byte[][]::new)));
  }

  /** One cell for each write, null where it is empty. */
  private <T> T[] cells(Function<Write, Optional<T>> cell, IntFunction<T[]> array) {
    return writes.stream().map(write -> cell.apply(write).orElse(null)).toArray(array);
  }

  private static Argument array(String type, Object[] elements) {
    return (position, statement, context) ->
        statement.setArray(position, context.getConnection().createArrayOf(type, elements));
  }
}
