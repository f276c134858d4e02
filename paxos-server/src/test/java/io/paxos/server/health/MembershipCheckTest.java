package io.paxos.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.membership.Reconfiguration;
import io.paxos.protocol.AcceptorGroup;
import io.paxos.protocol.AcceptorId;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Member;
import io.paxos.protocol.StoreId;
import io.paxos.server.cluster.Sight;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.junit.jupiter.api.Test;

class MembershipCheckTest {
  private static final Member A = member("a");
  private static final Member B = member("b");
  private static final Configuration STABLE =
      Configuration.stable(4, AcceptorGroup.majority(List.of(A, B)));
  private static final Configuration CHANGING =
      Reconfiguration.begin(STABLE, AcceptorGroup.majority(List.of(A)));

  @Test
  void nothing_is_said_of_a_stable_cluster_however_long_it_has_been_so() {
    assertThat(data(STABLE, Duration.ofDays(9), Set.of(A.store(), B.store())))
        .isEqualTo(Map.of("era", 4L, "stage", "stable"));
  }

  @Test
  void members_that_do_not_answer_are_named() {
    assertThat(data(STABLE, Duration.ZERO, Set.of(A.store()))).containsEntry("silent", "b");
    assertThat(data(STABLE, Duration.ZERO, Set.of())).containsEntry("silent", "a, b");
  }

  @Test
  void a_change_that_takes_longer_than_a_minute_shows() {
    Set<StoreId> all = Set.of(A.store(), B.store());
    assertThat(data(CHANGING, Duration.ofSeconds(60), all))
        .doesNotContainKeys("underWaySeconds", "message");
    assertThat(data(CHANGING, Duration.ofSeconds(61), all))
        .containsEntry("underWaySeconds", 61L)
        .containsEntry("stage", "copying")
        .containsKey("message");
  }

  private static Map<String, Object> data(
      Configuration configuration, Duration age, Set<StoreId> answering) {
    HealthCheckResponseBuilder health = HealthCheckResponse.named("membership").up();
    MembershipCheck.describe(health, new Sight(configuration, age, answering, Optional.empty()));
    return health.build().getData().orElseThrow();
  }

  private static Member member(String name) {
    return new Member(new AcceptorId(name), "memory:" + name, StoreId.random());
  }
}
