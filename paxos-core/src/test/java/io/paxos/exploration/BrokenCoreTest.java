package io.paxos.exploration;

import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.acceptor.AcceptorRow;
import io.paxos.acceptor.AcceptorRules;
import io.paxos.proposer.Accepting;
import io.paxos.proposer.AfterAccept;
import io.paxos.proposer.AfterPrepare;
import io.paxos.proposer.Chosen;
import io.paxos.proposer.Combination;
import io.paxos.proposer.Prepared;
import io.paxos.proposer.Preparing;
import io.paxos.proposer.Reading;
import io.paxos.proposer.Submission;
import io.paxos.proposer.Verdict;
import io.paxos.protocol.Accept;
import io.paxos.protocol.AcceptReply;
import io.paxos.protocol.Accepted;
import io.paxos.protocol.Ballot;
import io.paxos.protocol.Prepare;
import io.paxos.protocol.PrepareReply;
import io.paxos.protocol.Promised;
import io.paxos.protocol.ProposerId;
import io.paxos.protocol.RegisterState;
import io.paxos.protocol.Report;
import io.paxos.protocol.Request;
import io.paxos.protocol.StoreId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One rule broken at a time: each is found, with a way to it. */
class BrokenCoreTest {
  @Test
  void an_acceptor_that_forgets_its_promises_is_found() {
    Core broken =
        new Core() {
          @Override
          public AcceptorRules.Step<?> decide(AcceptorRow row, Request<?> request) {
            AcceptorRules.Step<?> step = AcceptorRules.decide(row, request);
            return request instanceof Prepare ? new AcceptorRules.Step<>(row, step.reply()) : step;
          }
        };

    assertFound(broken, "chosen");
  }

  @Test
  void an_acceptor_that_accepts_below_its_promise_is_found() {
    Core broken =
        new Core() {
          @Override
          public AcceptorRules.Step<?> decide(AcceptorRow row, Request<?> request) {
            return request instanceof Accept accept
                ? new AcceptorRules.Step<>(
                    new AcceptorRow(
                        Ballot.max(row.promised(), accept.promise()),
                        new Report.Holding(accept.ballot(), accept.state())),
                    new Accepted())
                : AcceptorRules.decide(row, request);
          }
        };

    assertFound(broken, "chosen");
  }

  @Test
  void an_acceptor_that_lets_its_promise_fall_is_found() {
    Core broken =
        new Core() {
          @Override
          public AcceptorRules.Step<?> decide(AcceptorRow row, Request<?> request) {
            return request instanceof Prepare prepare
                ? new AcceptorRules.Step<>(
                    new AcceptorRow(
                        Ballot.max(prepare.ballot(), row.report().ballot()), row.report()),
                    new Promised(row.report()))
                : AcceptorRules.decide(row, request);
          }
        };

    assertFound(broken, "a promise fell");
  }

  @Test
  void an_acceptor_that_answers_and_does_not_keep_what_it_accepted_is_found() {
    Core broken =
        new Core() {
          @Override
          public AcceptorRules.Step<?> decide(AcceptorRow row, Request<?> request) {
            AcceptorRules.Step<?> step = AcceptorRules.decide(row, request);
            return step.reply() instanceof Accepted
                ? new AcceptorRules.Step<>(row, step.reply())
                : step;
          }
        };

    assertFound(broken, "chosen");
  }

  @Test
  void a_proposer_that_counts_one_promise_as_a_quorum_is_found() {
    Core broken =
        new Core() {
          @Override
          public AfterPrepare heard(Preparing preparing, StoreId from, PrepareReply reply) {
            return reply instanceof Promised promised
                ? prepared(preparing, promised.report())
                : preparing.on(from, reply);
          }
        };

    assertFound(broken, "chosen");
  }

  @Test
  void a_proposer_that_takes_what_it_heard_last_is_found() {
    Core broken =
        new Core() {
          @Override
          public AfterPrepare heard(Preparing preparing, StoreId from, PrepareReply reply) {
            AfterPrepare after = preparing.on(from, reply);
            return after instanceof Prepared && reply instanceof Promised promised
                ? prepared(preparing, promised.report())
                : after;
          }
        };

    assertFound(broken, "chosen");
  }

  @Test
  void a_proposer_that_counts_one_accept_as_a_quorum_is_found() {
    Core broken = new OneVoteIsEnough();

    assertFound(broken, "which is not chosen");
  }

  @Test
  void a_proposer_that_uses_its_cached_promise_twice_is_found() {
    Core broken =
        new Core() {
          @Override
          public Optional<Prepared> promiseAfterUse(Prepared used) {
            return Optional.of(used);
          }
        };

    assertFound(broken, "two proposals under one ballot");
  }

  @Test
  void a_proposer_whose_ballots_go_back_is_found() {
    Core broken =
        new Core() {
          @Override
          public Ballot nextBallot(ProposerId proposer, long own, long seen) {
            return new Ballot(seen + 1, proposer);
          }
        };

    assertFound(broken, "is issued again");
  }

  @Test
  void a_proposer_that_restarts_under_its_old_id_is_found_where_a_ballot_may_be_promised_twice() {
    Core broken =
        new Core() {
          @Override
          public Ballot nextBallot(ProposerId proposer, long own, long seen) {
            return Core.super.nextBallot(new ProposerId(proposer.node(), 0), own, seen);
          }

          @Override
          public AcceptorRules.Step<?> decide(AcceptorRow row, Request<?> request) {
            return request.equals(new Prepare(request.key(), nonZero(row.promised())))
                ? new AcceptorRules.Step<>(row, new Promised(row.report()))
                : AcceptorRules.decide(row, request);
          }
        };

    assertFound(broken, "two proposals under one ballot");
  }

  @Test
  void a_proposer_that_ignores_the_lineage_is_found() {
    assertFound(new WithoutLineage(), "a change is applied twice");
  }

  @Test
  void a_proposer_that_ignores_operation_ids_is_found() {
    Core broken =
        new Core() {
          @Override
          public Combination combine(Prepared prepared, List<Submission> all, int maxValueBytes) {
            List<Submission> nameless =
                all.stream()
                    .map(one -> new Submission(one.change(), Optional.empty(), one.attempts()))
                    .toList();
            return Core.super.combine(prepared, nameless, maxValueBytes);
          }
        };

    assertFound(broken, "a change is applied twice");
  }

  @Test
  void a_rejection_answered_from_a_state_that_is_not_chosen_is_found() {
    Core broken =
        new Core() {
          @Override
          public Combination combine(Prepared prepared, List<Submission> all, int maxValueBytes) {
            Combination real = Core.super.combine(prepared, all, maxValueBytes);
            return new Combination(real.state(), real.verdicts(), real.writes(), real.writes());
          }
        };

    assertFound(broken, "which is not chosen");
  }

  @Test
  void a_reader_that_does_not_repair_is_found() {
    Core broken =
        new Core() {
          @Override
          public Optional<RegisterState> proven(Reading reading) {
            return reading.isQuorumThere()
                ? reading.reports().values().stream()
                    .max(Comparator.comparing(Report::ballot))
                    .map(BrokenCoreTest::stateOf)
                : Optional.empty();
          }
        };

    assertFound(broken, "which is not chosen");
  }

  @Test
  void a_reader_that_takes_what_is_oldest_is_found() {
    Core broken =
        new Core() {
          @Override
          public Optional<RegisterState> proven(Reading reading) {
            return reading.isQuorumThere()
                ? reading.reports().values().stream()
                    .min(Comparator.comparing(Report::ballot))
                    .map(BrokenCoreTest::stateOf)
                : Optional.empty();
          }
        };

    assertFound(broken, "but began after a client was told of revision 1");
  }

  @Test
  void a_rejection_of_what_is_in_is_found() {
    Result result = Search.of(Scopes.COMPARE_AND_SET, new WithoutLineage(), 1_000_000);

    assertFound(result, "told that it has no effect");
  }

  @Test
  void promises_that_answer_who_came_later_are_found() {
    Core broken =
        new Core() {
          @Override
          public boolean maySettle(boolean hasAwaitedPromises, Verdict verdict) {
            return true;
          }
        };

    Result result = Search.of(Scopes.JOINED_LATE, broken, 1_000_000);

    assertFound(result, "began after a client was told of revision 1");
  }

  @Test
  void a_rejection_over_nothing_with_an_accept_in_doubt_is_found() {
    Core broken =
        new Core() {
          @Override
          public Combination combine(Prepared prepared, List<Submission> all, int maxValueBytes) {
            Combination real = Core.super.combine(prepared, all, maxValueBytes);
            boolean needsAccept = real.writes() || !prepared.isProven();
            return new Combination(real.state(), real.verdicts(), real.writes(), needsAccept);
          }
        };

    Result result = Search.of(Scopes.JOINED_LATE_AND_OUTBID, broken, 4_000_000);

    assertFound(result, "was told that 1.P has no effect");
  }

  @Test
  void a_revision_that_jumps_is_found() {
    Core broken =
        new Core() {
          @Override
          public Combination combine(Prepared prepared, List<Submission> all, int maxValueBytes) {
            Combination real = Core.super.combine(prepared, all, maxValueBytes);
            RegisterState state = real.state();
            RegisterState jumped =
                new RegisterState(prepared.ballot().counter(), state.value(), state.history());
            return new Combination(jumped, real.verdicts(), real.writes(), real.needsAccept());
          }
        };

    assertFound(broken, "the revision does not count the changes");
  }

  @Test
  void a_random_walk_tells_its_way_to_a_broken_law() {
    Core broken = new OneVoteIsEnough();

    Result result = Walk.of(Scopes.LARGE, broken, 1, 100_000);

    assertThat(result.counterexample())
        .hasValueSatisfying(way -> assertThat(way).contains("sends accept", "Broken: "));
  }

  @Test
  void a_counterexample_is_a_shortest_way_in_words() {
    Core broken = new OneVoteIsEnough();

    Result result = Exploration.hunt(broken);

    assertThat(result.counterexample())
        .contains(
            """
              1. P asks for write p1; sends prepare 1.P
              2. A gets prepare 1.P: promised, holds nothing
              3. B gets prepare 1.P: promised, holds nothing
              4. P hears from A: promised, holds nothing
              5. P hears from B: promised, holds nothing; sends accept revision 1 "p1" at 1.P and promise 2.P
              6. C gets accept revision 1 "p1" at 1.P and promise 2.P: accepted
              7. P hears from C: accepted; told: write p1 made revision 1 "p1"
                 Broken: write p1 made revision 1 "p1", which is not chosen
            """);
  }

  private static Ballot nonZero(Ballot ballot) {
    return ballot.isZero() ? new Ballot(1, new ProposerId("nobody", 0)) : ballot;
  }

  private static RegisterState stateOf(Report report) {
    return report instanceof Report.Holding holding
        ? holding.state()
        : RegisterState.bornOver(((Report.Bare) report).floor());
  }

  private static Prepared prepared(Preparing preparing, Report found) {
    return new Prepared(
        preparing.key(),
        preparing.era(),
        preparing.tally().quorums(),
        preparing.ballot(),
        found,
        preparing.floor(),
        false);
  }

  /** A retry is applied as if no accept had been sent. */
  private static final class WithoutLineage implements Core {
    @Override
    public Combination combine(Prepared prepared, List<Submission> all, int maxValueBytes) {
      List<Submission> fresh =
          all.stream()
              .map(one -> new Submission(one.change(), one.operation(), List.of()))
              .toList();
      return Core.super.combine(prepared, fresh, maxValueBytes);
    }
  }

  private static final class OneVoteIsEnough implements Core {
    @Override
    public AfterAccept heard(Accepting accepting, StoreId from, AcceptReply reply) {
      return reply instanceof Accepted
          ? new Chosen(accepting.state(), Optional.empty())
          : accepting.on(from, reply);
    }
  }

  private static void assertFound(Core broken, String law) {
    assertFound(Exploration.hunt(broken), law);
  }

  private static void assertFound(Result result, String law) {
    assertThat(result.counterexample())
        .hasValueSatisfying(
            way -> assertThat(way.substring(way.indexOf("Broken: "))).contains(law));
  }
}
