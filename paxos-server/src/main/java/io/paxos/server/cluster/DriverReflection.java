package io.paxos.server.cluster;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** What the native executable has to find by name: the driver, and the pool's arrays. */
@RegisterForReflection(
    targets = org.postgresql.Driver.class,
    classNames = {
      "[Lio.agroal.pool.ConnectionHandler;",
      "[Ljava.sql.Statement;",
      "[Ljava.sql.ResultSet;"
    })
final class DriverReflection {
  private DriverReflection() {}
}
