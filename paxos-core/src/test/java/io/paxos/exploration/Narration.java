package io.paxos.exploration;

/** Tells transitions of a world in words: who does what, and what follows. */
final class Narration {
  private final Scope scope;
  private final Columns columns;
  private final Clients clients;
  private final Eras eras;
  private final int acceptors;

  Narration(World world) {
    this.scope = world.scope();
    this.columns = world.columns();
    this.clients = world.clients();
    this.eras = world.eras();
    this.acceptors = world.scope().acceptors();
  }

  /**
   * One line.
   *
   * @param world before the transition
   */
  String words(int[] world, World.What what, int where, int detail) {
    return switch (what) {
      case DELIVERED -> delivered(world, where, detail);
      case DOUBLED -> "The network doubles for " + acceptor(where) + ": " + message(detail);
      case RESTARTED -> acceptor(where) + " restarts; its undelivered replies are lost";
      case INSTALLED -> acceptor(where) + " installs " + Words.of(eras.get(detail));
      case CLIENT -> client(where) + own(world, where, detail) + reaction(world, where, detail);
    };
  }

  private String delivered(int[] world, int acceptor, int number) {
    Message message = columns.message(number);
    if (message instanceof Message.Collecting) {
      return acceptor(acceptor) + " gets " + message(number);
    }
    if (message instanceof Message.Asking asking) {
      return acceptor(acceptor)
          + " gets "
          + message(number)
          + ": "
          + columns.answerTo(world[acceptor], asking.request());
    }
    int event = Event.of(Event.HEAR, acceptor, number);
    return client(message.client())
        + " hears from "
        + acceptor(acceptor)
        + ": "
        + message(number)
        + reaction(world, message.client(), event);
  }

  private String message(int number) {
    Message message = columns.message(number);
    if (message instanceof Message.Asking asking) {
      boolean late = asking.client() == Message.NOBODY && asking.poll() == Poll.ROUND;
      return (late ? "the late " : "") + Words.of(asking.request());
    }
    return message instanceof Message.Collecting collecting
        ? Words.of(collecting.collect())
        : Words.of(((Message.Answering) message).reply());
  }

  private String own(int[] world, int place, int event) {
    return switch (Event.kind(event)) {
      case Event.SILENCE -> " gives up on " + acceptor(Event.acceptor(event));
      case Event.TIMEOUT -> " gives up on all who have not answered";
      case Event.CALL -> " asks for " + clients.nextCommandOf(world[acceptors + place]);
      case Event.RESUME -> " has paused";
      case Event.READ_AGAIN -> " reads again";
      case Event.EXPIRE -> " has no time left for a command";
      case Event.LEARN -> " learns " + Words.of(eras.get(Event.argument(event)));
      case Event.MOVE -> " moves the configuration to " + Words.of(eras.get(Event.argument(event)));
      case Event.FENCE -> " finds the era before fenced off";
      case Event.LIST ->
          " hears what %s lists: %s"
              .formatted(
                  acceptor(Event.acceptor(event)), Words.of(columns.page(Event.argument(event))));
      case Event.FETCH ->
          " hears what is to be copied from %s: %s"
              .formatted(
                  acceptor(Event.acceptor(event)), Words.of(columns.held(Event.argument(event))));
      case Event.SPREAD -> " finds enough of them served";
      default -> " crashes and starts again";
    };
  }

  private String reaction(int[] world, int place, int event) {
    Clients.Step step = clients.step(place, world[acceptors + place], event);
    StringBuilder words = new StringBuilder();
    step.answers().forEach(answer -> words.append("; told: ").append(answer));
    if (step.sent() >= 0) {
      words.append("; sends ").append(message(step.sent()));
    }
    for (Clients.Parcel parcel : step.parcels()) {
      words.append("; sends ").append(acceptor(parcel.acceptor())).append(' ');
      words.append(message(parcel.message()));
    }
    return words.toString();
  }

  private String client(int place) {
    return scope.programs().get(place).name();
  }

  private static String acceptor(int number) {
    return Cast.letter(number);
  }
}
