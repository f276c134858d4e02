package io.paxos.acceptor;

import io.paxos.protocol.Batch;
import io.paxos.protocol.BatchReply;
import io.paxos.protocol.Collect;
import io.paxos.protocol.Identity;
import io.paxos.protocol.Key;
import io.paxos.protocol.Scan;
import io.paxos.protocol.StoreId;
import java.util.Optional;

/**
 * Whether an acceptor may act on what it was sent: the right memory, the right era (rule M2), and
 * before the first configuration only the register that will hold it (rule M5).
 */
public final class Admission {
  private Admission() {}

  /** Why the batch must not be handled; empty if it may. */
  public static Optional<BatchReply> check(Identity identity, Batch batch) {
    Optional<BatchReply> refusal = check(identity, batch.store(), batch.era());
    if (refusal.isPresent() || identity.installed().isPresent()) {
      return refusal;
    }
    boolean forming =
        batch.requests().stream().allMatch(request -> request.key().equals(Key.CONFIGURATION));
    return forming ? Optional.empty() : Optional.of(new BatchReply.NotFormed());
  }

  /** Why the scan must not be answered; empty if it may. */
  public static Optional<BatchReply> check(Identity identity, Scan scan) {
    return check(identity, scan.store(), scan.era());
  }

  /** Why nothing must be collected; empty if it may. */
  public static Optional<BatchReply> check(Identity identity, Collect collect) {
    Optional<BatchReply> refusal = check(identity, collect.store(), collect.era());
    return refusal.isPresent() || identity.installed().isPresent()
        ? refusal
        : Optional.of(new BatchReply.NotFormed());
  }

  private static Optional<BatchReply> check(Identity identity, StoreId store, long era) {
    if (!store.equals(identity.store())) {
      return Optional.of(new BatchReply.WrongStore(identity.store()));
    }
    if (era > identity.era()) {
      return Optional.of(new BatchReply.UnknownEra(identity.era()));
    }
    return era < identity.era()
        ? identity.installed().map(BatchReply.StaleEra::new)
        : Optional.empty();
  }
}
