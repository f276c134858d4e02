package io.paxos.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.proposer.Verdict;
import io.paxos.protocol.Ballot;
import io.paxos.protocol.ProposerId;
import io.paxos.protocol.Value;
import io.paxos.register.Decision;
import io.paxos.register.Outcome;
import io.paxos.register.Versioned;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Rule R7: what is said when there is no time left. */
class PendingTest {
  private static final Versioned<Value> AFTER = new Versioned<>(1, Optional.of(Value.text("x")));
  private static final Verdict.Carried CARRIED =
      new Verdict.Carried(new Outcome.Committed<>(AFTER, true, false));
  private static final Verdict REJECTED = new Verdict.Settled(new Outcome.Rejected<>(AFTER, "no"));

  private final Pending pending =
      new Pending(current -> Decision.write(Value.text("x")), Optional.empty());

  /** The accept of the first ride may have reached somebody whom the second did not ask. */
  @Test
  void a_change_that_rode_once_may_be_in_although_it_was_rejected_later() {
    pending.ride(ballot(1), CARRIED, true);
    pending.ride(ballot(2), REJECTED, true);

    assertThat(givenUp()).isInstanceOf(Outcome.Unknown.class);
  }

  /** It is in a state that was found at a quorum, which may be chosen later. */
  @Test
  void a_change_that_was_found_by_its_operation_id_may_be_in() {
    pending.ride(ballot(1), new Verdict.Earlier(CARRIED.outcome()), false);

    assertThat(givenUp()).isInstanceOf(Outcome.Unknown.class);
  }

  @Test
  void a_change_that_was_only_ever_rejected_is_not_applied() {
    pending.ride(ballot(1), REJECTED, true);

    assertThat(givenUp()).isInstanceOf(Outcome.NotApplied.class);
  }

  private Outcome<Value> givenUp() {
    pending.giveUp("no time left").run();
    return pending.answer().toCompletableFuture().join();
  }

  private static Ballot ballot(long counter) {
    return new Ballot(counter, new ProposerId("p", 1));
  }
}
