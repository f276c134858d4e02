package io.paxos.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.protocol.AcceptorGroup;
import io.paxos.protocol.AcceptorId;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Member;
import io.paxos.protocol.StoreId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StandingTest {
  private static final AcceptorId N1 = new AcceptorId("n1");
  private static final StoreId OLD = new StoreId(new UUID(0, 1));
  private static final StoreId NEW = new StoreId(new UUID(0, 2));

  @Test
  void an_acceptor_votes_if_its_store_is_a_member() {
    assertThat(Standing.of(N1, OLD, stable("n1", OLD))).isEqualTo(new Standing.Voting());
    assertThat(Standing.of(N1, NEW, joint())).isEqualTo(new Standing.Voting());
    assertThat(Standing.of(N1, OLD, joint())).isEqualTo(new Standing.Voting());
  }

  @Test
  void a_node_that_is_bound_to_another_store_says_which_and_what_to_do() {
    Standing standing = Standing.of(N1, NEW, stable("n1", OLD));
    assertThat(standing).isEqualTo(new Standing.Replaced(N1, OLD, NEW));
    assertThat(((Standing.Replaced) standing).message())
        .contains("node n1", OLD.toString(), NEW.toString(), "put the old storage back")
        .hasLineCount(1);
  }

  @Test
  void an_acceptor_that_nobody_named_is_no_member() {
    assertThat(Standing.of(N1, OLD, stable("n2", NEW))).isEqualTo(new Standing.NotMember());
  }

  private static Configuration stable(String name, StoreId store) {
    return Configuration.stable(1, group(name, store));
  }

  private static Configuration joint() {
    return Configuration.joint(2, group("n1", OLD), group("n1", NEW));
  }

  private static AcceptorGroup group(String name, StoreId store) {
    return AcceptorGroup.majority(
        List.of(new Member(new AcceptorId(name), "http://127.0.0.1:8081", store)));
  }
}
