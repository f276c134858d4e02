package io.paxos.exploration;

import org.jspecify.annotations.Nullable;

/**
 * The transitions of a scope. A world is a row of ints: the columns of the acceptors, the clients,
 * and the faults that are left.
 */
final class World {
  private final Scope scope;
  private final Columns columns;
  private final Clients clients;
  private final Laws laws;
  private final int acceptors;
  private final int places;

  World(Scope scope, Core core) {
    this.scope = scope;
    this.columns = new Columns(core);
    this.clients = new Clients(scope, core, columns);
    this.laws = new Laws(scope, columns, clients);
    this.acceptors = scope.acceptors();
    this.places = scope.programs().size();
  }

  /** What happens in a transition. */
  enum What {
    /** A message reaches an acceptor, or a client its reply; where: the acceptor. */
    DELIVERED,
    /** A message is doubled; where: the acceptor. */
    DOUBLED,
    /** An acceptor restarts. */
    RESTARTED,
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
    return acceptors + places + 1;
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
      world[i] = columns.fresh(scope.floors().get(i));
    }
    for (int place = 0; place < places; place++) {
      world[acceptors + place] = clients.begin(place);
    }
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
    }
    for (int place = 0; place < places; place++) {
      for (int event : clients.ownEvents(world[acceptors + place])) {
        System.arraycopy(world, 0, next, 0, next.length);
        String broken = reachClient(next, place, completed(world, event));
        visitor.meet(next, What.CLIENT, place, completed(world, event), broken);
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
    }
    visitor.meet(next, What.DELIVERED, acceptor, delivery.message(), broken);
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
      next[acceptor] = sent(next[acceptor], place, step);
    }
    return broken(next, step);
  }

  private int sent(int column, int place, Clients.Step step) {
    int after = step.roundIsOver() ? columns.forgotten(column, place, Poll.ROUND) : column;
    after = step.readIsOver() ? columns.forgotten(after, place, Poll.READ) : after;
    return step.sent() >= 0 ? columns.with(after, step.sent()) : after;
  }

  private @Nullable String broken(int[] next, Clients.Step step) {
    String broken = step.proposal() >= 0 ? laws.brokenByProposal(next, step.proposal()) : null;
    for (int i = 0; broken == null && i < step.answers().size(); i++) {
      broken = laws.brokenByAnswer(next, step.answers().get(i));
    }
    return broken;
  }
}
