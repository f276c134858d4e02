package io.paxos.load;

import io.vertx.core.Future;

/** A database as this generator sees it. */
sealed interface Target permits PaxosTarget, EtcdTarget {
  /** Does something through a connection. Fails if there is no answer. */
  Future<Verdict> perform(Connection connection, Operation operation);
}
