package io.paxos.server.cluster;

import io.paxos.driver.Inspection;
import io.paxos.driver.Proposer;
import io.paxos.protocol.AcceptorGroup;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Key;
import io.paxos.server.cluster.ClusterView.AcceptorView;
import io.paxos.server.cluster.ClusterView.NodeView;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** {@code GET /v1/cluster}: who the acceptors are and which of them answer. */
@Singleton
@Path("/v1/cluster")
public final class ClusterResource {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Node node;

  ClusterResource(Node node) {
    this.node = node;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public CompletionStage<ClusterView> cluster() {
    return node.proposer().map(this::formed).orElseGet(this::notFormed);
  }

  private CompletionStage<ClusterView> formed(Proposer proposer) {
    Configuration configuration = proposer.configuration();
    AcceptorGroup current = configuration.current();
    return proposer
        .inspect(Key.CONFIGURATION, PATIENCE)
        .thenApply(
            inspections ->
                new ClusterView(
                    true,
                    configuration.era(),
                    inspections.stream().map(ClusterResource::acceptor).toList(),
                    Optional.of(current.prepareSize()),
                    Optional.of(current.acceptSize()),
                    self()));
  }

  private CompletionStage<ClusterView> notFormed() {
    List<AcceptorView> seeds =
        node.settings().seeds().stream()
            .map(
                seed ->
                    new AcceptorView(
                        seed.id().name(), seed.address(), Optional.empty(), Optional.empty()))
            .toList();
    return CompletableFuture.completedFuture(
        new ClusterView(false, 0, seeds, Optional.empty(), Optional.empty(), self()));
  }

  private static AcceptorView acceptor(Inspection inspection) {
    return new AcceptorView(
        inspection.member().id().name(),
        inspection.member().address(),
        Optional.of(inspection.member().store().toString()),
        Optional.of(inspection.reply().isPresent()));
  }

  private NodeView self() {
    Standing standing = node.standing();
    Optional<String> message =
        standing instanceof Standing.Replaced replaced
            ? Optional.of(replaced.message())
            : Optional.empty();
    return new NodeView(node.settings().id().name(), standing.word(), message);
  }
}
