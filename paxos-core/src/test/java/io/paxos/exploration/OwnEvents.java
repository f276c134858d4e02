package io.paxos.exploration;

import io.paxos.exploration.Client.AcceptPhase;
import io.paxos.exploration.Client.Pausing;
import io.paxos.exploration.Client.PreparePhase;
import io.paxos.exploration.Client.Rider;
import io.paxos.exploration.Client.Try;
import io.paxos.protocol.StoreId;
import io.paxos.quorum.Tally;
import java.util.ArrayList;
import java.util.List;

/** What can happen to a client without a message: its own decisions, and the passing of time. */
final class OwnEvents {
  private final Program program;
  private final List<StoreId> stores;
  private final Client client;
  private final List<Integer> events = new ArrayList<>();

  OwnEvents(Program program, List<StoreId> stores, Client client) {
    this.program = program;
    this.stores = stores;
    this.client = client;
  }

  /** The events, as {@link Event} writes them; the argument of a call is left open. */
  int[] all() {
    collect();
    return events.stream().mapToInt(Integer::intValue).toArray();
  }

  private void collect() {
    if (nextCommand(program, client) >= 0) {
      events.add(Event.of(Event.CALL, 0, 0));
    }
    if (client.phase() instanceof Pausing) {
      events.add(Event.of(Event.RESUME, 0, 0));
    }
    boolean isInRound =
        client.phase() instanceof PreparePhase || client.phase() instanceof AcceptPhase;
    if (isInRound) {
      events.add(Event.of(Event.TIMEOUT, 0, Poll.ROUND.number()));
    }
    if (client.phase() instanceof AcceptPhase accept) {
      collectSilences(accept);
    }
    client.read().ifPresent(this::collectReadEvents);
    riders().forEach(rider -> collectExpiry(rider.command()));
    boolean hasBegun = client.asked() > 0 || client.issued() > 0 || isAtWork();
    if (client.crashesLeft() > 0 && hasBegun) {
      events.add(Event.of(Event.CRASH, 0, 0));
    }
  }

  /**
   * A silence commutes with every reply. So it is enough that a phase may time out as a whole at
   * any moment, except where one silence has an effect of its own: an accept quorum that is not
   * clean leaves no promise for a later command.
   */
  private void collectSilences(AcceptPhase accept) {
    Tally tally = accept.state().tally();
    boolean later = client.asked() < program.commands().size();
    boolean clean = tally.lost().isEmpty();
    for (int i = 0; i < stores.size(); i++) {
      if ((later || !client.waiting().isEmpty()) && clean && tally.isNews(stores.get(i))) {
        events.add(Event.of(Event.SILENCE, i, 0));
      }
    }
  }

  private void collectReadEvents(Try read) {
    collectExpiry(read.command());
    if (read.state().isEmpty()) {
      if (client.roundsLeft() > 0) {
        events.add(Event.of(Event.READ_AGAIN, 0, 0));
      }
      return;
    }
    events.add(Event.of(Event.TIMEOUT, 0, Poll.READ.number()));
  }

  private void collectExpiry(int command) {
    if (program.commands().get(command).impatient()) {
      events.add(Event.of(Event.EXPIRE, 0, command));
    }
  }

  private boolean isAtWork() {
    return !program.serves() && !client.configuration().isStable();
  }

  private List<Rider> riders() {
    List<Rider> riders = new ArrayList<>(client.waiting());
    if (client.phase() instanceof AcceptPhase accept) {
      accept.passengers().forEach(one -> riders.add(one.rider()));
    }
    riders.removeIf(Rider::givenUp);
    return riders;
  }

  /** The command that the client may ask for now, -1 if there is none. */
  static int nextCommand(Program program, Client client) {
    if (!program.serves()) {
      return -1;
    }
    List<Command> commands = program.commands();
    for (int i = client.asked(); i < commands.size(); i++) {
      Command command = commands.get(i);
      if (!command.afterRejection() || client.wasRejected()) {
        boolean free = !client.isBusy() || command.alongside();
        return free && client.roundsLeft() > 0 ? i : -1;
      }
    }
    return -1;
  }
}
