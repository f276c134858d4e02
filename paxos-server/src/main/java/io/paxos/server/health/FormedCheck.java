package io.paxos.server.health;

import io.paxos.server.cluster.Node;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** Started: the first configuration of the cluster is agreed on. */
@Startup
@Singleton
final class FormedCheck implements HealthCheck {
  private final Node node;

  FormedCheck(Node node) {
    this.node = node;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("formed").status(node.proposer().isPresent()).build();
  }
}
