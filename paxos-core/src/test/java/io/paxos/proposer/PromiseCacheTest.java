package io.paxos.proposer;

import static org.assertj.core.api.Assertions.assertThat;

import io.paxos.protocol.Ballot;
import io.paxos.protocol.Key;
import io.paxos.protocol.ProposerId;
import io.paxos.protocol.RegisterState;
import io.paxos.protocol.Report;
import io.paxos.protocol.StoreId;
import io.paxos.quorum.QuorumSystem;
import io.paxos.quorum.SizedQuorums;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Which promises are kept, and the ballots that are issued next to them. */
class PromiseCacheTest {
  private static final Key KEY = Key.register("k");
  private static final Key OTHER = Key.register("other");
  private static final ProposerId OWN = new ProposerId("n2", 1);
  private static final QuorumSystem QUORUMS =
      SizedQuorums.majority(Set.of(new StoreId(new UUID(0, 1))));

  private final PromiseCache cache = new PromiseCache(10);

  @Test
  void a_promise_that_is_outbid_is_dropped() {
    cache.put(promise(KEY, 5));

    cache.dropBelow(KEY, ballot(6, "n1"));

    assertThat(cache.take(KEY, 1)).isEmpty();
  }

  @Test
  void a_promise_that_is_outbid_by_a_name_alone_is_dropped() {
    cache.put(promise(KEY, 5));

    cache.dropBelow(KEY, ballot(5, "n3"));

    assertThat(cache.take(KEY, 1)).isEmpty();
  }

  @Test
  void a_promise_that_is_equal_or_greater_is_kept() {
    cache.put(promise(KEY, 5));

    cache.dropBelow(KEY, new Ballot(5, OWN));
    cache.dropBelow(KEY, ballot(5, "n1"));
    cache.dropBelow(KEY, ballot(4, "n3"));

    assertThat(cache.take(KEY, 1).map(Prepared::ballot)).contains(new Ballot(5, OWN));
  }

  @Test
  void the_promises_of_other_keys_are_kept() {
    cache.put(promise(KEY, 5));
    cache.put(promise(OTHER, 6));

    cache.dropBelow(KEY, ballot(100, "n1"));

    assertThat(cache.take(OTHER, 1)).isPresent();
  }

  @Test
  void where_there_is_no_promise_there_is_none_to_drop() {
    cache.dropBelow(KEY, ballot(100, "n1"));

    assertThat(cache.take(KEY, 1)).isEmpty();
  }

  @Test
  void ballots_skip_what_was_seen_and_never_go_down() {
    BallotSequence ballots = new BallotSequence(OWN);

    ballots.skipTo(7);
    assertThat(ballots.nextAbove(0)).isEqualTo(new Ballot(8, OWN));
    ballots.skipTo(3);
    assertThat(ballots.nextAbove(0)).isEqualTo(new Ballot(9, OWN));
  }

  @Test
  void only_ballots_of_the_same_process_are_its_own() {
    BallotSequence ballots = new BallotSequence(OWN);

    assertThat(ballots.isOwn(new Ballot(7, OWN))).isTrue();
    assertThat(ballots.isOwn(new Ballot(7, new ProposerId("n2", 2)))).isFalse();
    assertThat(ballots.isOwn(ballot(7, "n1"))).isFalse();
  }

  private static CachedPromise promise(Key key, long counter) {
    Report.Holding accepted = new Report.Holding(new Ballot(1, OWN), RegisterState.bornOver(0));
    return new CachedPromise(key, 1, QUORUMS, new Ballot(counter, OWN), accepted);
  }

  private static Ballot ballot(long counter, String node) {
    return new Ballot(counter, new ProposerId(node, 1));
  }
}
