package io.paxos.exploration;

import io.paxos.protocol.Accept;
import io.paxos.protocol.Prepare;
import io.paxos.protocol.Report;
import io.paxos.protocol.Request;
import io.paxos.protocol.StoreId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Everything about the clients' processes, as numbers, with each step taken once. */
final class Clients {
  private final Scope scope;
  private final Core core;
  private final Columns columns;
  private final List<StoreId> stores;
  private final Eras eras;
  private final Numbers<Client> clients = new Numbers<>();
  private final Memo taken = new Memo();
  private final List<Step> steps = new ArrayList<>();
  private final List<int @Nullable []> ownEvents = new ArrayList<>();
  private final List<int[]> renamed = new ArrayList<>();

  Clients(Scope scope, Core core, Eras eras, Columns columns) {
    this.scope = scope;
    this.core = core;
    this.eras = eras;
    this.columns = columns;
    this.stores = IntStream.range(0, scope.acceptors()).mapToObj(Cast::store).toList();
  }

  /**
   * What follows from an event at a client.
   *
   * @param sent the message to every voter, -1 if none
   * @param voters bit by bit
   * @param parcels what is sent to single acceptors besides
   * @param proposal what it proposes, as the vote that it asks for, -1 if nothing
   * @param broken what must not happen, and does
   */
  record Step(
      int after,
      int sent,
      int voters,
      List<Parcel> parcels,
      int proposal,
      boolean roundIsOver,
      boolean readIsOver,
      List<Answer> answers,
      Optional<String> broken) {}

  /** A message to one acceptor. */
  record Parcel(int acceptor, int message) {}

  /** The client that runs the program at this place, before its first event. */
  int begin(int place) {
    Program program = scope.programs().get(place);
    Work work = Upkeep.begin(core, program, eras.first());
    return clients.of(Client.begin(program, eras.first(), work));
  }

  /** The step that follows from an event. */
  Step step(int place, int client, int event) {
    int known = taken.get(client, event);
    if (known == Memo.UNKNOWN) {
      known = steps.size();
      steps.add(take(place, client, event));
      taken.put(client, event, known);
    }
    return steps.get(known);
  }

  private Step take(int place, int number, int event) {
    Client client = clients.get(number);
    Program program = scope.programs().get(place);
    if (Event.kind(event) == Event.CRASH) {
      Work begun = Upkeep.begin(core, program, client.configuration());
      int after = clients.of(client.restarted(program, begun));
      return new Step(after, -1, 0, List.of(), -1, true, true, List.of(), Optional.empty());
    }
    try {
      Turn turn = new Turn(program, eras, stores, core, client);
      drive(turn, client, event);
      return step(place, client, turn.taken());
    } catch (RuntimeException refused) {
      String broken = "the proposer fails: " + refused.getMessage();
      return new Step(number, -1, 0, List.of(), -1, false, false, List.of(), Optional.of(broken));
    }
  }

  private void drive(Turn turn, Client client, int event) {
    int argument = Event.argument(event);
    StoreId from = stores.get(Event.acceptor(event));
    switch (Event.kind(event)) {
      case Event.HEAR -> turn.hear(from, ((Message.Answering) columns.message(argument)).reply());
      case Event.SILENCE -> turn.silence(from);
      case Event.TIMEOUT -> turn.timeOut(Poll.of(argument));
      case Event.CALL -> turn.call(OwnEvents.nextCommand(program(client), client), argument);
      case Event.RESUME -> turn.resume();
      case Event.READ_AGAIN -> turn.readAgain();
      case Event.EXPIRE -> turn.expire(argument);
      case Event.LEARN, Event.MOVE -> turn.learn(eras.get(argument));
      case Event.FENCE -> turn.upkeep(Upkeep::fenced);
      case Event.LIST -> turn.upkeep(upkeep -> upkeep.listed(from, columns.page(argument)));
      case Event.FETCH -> turn.upkeep(upkeep -> upkeep.fetched(from, columns.held(argument)));
      case Event.SPREAD -> turn.upkeep(Upkeep::spread);
      default -> throw new IllegalStateException("there is no event " + event);
    }
  }

  private Step step(int place, Client before, Turn.Taken step) {
    int sent = -1;
    int proposal = -1;
    int era = eras.of(step.configuration());
    Optional<String> broken = Optional.empty();
    if (step.sent().isPresent()) {
      Request<?> request = step.sent().get();
      sent = columns.message(new Message.Asking(place, era, request));
      if (request instanceof Accept accept) {
        int number = columns.proposal(new Report.Holding(accept.ballot(), accept.state()));
        proposal = Columns.vote(number, era);
      } else if (request instanceof Prepare prepare
          && prepare.ballot().counter() <= before.issued()) {
        broken = Optional.of("ballot " + Words.of(prepare.ballot()) + " is issued again");
      }
    }
    return new Step(
        clients.of(step.after()),
        sent,
        Eras.mask(step.configuration().voters()),
        step.parcels().stream().map(parcel -> parcel(era, parcel)).toList(),
        proposal,
        step.over().contains(Poll.ROUND),
        step.over().contains(Poll.READ),
        step.answers(),
        broken);
  }

  private Parcel parcel(int era, Upkeep.Parcel parcel) {
    Optional<Message> collecting = parcel.collect().map(one -> new Message.Collecting(era, one));
    Message message =
        collecting.orElseGet(
            () -> new Message.Asking(Message.NOBODY, era, parcel.request().orElseThrow()));
    return new Parcel(Cast.acceptor(parcel.to()), columns.message(message));
  }

  /** How many clients there are. */
  int places() {
    return scope.programs().size();
  }

  /** The client of a number. */
  Client client(int number) {
    return clients.get(number);
  }

  /** The events that need no message. */
  int[] ownEvents(int client) {
    while (ownEvents.size() <= client) {
      ownEvents.add(null);
    }
    int[] known = ownEvents.get(client);
    if (known != null) {
      return known;
    }
    Client acting = clients.get(client);
    int[] all = new OwnEvents(program(acting), stores, acting).all();
    ownEvents.set(client, all);
    return all;
  }

  private Program program(Client client) {
    return scope.programs().stream()
        .filter(one -> one.name().equals(client.id().node()))
        .findFirst()
        .orElseThrow();
  }

  /** The client where the acceptor at {@code names[i]} is called {@code i}. */
  int renamed(int client, int naming, int[] names) {
    while (renamed.size() <= naming) {
      renamed.add(new int[0]);
    }
    int[] table = renamed.get(naming);
    if (client >= table.length) {
      int old = table.length;
      table = Arrays.copyOf(table, Math.max(client + 1, old * 2));
      Arrays.fill(table, old, table.length, -1);
      renamed.set(naming, table);
    }
    if (table[client] < 0) {
      table[client] = clients.of(clients.get(client).renamed(store -> renamed(store, names)));
    }
    return table[client];
  }

  private StoreId renamed(StoreId store, int[] names) {
    int old = stores.indexOf(store);
    for (int i = 0; i < names.length; i++) {
      if (names[i] == old) {
        return stores.get(i);
      }
    }
    throw new IllegalStateException("an unknown acceptor " + store);
  }

  /** The greatest revision that the client was told. */
  long known(int client) {
    return clients.get(client).known();
  }

  /** The command that the client asks for next. */
  Command nextCommandOf(int client) {
    Client asking = clients.get(client);
    Program program = program(asking);
    return program.commands().get(OwnEvents.nextCommand(program, asking));
  }

  /** The marks that the client knows to have no effect. */
  Set<String> without(int client) {
    return clients.get(client).without();
  }
}
