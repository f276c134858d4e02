package io.paxos.server.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.membership.Reconfiguration;
import io.paxos.protocol.AcceptorGroup;
import io.paxos.protocol.AcceptorId;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Member;
import io.paxos.protocol.StoreId;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ChangePathTest {
  private static final Member A = member("a");
  private static final Member B = member("b");
  private static final Member C = member("c");

  private final Configuration stable =
      Configuration.stable(7, AcceptorGroup.majority(List.of(A, B)));

  @Test
  void copying_and_the_joint_era_are_one_change() {
    Configuration copying = Reconfiguration.begin(stable, AcceptorGroup.majority(List.of(A, B, C)));
    Configuration joint = Reconfiguration.advance(copying);
    assertThat(ChangePath.of(copying)).isEqualTo("/v1/cluster/changes/8");
    assertThat(ChangePath.of(joint)).isEqualTo("/v1/cluster/changes/8");
    assertThat(erasOf(copying)).containsExactly(8);
    assertThat(erasOf(joint)).containsExactly(8, 9);
  }

  @Test
  void they_are_where_nobody_joins_too() {
    Configuration copying = Reconfiguration.begin(stable, AcceptorGroup.majority(List.of(A)));
    Configuration joint = Reconfiguration.advance(copying);
    assertThat(ChangePath.of(joint)).isEqualTo("/v1/cluster/changes/8");
    assertThat(erasOf(joint)).containsExactly(8, 9);
  }

  @Test
  void no_era_leads_to_a_change_when_none_is_under_way() {
    assertThat(erasOf(stable)).isEmpty();
  }

  private static long[] erasOf(Configuration configuration) {
    return LongStream.range(0, 20).filter(era -> ChangePath.leadsTo(era, configuration)).toArray();
  }

  private static Member member(String name) {
    return new Member(new AcceptorId(name), "memory:" + name, StoreId.random());
  }
}
