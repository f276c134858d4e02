package io.paxos.exploration;

import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.acceptor.AcceptorRow;
import io.paxos.deletion.Harvest;
import io.paxos.membership.Fence;
import io.paxos.membership.FloorRaise;
import io.paxos.membership.Listing;
import io.paxos.proposer.Combination;
import io.paxos.proposer.Prepared;
import io.paxos.proposer.Submission;
import io.paxos.protocol.AcceptorGroup;
import io.paxos.protocol.Ballot;
import io.paxos.protocol.Batch;
import io.paxos.protocol.BatchReply;
import io.paxos.protocol.Collect;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Identity;
import io.paxos.protocol.Member;
import io.paxos.protocol.Read;
import io.paxos.protocol.Report;
import io.paxos.protocol.ScanReply;
import io.paxos.quorum.QuorumSystem;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** One rule of membership or deletion broken at a time: each is found, with a way to it. */
class BrokenMembershipTest {
  private static final int LIMIT = 3_000_000;

  @Test
  void acceptors_that_serve_an_era_that_is_over_are_found() {
    Core broken =
        new Core() {
          @Override
          public Optional<BatchReply> refusal(Identity identity, Batch batch) {
            return Core.super
                .refusal(identity, batch)
                .filter(why -> !(why instanceof BatchReply.StaleEra));
          }
        };

    assertFound(MembershipScopes.REPLACED, broken, "chosen");
  }

  @Test
  void acceptors_that_serve_reads_of_an_era_that_is_over_are_found_by_who_watches() {
    Core broken =
        new Core() {
          @Override
          public Optional<BatchReply> refusal(Identity identity, Batch batch) {
            boolean reads = batch.requests().stream().allMatch(Read.class::isInstance);
            return Core.super
                .refusal(identity, batch)
                .filter(why -> !(reads && why instanceof BatchReply.StaleEra));
          }
        };

    assertFound(MembershipScopes.WATCHED, broken, "read saw");
  }

  @Test
  void a_promise_that_outlives_its_era_is_found() {
    Core broken =
        new Core() {
          @Override
          public Optional<Prepared> promiseIn(long era, Prepared promised) {
            return Optional.of(promised);
          }
        };

    assertFound(MembershipScopes.CACHED_PROMISE, broken, "chosen");
  }

  @Test
  void registers_that_are_not_transferred_are_found() {
    Core broken =
        new Core() {
          @Override
          public List<Listing.Candidate> candidates(Listing listing) {
            return List.of();
          }
        };

    assertFound(MembershipScopes.REPLACED, broken, "chosen");
  }

  @Test
  void joint_quorums_of_the_old_side_alone_are_found() {
    Core broken =
        new Core() {
          @Override
          public QuorumSystem quorums(Configuration configuration) {
            return QuorumSystem.of(configuration.current());
          }
        };

    assertFound(MembershipScopes.REPLACED, broken, "chosen");
  }

  @Test
  void joint_quorums_of_the_new_side_alone_are_found() {
    Core broken =
        new Core() {
          @Override
          public QuorumSystem quorums(Configuration configuration) {
            boolean joint = configuration.stage() == Configuration.Stage.JOINT;
            return joint
                ? QuorumSystem.of(configuration.next().orElseThrow())
                : QuorumSystem.of(configuration.current());
          }
        };

    assertFound(MembershipScopes.REPLACED, broken, "chosen");
  }

  @Test
  void a_transfer_that_leaves_what_it_found_where_it_was_is_found() {
    Core broken =
        new Core() {
          @Override
          public Combination combine(Prepared prepared, List<Submission> all, int maxValueBytes) {
            Combination real = Core.super.combine(prepared, all, maxValueBytes);
            return new Combination(real.state(), real.verdicts(), real.writes(), real.writes());
          }
        };

    assertFound(MembershipScopes.REPLACED, broken, "chosen");
  }

  @Test
  void a_fence_of_a_majority_where_quorums_are_sized_is_found() {
    Core broken =
        new Core() {
          @Override
          public boolean isUp(Fence fence) {
            return isMajority(fence.configuration().current(), fence.installed().size());
          }

          @Override
          public boolean isComplete(Listing listing) {
            return isMajority(listing.old().voters().size(), listing.survey().pages().size());
          }
        };

    assertFound(MembershipScopes.SIZED_READ, broken, "began after a client was told");
  }

  @Test
  void floors_that_stay_behind_are_found() {
    Core broken =
        new Core() {
          @Override
          public List<Member> raised(AcceptorGroup next) {
            return List.of();
          }

          @Override
          public boolean isDone(FloorRaise raise) {
            return true;
          }
        };

    assertFound(MembershipScopes.FLOORS_MOVE_ALONG, broken, "");
  }

  @Test
  void a_collection_that_forgets_a_promise_is_found() {
    Core broken =
        new Core() {
          @Override
          public OptionalLong forget(AcceptorRow row, Ballot tombstone) {
            OptionalLong real = Core.super.forget(row, tombstone);
            return real.isPresent() && row.report() instanceof Report.Holding holding
                ? OptionalLong.of(Math.max(tombstone.counter(), holding.state().revision()))
                : real;
          }
        };

    assertFound(MembershipScopes.LONELY_COLLECTION, broken, "chosen");
  }

  @Test
  void a_folded_promise_that_leaves_no_floor_is_found() {
    Core broken =
        new Core() {
          @Override
          public OptionalLong forget(AcceptorRow row, Ballot tombstone) {
            OptionalLong real = Core.super.forget(row, tombstone);
            return tombstone.isZero() && real.isPresent() ? OptionalLong.of(0) : real;
          }
        };

    assertFound(MembershipScopes.LONELY_COLLECTION, broken, "chosen");
  }

  @Test
  void a_collection_that_forgets_the_revision_is_found() {
    Core broken =
        new Core() {
          @Override
          public OptionalLong forget(AcceptorRow row, Ballot tombstone) {
            OptionalLong real = Core.super.forget(row, tombstone);
            return real.isPresent() ? OptionalLong.of(row.promised().counter()) : real;
          }
        };

    assertFound(MembershipScopes.COMBINED_AND_COLLECTED, broken, "");
  }

  @Test
  void a_collection_of_what_not_all_hold_is_found() {
    Core broken =
        new Core() {
          @Override
          public List<Collect.Forget> ripe(Harvest harvest) {
            return harvest.survey().rows().values().stream()
                .flatMap(rows -> rows.values().stream())
                .filter(row -> row.content() == ScanReply.Content.TOMBSTONE)
                .map(row -> new Collect.Forget(row.key(), row.accepted()))
                .limit(1)
                .toList();
          }
        };

    assertFound(MembershipScopes.COLLECTION_BY_ONE, broken, "");
  }

  @Test
  void a_collection_of_another_era_is_found() {
    Core broken =
        new Core() {
          @Override
          public Optional<BatchReply> refusal(Identity identity, Collect collect) {
            return Optional.empty();
          }
        };

    assertFound(
        MembershipScopes.COLLECTION_AND_CHANGE, broken, "forgotten while membership changes");
  }

  @Test
  void a_collection_while_membership_changes_is_found() {
    Core broken =
        new Core() {
          @Override
          public Optional<Harvest> harvest(Configuration configuration, int limit) {
            Configuration pretended =
                Configuration.stable(configuration.era(), configuration.current());
            return Core.super.harvest(pretended, limit);
          }
        };

    assertFound(
        MembershipScopes.COLLECTION_AND_CHANGE, broken, "forgotten while membership changes");
  }

  private static boolean isMajority(AcceptorGroup group, int count) {
    return isMajority(group.members().size(), count);
  }

  private static boolean isMajority(int all, int count) {
    return count * 2 > all;
  }

  private static void assertFound(Scope scope, Core broken, String law) {
    Result result = Search.of(scope, broken, LIMIT);

    assertThat(result.counterexample())
        .as(result.toString())
        .hasValueSatisfying(
            way -> assertThat(way.substring(way.indexOf("Broken: "))).contains(law));
  }
}
