package io.paxos.storage.jdbc;

import io.paxos.acceptor.AcceptorRow;
import io.paxos.acceptor.AcceptorRules;
import io.paxos.protocol.Identity;
import io.paxos.protocol.Key;
import io.paxos.protocol.Read;
import io.paxos.protocol.Reply;
import io.paxos.protocol.Request;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The requests of one transaction, dealt out so that no statement has a key twice and every key's
 * requests are decided in the order in which they came. Confined to one thread.
 */
final class Agenda {
  private final Identity identity;
  private List<Item> waiting = new ArrayList<>();
  private int waitingReads;

  /**
   * An empty one.
   *
   * @param identity under which batches are admitted to it
   */
  Agenda(Identity identity) {
    this.identity = identity;
  }

  Identity identity() {
    return identity;
  }

  /** A request, and the reply once there is one. */
  static final class Item {
    private final Request<?> request;
    private Optional<Reply> reply = Optional.empty();

    private Item(Request<?> request) {
      this.request = request;
    }

    Request<?> request() {
      return request;
    }

    boolean isRead() {
      return request instanceof Read;
    }

    Key key() {
      return request.key();
    }

    void answer(Reply answer) {
      reply = Optional.of(answer);
    }

    /**
     * The reply.
     *
     * @throws IllegalStateException if the request was not decided
     */
    Reply reply() {
      return reply.orElseThrow(() -> new IllegalStateException(request + " was not decided"));
    }
  }

  Item add(Request<?> request) {
    Item item = new Item(request);
    waiting.add(item);
    waitingReads += item.isRead() ? 1 : 0;
    return item;
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  static Set<Key> keys(List<Item> items) {
    return items.stream().map(Item::key).collect(Collectors.toSet());
  }

  static List<Write> writes(List<Item> items) {
    return items.stream().map(item -> Write.of(item.request())).toList();
  }

  /**
   * Answers reads.
   *
   * @param rows of their keys, without those that are absent
   */
  static void answerReads(List<Item> reads, Map<Key, AcceptorRow> rows, long floor) {
    AcceptorRow absent = AcceptorRow.absent(floor);
    for (Item item : reads) {
      AcceptorRow row = rows.getOrDefault(item.key(), absent);
      item.answer(AcceptorRules.read(row, new Read(item.key())).reply());
    }
  }

  /** Answers what was granted; returns what was not. */
  static List<Item> answerGranted(List<Item> writes, Map<Key, Reply> granted) {
    List<Item> refused = new ArrayList<>();
    for (Item item : writes) {
      Optional.ofNullable(granted.get(item.key()))
          .ifPresentOrElse(item::answer, () -> refused.add(item));
    }
    return refused;
  }

  /** Takes the reads that come before the next write of their key. */
  List<Item> takeReads() {
    if (waitingReads == 0) {
      return List.of();
    }
    Set<Key> written = new HashSet<>();
    List<Item> reads =
        take(
            item -> {
              if (item.isRead()) {
                return !written.contains(item.key());
              }
              written.add(item.key());
              return false;
            });
    waitingReads -= reads.size();
    return reads;
  }

  /** Takes the next write of each key. Only after {@link #takeReads}. */
  List<Item> takeWrites() {
    Set<Key> taken = new HashSet<>();
    return take(item -> taken.add(item.key()));
  }

  private List<Item> take(Predicate<Item> isDue) {
    List<Item> due = new ArrayList<>(waiting.size());
    List<Item> later = new ArrayList<>();
    for (Item item : waiting) {
      (isDue.test(item) ? due : later).add(item);
    }
    waiting = later;
    return due;
  }
}
