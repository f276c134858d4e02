package io.paxos.checker;

import io.paxos.protocol.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The revisions of one register that are chosen, each with the applications that may have made it.
 *
 * <p>A chosen state shows its last revision only; the ones before it, back to the chosen state
 * before, follow from who saw what. Most often that leaves one application. Several are left when
 * deletes, which write nothing unique, saw the same, or when one call was tried on top of different
 * values of which none was seen again.
 */
final class Chain {
  private final long first;
  private final Map<Long, List<Application>> applications = new HashMap<>();
  private final List<List<Application>> links = new ArrayList<>();
  private Optional<Value> last = Optional.empty();

  /** Nothing is chosen; the register is empty at this revision. */
  Chain(long first) {
    this.first = first;
  }

  /** The revision at which the register was empty. */
  long first() {
    return first;
  }

  /** The greatest revision that is chosen. */
  long top() {
    return first + links.size();
  }

  void apply(Application application) {
    List<Application> same =
        applications.computeIfAbsent(application.revision(), unused -> new ArrayList<>(2));
    for (Application earlier : same) {
      if (earlier.isSameAs(application)) {
        return;
      }
    }
    same.add(application);
  }

  /**
   * Grows up to a chosen revision above the top. Every revision on the way was made by an
   * application that saw the one before.
   *
   * @return false if there is no such way, and nothing was added
   */
  boolean extendTo(long revision, Optional<Value> value) {
    Deque<List<Application>> way = new ArrayDeque<>();
    List<Optional<Value>> wanted = List.of(value);
    for (long at = revision; at > top(); at--) {
      List<Application> makers = making(at, wanted);
      if (makers.isEmpty()) {
        return false;
      }
      way.addFirst(makers);
      wanted = makers.stream().map(Application::seen).toList();
    }
    return append(way, value);
  }

  private List<Application> making(long revision, List<Optional<Value>> wanted) {
    List<Application> makers = new ArrayList<>(1);
    for (Application application : applied(revision)) {
      if (wanted.contains(application.made())) {
        makers.add(application);
      }
    }
    return makers;
  }

  private boolean append(Deque<List<Application>> way, Optional<Value> value) {
    List<Optional<Value>> reached = List.of(last);
    for (List<Application> makers : way) {
      List<Optional<Value>> before = reached;
      makers.removeIf(maker -> !before.contains(maker.seen()));
      if (makers.isEmpty()) {
        return false;
      }
      reached = makers.stream().map(Application::made).toList();
    }
    links.addAll(way);
    last = value;
    return true;
  }

  /** Every application that would have made this revision. */
  List<Application> applied(long revision) {
    return applications.getOrDefault(revision, List.of());
  }

  /** The applications one of which made this revision, which is above the first. */
  List<Application> makers(long revision) {
    return links.get((int) (revision - first - 1));
  }

  /** The call that made this revision; null if it may have been one of several. */
  @Nullable CallTrace maker(long revision) {
    List<Application> makers = makers(revision);
    CallTrace maker = makers.get(0).call();
    for (Application other : makers) {
      if (other.call() != maker) {
        return null;
      }
    }
    return maker;
  }

  boolean isChosen(long revision) {
    return revision >= first && revision <= top();
  }

  /** Whether a revision is chosen and may have been made by this call. */
  boolean mayBeBy(CallTrace call, long revision) {
    return revision != first && isMade(revision, maker -> maker.call() == call);
  }

  /** Whether a revision is chosen and may hold this value. */
  boolean mayHold(long revision, Optional<Value> value) {
    return revision == first
        ? value.isEmpty()
        : isMade(revision, maker -> maker.made().equals(value));
  }

  /** Whether a revision is chosen and may hold this text. */
  boolean mayRead(long revision, Optional<String> text) {
    return revision == first
        ? text.isEmpty()
        : isMade(revision, maker -> maker.made().map(Value::utf8).equals(text));
  }

  private boolean isMade(long revision, Predicate<Application> condition) {
    if (isChosen(revision)) {
      for (Application maker : makers(revision)) {
        if (condition.test(maker)) {
          return true;
        }
      }
    }
    return false;
  }

  /** This call, and no other, made this revision. */
  void narrow(long revision, CallTrace call) {
    makers(revision).removeIf(maker -> maker.call() != call);
  }

  @Override
  public String toString() {
    return "revision " + top() + " is " + last;
  }
}
