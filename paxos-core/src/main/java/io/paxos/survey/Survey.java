package io.paxos.survey;

import io.paxos.protocol.Key;
import io.paxos.protocol.ScanReply;
import io.paxos.protocol.StoreId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A portion of the keys as several acceptors list it: a page of each, after the same key.
 * Immutable.
 *
 * <p>Pages end at different keys. The portion ends where the first of them does, so that of every
 * key in it all these acceptors have told what they hold.
 *
 * @param after the key before the portion; empty for the first one
 * @param limit how many rows each acceptor was asked for
 * @param pages by acceptor
 */
public record Survey(Optional<Key> after, int limit, Map<StoreId, ScanReply.Page> pages) {
  public Survey {
    pages = Map.copyOf(pages);
  }

  /** A portion of which nobody has told anything yet. */
  public static Survey begin(Optional<Key> after, int limit) {
    return new Survey(after, limit, Map.of());
  }

  /** With one more page; a second one of the same acceptor replaces the first. */
  public Survey on(StoreId from, ScanReply.Page page) {
    Map<StoreId, ScanReply.Page> more = new LinkedHashMap<>(pages);
    more.put(from, page);
    return new Survey(after, limit, more);
  }

  /** The last key of the portion; empty if there are no keys after it. */
  public Optional<Key> end() {
    return pages.values().stream()
        .filter(page -> page.rows().size() >= limit)
        .map(page -> page.rows().get(page.rows().size() - 1).key())
        .min(Comparator.naturalOrder());
  }

  /** What is held of each key of the portion, by the acceptors that hold something. */
  public NavigableMap<Key, Map<StoreId, ScanReply.Row>> rows() {
    Optional<Key> end = end();
    NavigableMap<Key, Map<StoreId, ScanReply.Row>> rows = new TreeMap<>();
    pages.forEach(
        (store, page) ->
            page.rows().stream()
                .filter(row -> end.isEmpty() || row.key().compareTo(end.get()) <= 0)
                .forEach(
                    row ->
                        rows.computeIfAbsent(row.key(), key -> new LinkedHashMap<>())
                            .put(store, row)));
    return rows;
  }

  /** The greatest floor of these acceptors, each read after its page; 0 if nobody told one. */
  public long floor() {
    return pages.values().stream().mapToLong(ScanReply.Page::floor).max().orElse(0);
  }

  /** How many rows the acceptor with the most has, if that was told; else 0. */
  public long total() {
    return pages.values().stream().mapToLong(page -> page.total().orElse(0)).max().orElse(0);
  }
}
