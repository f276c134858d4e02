package io.paxos.driver;

import io.paxos.protocol.Reply;
import io.paxos.protocol.Request;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One question to every acceptor of a topology. Each link sees to it that there is a word of its
 * acceptor in time, be it silence. Thread-safe; the listener is called on any thread, and sorts out
 * late and double words itself.
 */
final class Poll<R extends Reply> {
  private final Topology topology;
  private final Request<R> request;
  private final Listener<R> listener;
  private final Timers timers;
  private volatile List<Link> rest = List.of();
  private volatile boolean withdrawn;
  private boolean stopped;
  private @Nullable Alarm widening;
  private @Nullable Alarm hurrying;

  Poll(Topology topology, Request<R> request, Listener<R> listener, Timers timers) {
    this.topology = topology;
    this.request = request;
    this.listener = listener;
    this.timers = timers;
  }

  long era() {
    return topology.era();
  }

  /** Asks everybody. A slow or dead acceptor costs nothing while a quorum answers. */
  void send() {
    ask(topology.links());
  }

  /** Asks these; the others after this time, or when {@link #widen} is called. */
  void send(List<Link> first, Duration patience) {
    if (first.size() == topology.links().size()) {
      send();
      return;
    }
    rest = topology.links().stream().filter(link -> !first.contains(link)).toList();
    Alarm alarm = beginWidening();
    ask(first);
    alarm.set(timers, patience, this::widen);
  }

  private synchronized Alarm beginWidening() {
    widening = newAlarm();
    return widening;
  }

  /** Off already if nobody waits any more. */
  private synchronized Alarm newAlarm() {
    Alarm alarm = new Alarm();
    if (stopped) {
      alarm.turnOff();
    }
    return alarm;
  }

  /** Asks those who have not been asked yet, if there are any. */
  void widen() {
    if (isWideningDue()) {
      ask(rest);
    }
  }

  private synchronized boolean isWideningDue() {
    return widening != null && widening.turnOff();
  }

  private void ask(List<Link> links) {
    try {
      for (int i = 0; i < links.size(); i++) {
        links.get(i).send(topology.era(), request, listener);
      }
    } catch (RuntimeException | Error failed) {
      // Whatever went wrong with the sending, the waiting has an end.
      timers.schedule(Duration.ZERO, this::giveUp);
      throw failed;
    }
  }

  /** Waits only this much longer, from the first call on. */
  synchronized void hurry(Duration patience) {
    if (hurrying == null) {
      hurrying = newAlarm();
      hurrying.set(timers, patience, this::giveUp);
    }
  }

  /** Stops waiting; what still arrives finds a listener that has moved on. */
  synchronized void stop() {
    stopped = true;
    if (widening != null) {
      widening.turnOff();
    }
    if (hurrying != null) {
      hurrying.turnOff();
    }
  }

  /** Stops waiting, and asks nobody who has not been asked yet. */
  void withdraw() {
    withdrawn = true;
    stop();
  }

  /** Whether it was withdrawn. */
  boolean isWithdrawn() {
    return withdrawn;
  }

  private void giveUp() {
    topology.links().forEach(link -> listener.onSilence(link.member().store()));
  }
}
