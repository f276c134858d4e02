package io.paxos.protocol;

import java.util.List;

/** What comes back for a whole {@link Batch}: its replies, or why nothing was done (rule M2). */
public sealed interface BatchReply {
  /**
   * Every request was decided.
   *
   * @param replies one for each request, in the same order
   */
  record Handled(List<Reply> replies) implements BatchReply {
    public Handled {
      replies = List.copyOf(replies);
    }
  }

  /** Nothing was done: the acceptor has installed a later configuration, this one. */
  record StaleEra(Configuration installed) implements BatchReply {}

  /**
   * Nothing was done: the acceptor has not installed the sender's configuration yet.
   *
   * @param installed the era that it is in
   */
  record UnknownEra(long installed) implements BatchReply {}

  /** Nothing was done: this is another memory than the one that the sender means. */
  record WrongStore(StoreId actual) implements BatchReply {}

  /** Nothing was done: before the first configuration only its own register is served (rule M5). */
  record NotFormed() implements BatchReply {}
}
