package io.paxos.contract;

import io.paxos.acceptor.AcceptorRow;
import io.paxos.acceptor.AcceptorRules;
import io.paxos.protocol.Key;
import io.paxos.protocol.Reply;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether the replies that concurrent clients got can be explained: for each key, there is an order
 * of all requests, in agreement with real time, in which the pure rules give the same replies.
 * Nothing else is needed: that promises only grow and that nothing accepted is lost follows.
 *
 * <p>Searches as Wing and Gong do (Testing and Verifying Concurrent Objects, 1993), and remembers
 * where it has been. The floor is 0 throughout.
 */
public final class RowChecker {
  private final List<List<Observation>> clients;

  private RowChecker(List<List<Observation>> clients) {
    this.clients = clients;
  }

  /**
   * The keys whose replies cannot be explained.
   *
   * @param clients for each client what it saw, in the order in which it asked; a client asks again
   *     only when it has its reply
   */
  public static Set<Key> unexplained(List<List<Observation>> clients) {
    Set<Key> keys = new LinkedHashSet<>();
    clients.forEach(seen -> seen.forEach(observation -> keys.add(observation.request().key())));
    keys.removeIf(key -> new RowChecker(onKey(key, clients)).isExplained());
    return keys;
  }

  private static List<List<Observation>> onKey(Key key, List<List<Observation>> clients) {
    return clients.stream()
        .map(seen -> seen.stream().filter(one -> one.request().key().equals(key)).toList())
        .toList();
  }

  /** How far each client's requests are in, and the row that follows. */
  private record Point(List<Integer> done, AcceptorRow row) {}

  private boolean isExplained() {
    Integer[] none = new Integer[clients.size()];
    Arrays.fill(none, 0);
    Deque<Point> open = new ArrayDeque<>(List.of(new Point(List.of(none), AcceptorRow.absent(0))));
    Set<Point> visited = new HashSet<>();
    while (!open.isEmpty()) {
      Point point = open.pop();
      if (isComplete(point)) {
        return true;
      }
      if (visited.add(point)) {
        successors(point).forEach(open::push);
      }
    }
    return false;
  }

  private boolean isComplete(Point point) {
    for (int client = 0; client < clients.size(); client++) {
      if (point.done().get(client) < clients.get(client).size()) {
        return false;
      }
    }
    return true;
  }

  private List<Point> successors(Point point) {
    long firstEnd = Long.MAX_VALUE;
    for (int client = 0; client < clients.size(); client++) {
      if (point.done().get(client) < clients.get(client).size()) {
        firstEnd = Math.min(firstEnd, next(point, client).endNanos());
      }
    }
    List<Point> successors = new ArrayList<>();
    for (int client = 0; client < clients.size(); client++) {
      boolean hasNext = point.done().get(client) < clients.get(client).size();
      // What was asked after a reply was there cannot come before it.
      if (hasNext && next(point, client).startNanos() <= firstEnd) {
        step(point, client, successors);
      }
    }
    return successors;
  }

  private Observation next(Point point, int client) {
    return clients.get(client).get(point.done().get(client));
  }

  private void step(Point point, int client, List<Point> successors) {
    Observation observation = next(point, client);
    AcceptorRules.Step<?> step = AcceptorRules.decide(point.row(), observation.request());
    Reply expected = step.reply();
    if (expected.equals(observation.reply())) {
      List<Integer> done = new ArrayList<>(point.done());
      done.set(client, done.get(client) + 1);
      successors.add(new Point(List.copyOf(done), step.row()));
    }
  }
}
