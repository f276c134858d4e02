package io.paxos.server.health;

import io.paxos.protocol.Member;
import io.paxos.server.cluster.Node;
import io.paxos.server.cluster.Sight;
import io.paxos.server.cluster.Upkeep;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Which members do not answer, and whether a change of membership takes long. Never down: clients
 * are served all the same, and whether a quorum answers is another check's business.
 */
@Readiness
@Singleton
final class MembershipCheck implements HealthCheck {
  /** How long a change may stay in an era before somebody should look. */
  static final Duration LONG = Duration.ofMinutes(1);

  private final Node node;

  MembershipCheck(Node node) {
    this.node = node;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder health = HealthCheckResponse.named("membership").up();
    Optional<Sight> sight = node.upkeep().map(Upkeep::lookout).flatMap(lookout -> lookout.last());
    sight.ifPresent(seen -> describe(health, seen));
    return health.build();
  }

  static void describe(HealthCheckResponseBuilder health, Sight sight) {
    health.withData("era", sight.configuration().era());
    health.withData("stage", sight.configuration().stage().word());
    if (sight.isUnderWayFor(LONG)) {
      health.withData("underWaySeconds", sight.age().toSeconds());
      health.withData(
          "message",
          "a change of membership takes long: ./paxos members status tells what is in its way,"
              + " ./paxos members abort turns it back");
    }
    List<Member> silent = sight.silent();
    if (!silent.isEmpty()) {
      health.withData(
          "silent", silent.stream().map(MembershipCheck::name).collect(Collectors.joining(", ")));
    }
  }

  private static String name(Member member) {
    return member.id().name();
  }
}
