package io.paxos.server.health;

import io.paxos.server.cluster.Node;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready: a quorum of acceptors answers, so requests can be served. */
@Readiness
@Singleton
final class QuorumCheck implements AsyncHealthCheck {
  private final QuorumProbe probe;

  QuorumCheck(Node node) {
    this.probe = new QuorumProbe(node::proposer, System::nanoTime);
  }

  @Override
  public Uni<HealthCheckResponse> call() {
    return Uni.createFrom()
        .completionStage(probe::ask)
        .map(answers -> HealthCheckResponse.named("quorum").status(answers).build());
  }
}
