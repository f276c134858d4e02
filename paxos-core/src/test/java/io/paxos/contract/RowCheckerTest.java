package io.paxos.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.protocol.Accept;
import io.paxos.protocol.Accepted;
import io.paxos.protocol.Ballot;
import io.paxos.protocol.Conflict;
import io.paxos.protocol.Key;
import io.paxos.protocol.Prepare;
import io.paxos.protocol.Promised;
import io.paxos.protocol.ProposerId;
import io.paxos.protocol.Read;
import io.paxos.protocol.ReadReply;
import io.paxos.protocol.RegisterState;
import io.paxos.protocol.Report;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RowCheckerTest {
  private static final Key KEY = Key.register("key");
  private static final Ballot B1 = new Ballot(1, new ProposerId("n1", 1));
  private static final Ballot B2 = new Ballot(2, new ProposerId("n1", 1));
  private static final Promised BARE = new Promised(new Report.Bare(0));

  @Test
  void concurrent_requests_may_have_been_decided_in_any_order() {
    assertThat(
            RowChecker.unexplained(
                List.of(
                    List.of(new Observation(0, 10, new Prepare(KEY, B1), new Conflict(B2, 0))),
                    List.of(new Observation(5, 15, new Prepare(KEY, B2), BARE)))))
        .isEmpty();
  }

  @Test
  void a_reply_that_foresees_a_later_request_is_not_explained() {
    assertThat(
            RowChecker.unexplained(
                List.of(
                    List.of(new Observation(0, 10, new Prepare(KEY, B1), new Conflict(B2, 0))),
                    List.of(new Observation(11, 15, new Prepare(KEY, B2), BARE)))))
        .containsExactly(KEY);
  }

  @Test
  void a_promise_given_twice_is_not_explained() {
    assertThat(
            RowChecker.unexplained(
                List.of(
                    List.of(new Observation(0, 10, new Prepare(KEY, B1), BARE)),
                    List.of(new Observation(0, 10, new Prepare(KEY, B1), BARE)))))
        .containsExactly(KEY);
  }

  @Test
  void a_lost_accept_is_not_explained() {
    Accept accept = new Accept(KEY, B1, RegisterState.bornOver(0), Optional.empty());
    ReadReply bare = new ReadReply(Ballot.ZERO, new Report.Bare(0));
    assertThat(
            RowChecker.unexplained(
                List.of(
                    List.of(
                        new Observation(0, 10, accept, new Accepted()),
                        new Observation(11, 20, new Read(KEY), bare)))))
        .containsExactly(KEY);
  }
}
