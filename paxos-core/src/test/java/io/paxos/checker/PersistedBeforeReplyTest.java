package io.paxos.checker;

import static io.paxos.checker.Story.A;
import static io.paxos.checker.Story.KEY;
import static io.paxos.checker.Story.accept;
import static io.paxos.checker.Story.holding;
import static io.paxos.checker.Story.p;
import static io.paxos.checker.Story.q;
import static io.paxos.checker.Story.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.acceptor.AcceptorRow;
import io.paxos.protocol.Accept;
import io.paxos.protocol.Accepted;
import io.paxos.protocol.Ballot;
import io.paxos.protocol.Conflict;
import io.paxos.protocol.Prepare;
import io.paxos.protocol.Promised;
import io.paxos.protocol.Read;
import io.paxos.protocol.ReadReply;
import io.paxos.protocol.RegisterState;
import io.paxos.protocol.Reply;
import io.paxos.protocol.Report;
import io.paxos.protocol.Request;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Nothing is said that is not on the disk. */
class PersistedBeforeReplyTest {

  private static final AcceptorRow ABSENT = AcceptorRow.absent(0);
  private static final RegisterState X = state(1, "x", p(1));

  @Test
  void replies_that_the_disk_covers_are_fine() {
    Story story = new Story();
    story.prepared(p(1), A).accepted(p(1), X, A);
    AcceptorRow row = story.row(A);
    story.checkers().replied(A, new Read(KEY), new ReadReply(p(1), row.report()), row);
    story.checkers().replied(A, new Prepare(KEY, p(1)), new Conflict(p(1), 0), row);
    assertThat(story.violation()).isEmpty();
  }

  @Test
  void an_accept_that_a_greater_one_has_followed_in_the_same_commit_is_covered() {
    Story story = new Story();
    story.write(A, new AcceptorRow(q(2), holding(q(2), state(1, "y", q(2)))));
    story.checkers().replied(A, accept(p(1), X), new Accepted(), story.row(A));
    assertThat(story.violation()).isEmpty();
  }

  @Test
  void a_promise_that_is_not_on_the_disk_is_found() {
    assertFound(new Prepare(KEY, p(1)), new Promised(new Report.Bare(0)), ABSENT);
  }

  @Test
  void a_report_that_is_not_on_the_disk_is_found() {
    assertFound(
        new Prepare(KEY, p(2)),
        new Promised(holding(p(1), X)),
        new AcceptorRow(p(2), new Report.Bare(0)));
  }

  @Test
  void an_accept_that_is_not_on_the_disk_is_found() {
    assertFound(accept(p(1), X), new Accepted(), new AcceptorRow(p(1), new Report.Bare(0)));
  }

  @Test
  void an_accept_with_another_state_on_the_disk_is_found() {
    AcceptorRow other = new AcceptorRow(p(1), holding(p(1), state(1, "y", p(1))));
    assertFound(accept(p(1), X), new Accepted(), other);
  }

  @Test
  void a_next_ballot_that_is_not_on_the_disk_is_found() {
    Accept accept = new Accept(KEY, p(1), X, Optional.of(p(2)));
    assertFound(accept, new Accepted(), new AcceptorRow(p(1), holding(p(1), X)));
  }

  @Test
  void a_conflict_with_what_is_not_on_the_disk_is_found() {
    assertFound(new Prepare(KEY, p(1)), new Conflict(q(2), 0), ABSENT);
  }

  @Test
  void a_conflict_with_a_floor_that_is_not_on_the_disk_is_found() {
    assertFound(new Prepare(KEY, p(1)), new Conflict(Ballot.ZERO, 3), ABSENT);
  }

  @Test
  void a_read_of_what_is_not_on_the_disk_is_found() {
    assertFound(new Read(KEY), new ReadReply(p(1), new Report.Bare(0)), ABSENT);
    assertFound(
        new Read(KEY),
        new ReadReply(p(1), holding(p(1), X)),
        new AcceptorRow(p(1), new Report.Bare(0)));
  }

  @Test
  void a_read_that_writes_is_found() {
    AcceptorRow row = new AcceptorRow(p(1), new Report.Bare(0));
    assertFound(new Read(KEY), new ReadReply(Ballot.ZERO, new Report.Bare(0)), row);
  }

  @Test
  void a_read_that_makes_a_row_is_found() {
    Story story = new Story();
    story.write(A, ABSENT);
    assertThat(story.violation()).startsWith("PersistedBeforeReply");
  }

  private static void assertFound(Request<?> request, Reply reply, AcceptorRow durable) {
    Story story = new Story();
    story.checkers().replied(A, request, reply, durable);
    assertThat(story.violation()).startsWith("PersistedBeforeReply");
  }
}
