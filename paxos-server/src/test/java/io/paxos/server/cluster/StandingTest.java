package io.paxos.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.membership.Reconfiguration;
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
  private static final String ADDRESS = "http://127.0.0.1:8081";
  private static final StoreId OLD = new StoreId(new UUID(0, 1));
  private static final StoreId NEW = new StoreId(new UUID(0, 2));

  @Test
  void an_acceptor_votes_if_its_store_is_a_member() {
    assertThat(of(OLD, stable("n1", OLD))).isEqualTo(new Standing.Voting());
    assertThat(of(NEW, joint())).isEqualTo(new Standing.Voting());
    assertThat(of(OLD, joint())).isEqualTo(new Standing.Voting());
  }

  @Test
  void an_acceptor_that_is_given_copies_has_no_vote_yet() {
    Configuration copying = Reconfiguration.begin(stable("n1", OLD), group("n1", NEW));
    assertThat(of(NEW, copying)).isEqualTo(new Standing.Copying());
    assertThat(of(OLD, copying)).isEqualTo(new Standing.Voting());
  }

  @Test
  void a_node_that_is_bound_to_another_store_says_which_and_what_to_do() {
    Standing standing = of(NEW, stable("n1", OLD));
    assertThat(standing).isEqualTo(new Standing.Replaced(N1, OLD, NEW));
    assertThat(standing.message().orElseThrow())
        .contains("node n1", OLD.toString(), NEW.toString(), "put the old storage back")
        .contains("./paxos members replace n1")
        .hasLineCount(1);
  }

  @Test
  void a_store_that_has_left_the_cluster_is_not_taken_for_a_new_one() {
    Configuration copying = Reconfiguration.begin(stable("n1", OLD), group("n1", NEW));
    Configuration replaced = Reconfiguration.advance(Reconfiguration.advance(copying));
    Standing standing = of(OLD, replaced);
    assertThat(standing.word()).isEqualTo("removed");
    assertThat(standing.message().orElseThrow()).contains("never admitted again").hasLineCount(1);
    assertThat(of(NEW, Reconfiguration.abort(copying)).word()).isEqualTo("removed");
  }

  @Test
  void an_acceptor_that_nobody_named_says_how_to_admit_it() {
    Standing waiting = of(OLD, stable("n2", NEW));
    assertThat(waiting).isEqualTo(new Standing.NotMember(N1, ADDRESS));
    Standing joining = Standing.of(new Standing.Self(N1, OLD, ADDRESS, true), stable("n2", NEW));
    assertThat(joining).isEqualTo(new Standing.Joining(N1, ADDRESS));
    assertThat(joining.message().orElseThrow())
        .contains("./paxos members add n1=http://127.0.0.1:8081");
  }

  private static Standing of(StoreId store, Configuration configuration) {
    return Standing.of(new Standing.Self(N1, store, ADDRESS, false), configuration);
  }

  private static Configuration stable(String name, StoreId store) {
    return Configuration.stable(1, group(name, store));
  }

  private static Configuration joint() {
    return Configuration.joint(2, group("n1", OLD), group("n1", NEW));
  }

  private static AcceptorGroup group(String name, StoreId store) {
    return AcceptorGroup.majority(List.of(new Member(new AcceptorId(name), ADDRESS, store)));
  }
}
