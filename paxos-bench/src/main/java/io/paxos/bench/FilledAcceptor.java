package io.paxos.bench;

import io.paxos.protocol.Accept;
import io.paxos.protocol.AcceptorGroup;
import io.paxos.protocol.AcceptorId;
import io.paxos.protocol.Ballot;
import io.paxos.protocol.Batch;
import io.paxos.protocol.BatchReply;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Conflict;
import io.paxos.protocol.Key;
import io.paxos.protocol.Member;
import io.paxos.protocol.Prepare;
import io.paxos.protocol.Request;
import io.paxos.protocol.StoreId;
import io.paxos.spi.Acceptor;
import io.paxos.storage.jdbc.JdbcAcceptor;
import io.paxos.storage.jdbc.StorageOptions;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;

/** An acceptor in a database in which all {@link Rows} are, and what it is asked. */
final class FilledAcceptor implements AutoCloseable {
  private static final int WRITTEN_AT_ONCE = 500;

  private final Acceptor acceptor;
  private final StoreId store;

  /** Opens the acceptor of this empty database, and fills it. */
  FilledAcceptor(DataSource database) {
    acceptor = JdbcAcceptor.open(database, StorageOptions.DEFAULT);
    store = Cluster.await(acceptor.identify()).store();
    Member member = new Member(new AcceptorId("a1"), "local:a1", store);
    Configuration alone = Configuration.stable(1, AcceptorGroup.majority(List.of(member)));
    Cluster.await(acceptor.install(alone));
    Rows rows = new Rows();
    for (int written = 0; written < Rows.COUNT; written += WRITTEN_AT_ONCE) {
      accept(rows.take(WRITTEN_AT_ONCE), Rows.ballot(1));
    }
  }

  /** Has a ballot promised for these keys; answers what is accepted. */
  BatchReply prepare(List<Key> keys, Ballot ballot) {
    return granted(keys, key -> new Prepare(key, ballot));
  }

  /** Has the state accepted for these keys. */
  BatchReply accept(List<Key> keys, Ballot ballot) {
    return granted(keys, key -> new Accept(key, ballot, Rows.STATE, Optional.empty()));
  }

  /** What is refused must not be counted. */
  private BatchReply granted(List<Key> keys, Function<Key, Request<?>> request) {
    Batch batch = new Batch(1, store, keys.stream().<Request<?>>map(request).toList());
    BatchReply reply = Cluster.await(acceptor.handle(batch));
    if (reply instanceof BatchReply.Handled handled
        && handled.replies().stream().noneMatch(Conflict.class::isInstance)) {
      return reply;
    }
    throw new IllegalStateException("not everything was granted: " + reply);
  }

  @Override
  public void close() {
    acceptor.close();
  }
}
