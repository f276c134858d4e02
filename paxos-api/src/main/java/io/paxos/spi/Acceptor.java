package io.paxos.spi;

import io.paxos.protocol.Batch;
import io.paxos.protocol.BatchReply;
import io.paxos.protocol.Collect;
import io.paxos.protocol.CollectReply;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Identity;
import io.paxos.protocol.Scan;
import io.paxos.protocol.ScanReply;
import java.util.concurrent.CompletionStage;

/**
 * The memory of the protocol: promises and accepted states, kept durably.
 *
 * <p>Thread-safe. No method blocks its caller. Whoever implements it owes four things, which {@code
 * io.paxos.contract.AcceptorContract} in the test-jar of {@code paxos-core} checks:
 *
 * <ul>
 *   <li>The decision is that of {@code io.paxos.acceptor.AcceptorRules}.
 *   <li>No stage completes normally before everything that its answer says is durable.
 *   <li>When it cannot be known whether a write is durable, the stage completes exceptionally: that
 *       is silence, never a refusal. Nothing more is answered until what is durable has been read
 *       back.
 *   <li>The check of era and store, and the writes it allows, are one atomic step against {@link
 *       #install} (rule M3).
 * </ul>
 */
public interface Acceptor extends AutoCloseable {
  /** Who this is. */
  CompletionStage<Identity> identify();

  /** Decides every request of the batch in order, or none of them. */
  CompletionStage<BatchReply> handle(Batch batch);

  /** A page of rows. */
  CompletionStage<ScanReply> scan(Scan scan);

  /**
   * Raises the floor, and deletes the rows that are still what the request says: of all that is
   * asked, everything or nothing becomes durable, and before the answer. The floor is from then on
   * at least the one asked for and what {@code AcceptorRules.forget} says of each row that is gone;
   * it never falls.
   */
  CompletionStage<CollectReply> collect(Collect collect);

  /**
   * Persists the configuration if its era is greater than the installed one's, and ignores it
   * otherwise.
   *
   * @param configuration one that was chosen; era 1 or more
   * @return who this is afterwards
   */
  CompletionStage<Identity> install(Configuration configuration);

  /** Lets go of connections and threads. What was durable stays so. */
  @Override
  void close();
}
