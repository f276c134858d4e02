package io.paxos.server.health;

import io.paxos.server.cluster.Node;
import io.paxos.server.cluster.Standing;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Whether the node's own storage serves, and has a vote. */
@Readiness
@Singleton
final class StorageCheck implements HealthCheck {
  private final Node node;

  StorageCheck(Node node) {
    this.node = node;
  }

  /**
   * Down while the storage does not serve. Up, with a message, when it has no vote: the node serves
   * its clients all the same.
   */
  @Override
  public HealthCheckResponse call() {
    Standing standing = node.standing();
    HealthCheckResponseBuilder health =
        HealthCheckResponse.named("storage").withData("acceptor", standing.word()).up();
    if (standing instanceof Standing.Silent silent) {
      health.withData("outage", silent.outage()).down();
    }
    standing.message().ifPresent(message -> health.withData("message", message));
    return health.build();
  }
}
