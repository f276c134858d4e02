package io.paxos.storage.jdbc;

import io.paxos.protocol.Key;
import io.paxos.protocol.Read;
import io.paxos.protocol.Reply;
import io.paxos.protocol.Request;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The requests of one transaction, dealt out so that no statement has a key twice and every key's
 * requests are decided in the order in which they came. Confined to one thread.
 */
final class Agenda {
  private final NavigableMap<Key, Deque<Item>> waiting = new TreeMap<>();

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
    waiting.computeIfAbsent(request.key(), key -> new ArrayDeque<>()).add(item);
    return item;
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Takes the reads that come before the next write of their key. */
  List<Item> takeReads() {
    List<Item> reads = new ArrayList<>();
    for (Deque<Item> items : waiting.values()) {
      while (!items.isEmpty() && items.peek().request() instanceof Read) {
        reads.add(items.remove());
      }
    }
    dropFinished();
    return reads;
  }

  /** Takes the next write of each key, in the order of the keys. Only after {@link #takeReads}. */
  List<Item> takeWrites() {
    List<Item> writes = new ArrayList<>();
    for (Deque<Item> items : waiting.values()) {
      writes.add(items.remove());
    }
    dropFinished();
    return writes;
  }

  private void dropFinished() {
    waiting.values().removeIf(Deque::isEmpty);
  }
}
