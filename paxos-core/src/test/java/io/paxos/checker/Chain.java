package io.paxos.checker;

import io.paxos.protocol.RegisterState;
import io.paxos.protocol.Value;
import java.util.ArrayList;
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
  private final Lives lives;
  private final Floors floors;
  private final Map<Long, List<Application>> applications = new HashMap<>();
  private final List<List<Application>> links = new ArrayList<>();
  private long top;
  private Optional<Value> last = Optional.empty();

  /** Nothing is chosen; the register is empty at this revision. */
  Chain(long first, Floors floors) {
    this.lives = new Lives(first);
    this.floors = floors;
    this.top = first;
  }

  /** The revision at which the register was empty. */
  long first() {
    return lives.first();
  }

  /** The greatest revision that is chosen. */
  long top() {
    return top;
  }

  /** Which revisions there are. */
  Lives lives() {
    return lives;
  }

  /** Those above this one that changes have made. */
  List<Long> revisionsAfter(long revision) {
    List<Long> after = new ArrayList<>(1);
    for (long one = revision + 1; one <= top; one++) {
      if (lives.isMade(one)) {
        after.add(one);
      }
    }
    return after;
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
   * application that saw the one before, or, where the register was forgotten, nothing. Nothing may
   * be chosen over a floor, too: then nobody made it, and its lineage is empty.
   *
   * @return false if there is no such way, and nothing was added
   */
  boolean extendTo(RegisterState state) {
    long revision = state.revision();
    Optional<Value> value = state.value();
    boolean isMade = !state.history().lineage().ballots().isEmpty();
    List<List<Application>> down = isMade ? wayDown(revision, value) : List.of();
    for (int length = down.size(); length >= 0; length--) {
      long base = revision - length;
      boolean leads = isMade ? length > 0 : value.isEmpty();
      boolean mayBegin = base == top || mayBeBornOver(base);
      if (leads && mayBegin && append(base, down.subList(0, length), value)) {
        if (base > top) {
          lives.beBorn(top, base);
        }
        top = revision;
        return true;
      }
    }
    return false;
  }

  /** Who may have made this revision, the one before, and so on; as far as anybody can have. */
  private List<List<Application>> wayDown(long revision, Optional<Value> value) {
    List<List<Application>> down = new ArrayList<>(1);
    List<Optional<Value>> wanted = List.of(value);
    for (long at = revision; at > top; at--) {
      List<Application> makers = making(at, wanted);
      if (makers.isEmpty()) {
        break;
      }
      down.add(makers);
      wanted = makers.stream().filter(maker -> !isBirth(maker)).map(Application::seen).toList();
    }
    return down;
  }

  /** Rule R5: where nothing is accepted any more, the base is a floor. */
  private boolean mayBeBornOver(long floor) {
    return last.isEmpty() && lives.mayBeAbsentAfter(top) && floor <= floors.greatest();
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

  /** Whoever made its revision over nothing: there is none before it in this life. */
  private boolean isBirth(Application maker) {
    return maker.revision() == first() + 1 && maker.seen().isEmpty();
  }

  private boolean append(long base, List<List<Application>> down, Optional<Value> value) {
    List<List<Application>> way = new ArrayList<>(down.size());
    List<Optional<Value>> reached = List.of(last);
    for (int i = down.size() - 1; i >= 0; i--) {
      List<Optional<Value>> before = reached;
      List<Application> makers = new ArrayList<>(down.get(i));
      way.add(makers);
      boolean isBottom = i == down.size() - 1;
      makers.removeIf(
          maker ->
              !before.contains(maker.seen())
                  || (isBirth(maker) ? !isBottom : isBottom && base > top));
      if (makers.isEmpty()) {
        return false;
      }
      reached = makers.stream().map(Application::made).toList();
    }
    links.addAll(way);
    last = value;
    return true;
  }

  /**
   * Every application that would have made this revision: those that saw the one before, and, where
   * that may be a floor, those that saw nothing, to which no floor is told.
   */
  List<Application> applied(long revision) {
    List<Application> exact = applications.getOrDefault(revision, List.of());
    long floor = revision - 1;
    if (floor <= first() || floor > floors.greatest()) {
      return exact;
    }
    List<Application> all = new ArrayList<>(exact);
    applications.getOrDefault(first() + 1, List.of()).stream()
        .filter(birth -> birth.seen().isEmpty())
        .forEach(all::add);
    return all;
  }

  /** The applications one of which made this chosen revision; none made the first. */
  List<Application> makers(long revision) {
    if (!lives.isMade(revision)) {
      return List.of();
    }
    return links.get((int) lives.place(revision) - 1);
  }

  /** The call that made this revision; null if it may have been one of several. */
  @Nullable CallTrace maker(long revision) {
    List<Application> makers = makers(revision);
    CallTrace maker = makers.isEmpty() ? null : makers.get(0).call();
    for (Application other : makers) {
      if (other.call() != maker) {
        return null;
      }
    }
    return maker;
  }

  boolean isChosen(long revision) {
    return revision <= top && lives.place(revision) >= 0;
  }

  /** Whether a revision below the top was left out when the register was born again. */
  boolean isLeftOut(long revision) {
    return revision <= top && lives.place(revision) < 0;
  }

  /** Whether a revision is chosen and may have been made by this call. */
  boolean mayBeBy(CallTrace call, long revision) {
    return lives.isMade(revision) && isMade(revision, maker -> maker.call() == call);
  }

  /** Whether a revision is chosen and may hold this value. */
  boolean mayHold(long revision, Optional<Value> value) {
    return lives.place(revision) == 0
        ? value.isEmpty()
        : isMade(revision, maker -> maker.made().equals(value)) || isBase(revision, value);
  }

  /** Whether somebody may read this: a revision that is chosen, or nothing. */
  boolean mayRead(long revision, Optional<String> text) {
    boolean mayBeAbsent = revision == first() || isBase(revision, Optional.empty());
    return (mayBeAbsent && text.isEmpty())
        || isMade(revision, maker -> maker.made().map(Value::utf8).equals(text));
  }

  /** Whether nothing is there because a floor is the base. */
  private boolean isBase(long revision, Optional<Value> value) {
    return value.isEmpty() && isChosen(revision) && !lives.isMade(revision);
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
    return "revision " + top + " is " + last;
  }
}
