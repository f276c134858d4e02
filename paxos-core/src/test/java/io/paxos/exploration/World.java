package io.paxos.exploration;

import io.paxos.protocol.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * The transitions of a scope. A world is a row of ints: the columns of the acceptors, the clients,
 * the register that holds the configuration, and the faults that are left.
 */
final class World {
  private final Scope scope;
  private final Eras eras;
  private final Columns columns;
  private final Clients clients;
  private final Errands errands;
  private final Laws laws;
  private final int acceptors;
  private final int places;
  private final boolean[] watches;

  World(Scope scope, Core core) {
    this.scope = scope;
    this.eras = new Eras(scope);
    this.columns = new Columns(core, eras, scope.collects());
    this.clients = new Clients(scope, core, eras, columns);
    this.errands = new Errands(scope, core, eras, columns, clients);
    this.laws = new Laws(scope, eras, columns, clients);
    this.acceptors = scope.acceptors();
    this.places = scope.programs().size();
    this.watches = new boolean[places];
    for (int place = 0; place < places; place++) {
      watches[place] = scope.programs().get(place).role() == Program.Role.WATCHES;
    }
  }

  /** What happens in a transition. */
  enum What {
    /** A message reaches an acceptor, or a client its reply; where: the acceptor. */
    DELIVERED,
    /** A message is doubled; where: the acceptor. */
    DOUBLED,
    /** An acceptor restarts. */
    RESTARTED,
    /** An acceptor is told of a configuration; where: the acceptor. */
    INSTALLED,
    /** Something happens to a client, without a message; where: its place. */
    CLIENT
  }

  /**
   * Meets every transition from one world.
   *
   * <p>The next world is only lent.
   */
  interface Visitor {
    /**
     * A transition.
     *
     * @param detail the message or the event
     * @param broken the law that is broken, null if all is well
     */
    void meet(int[] next, What what, int where, int detail, @Nullable String broken);
  }

  int width() {
    return acceptors + places + 2;
  }

  Eras eras() {
    return eras;
  }

  Scope scope() {
    return scope;
  }

  Columns columns() {
    return columns;
  }

  Clients clients() {
    return clients;
  }

  /** The world before anything has happened. */
  int[] initial() {
    int[] world = new int[width()];
    for (int i = 0; i < acceptors; i++) {
      boolean takesPart = (eras.members(eras.of(eras.first())) >> i & 1) == 1;
      int installed = takesPart ? eras.of(eras.first()) : Columns.NOTHING;
      world[i] = columns.fresh(scope.floors().get(i), installed);
    }
    for (int place = 0; place < places; place++) {
      world[acceptors + place] = clients.begin(place);
    }
    world[width() - 2] = eras.register();
    world[width() - 1] = scope.duplicates() << 4 | scope.restarts();
    return world;
  }

  /** Everything that can happen next. */
  void expand(int[] world, Visitor visitor) {
    int[] next = new int[world.length];
    for (int acceptor = 0; acceptor < acceptors; acceptor++) {
      View view = columns.view(world[acceptor]);
      for (View.Delivery delivery : view.deliveries()) {
        if (delivery.client() == Message.NOBODY) {
          reachAcceptor(world, next, acceptor, delivery, visitor);
        } else {
          int event = Event.of(Event.HEAR, acceptor, delivery.message());
          System.arraycopy(world, 0, next, 0, next.length);
          next[acceptor] = delivery.after();
          String broken = reachClient(next, delivery.client(), event);
          visitor.meet(next, What.DELIVERED, acceptor, delivery.message(), broken);
        }
        disturb(world, next, acceptor, delivery, visitor);
      }
      restart(world, next, acceptor, view, visitor);
      if (!scope.plan().targets().isEmpty()) {
        install(world, next, acceptor, visitor);
      }
    }
    for (int place = 0; place < places; place++) {
      for (int event : clients.ownEvents(world[acceptors + place])) {
        System.arraycopy(world, 0, next, 0, next.length);
        String broken = reachClient(next, place, completed(world, event));
        visitor.meet(next, What.CLIENT, place, completed(world, event), broken);
      }
      runErrands(world, next, place, visitor);
    }
  }

  private void runErrands(int[] world, int[] next, int place, Visitor visitor) {
    if (scope.plan().targets().isEmpty() && scope.programs().get(place).serves()) {
      return;
    }
    int register = world[width() - 2];
    for (int event : errands.of(world, place, register)) {
      System.arraycopy(world, 0, next, 0, next.length);
      if (Event.kind(event) == Event.MOVE) {
        next[width() - 2] = eras.moved(register, Event.argument(event));
      }
      String broken = reachClient(next, place, event);
      visitor.meet(next, What.CLIENT, place, event, broken);
    }
  }

  /**
   * Whoever knows a chosen configuration may tell an acceptor of it at any time: who coordinates,
   * and who is told that an acceptor does not know it yet. One that has no part in it need not be
   * told; not to be told anything from some moment on is something that can happen to it anyway.
   */
  private void install(int[] world, int[] next, int acceptor, Visitor visitor) {
    int installed = columns.installed(world[acceptor]);
    long now = installed == Columns.NOTHING ? 0 : eras.get(installed).era();
    for (int era : eras.chosen(world[width() - 2])) {
      Configuration chosen = eras.get(era);
      if (chosen.era() > now && (eras.members(era) >> acceptor & 1) == 1) {
        System.arraycopy(world, 0, next, 0, next.length);
        next[acceptor] = columns.installing(world[acceptor], era);
        int vote = columns.voteIn(next[acceptor], era);
        String broken = vote >= 0 ? laws.brokenByVote(next, vote) : null;
        visitor.meet(next, What.INSTALLED, acceptor, era, broken);
      }
    }
  }

  private void reachAcceptor(
      int[] world, int[] next, int acceptor, View.Delivery delivery, Visitor visitor) {
    System.arraycopy(world, 0, next, 0, next.length);
    String broken = delivery.broken().orElse(null);
    if (broken == null) {
      next[acceptor] = delivery.after();
      broken = delivery.accepted() >= 0 ? laws.brokenByAccept(next, delivery.accepted()) : null;
      int asking = columns.message(delivery.message()).client();
      if (asking != Message.NOBODY && watches[asking]) {
        broken = hearAtOnce(next, acceptor, asking);
      }
    }
    visitor.meet(next, What.DELIVERED, acceptor, delivery.message(), broken);
  }

  /** The reply to who watches is on its way no time, see {@link Program#watching}. */
  private @Nullable String hearAtOnce(int[] next, int acceptor, int watching) {
    for (View.Delivery delivery : columns.view(next[acceptor]).deliveries()) {
      if (delivery.client() == watching) {
        next[acceptor] = delivery.after();
        return reachClient(next, watching, Event.of(Event.HEAR, acceptor, delivery.message()));
      }
    }
    return null;
  }

  private void disturb(
      int[] world, int[] next, int acceptor, View.Delivery delivery, Visitor visitor) {
    int faults = world[width() - 1];
    if (faults >> 4 > 0 && delivery.client() == Message.NOBODY) {
      System.arraycopy(world, 0, next, 0, next.length);
      next[acceptor] = columns.with(world[acceptor], delivery.message());
      next[width() - 1] = faults - (1 << 4);
      visitor.meet(next, What.DOUBLED, acceptor, delivery.message(), null);
    }
  }

  private void restart(int[] world, int[] next, int acceptor, View view, Visitor visitor) {
    int faults = world[width() - 1];
    if ((faults & 15) > 0 && view.isReplying()) {
      System.arraycopy(world, 0, next, 0, next.length);
      next[acceptor] = columns.restarted(world[acceptor]);
      next[width() - 1] = faults - 1;
      visitor.meet(next, What.RESTARTED, acceptor, 0, null);
    }
  }

  /** A call with the greatest revision that any client was told. */
  private int completed(int[] world, int event) {
    if (Event.kind(event) != Event.CALL) {
      return event;
    }
    long known = 0;
    for (int place = 0; place < places; place++) {
      known = Math.max(known, clients.known(world[acceptors + place]));
    }
    return Event.of(Event.CALL, 0, (int) known);
  }

  /** Lets a client take a step, and sends what it sends. */
  private @Nullable String reachClient(int[] next, int place, int event) {
    Clients.Step step = clients.step(place, next[acceptors + place], event);
    if (step.broken().isPresent()) {
      return step.broken().get();
    }
    next[acceptors + place] = step.after();
    if (Event.kind(event) == Event.HEAR) {
      int from = Event.acceptor(event);
      Poll poll = columns.message(Event.argument(event)).poll();
      next[from] = columns.forgotten(next[from], place, poll);
    } else if (Event.kind(event) == Event.SILENCE) {
      int from = Event.acceptor(event);
      next[from] = columns.forgotten(next[from], place, Poll.ROUND);
    }
    for (int acceptor = 0; acceptor < acceptors; acceptor++) {
      next[acceptor] = sent(next[acceptor], acceptor, place, step);
    }
    for (Clients.Parcel parcel : step.parcels()) {
      next[parcel.acceptor()] = columns.with(next[parcel.acceptor()], parcel.message());
    }
    return broken(next, step);
  }

  private int sent(int column, int acceptor, int place, Clients.Step step) {
    int after = step.roundIsOver() ? columns.forgotten(column, place, Poll.ROUND) : column;
    after = step.readIsOver() ? columns.forgotten(after, place, Poll.READ) : after;
    boolean votes = (step.voters() >> acceptor & 1) == 1;
    return step.sent() >= 0 && votes ? columns.with(after, step.sent()) : after;
  }

  private @Nullable String broken(int[] next, Clients.Step step) {
    String broken = step.proposal() >= 0 ? laws.brokenByProposal(next, step.proposal()) : null;
    for (int i = 0; broken == null && i < step.answers().size(); i++) {
      broken = laws.brokenByAnswer(next, step.answers().get(i));
    }
    return broken;
  }
}
