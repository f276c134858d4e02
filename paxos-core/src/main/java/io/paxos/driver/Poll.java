package io.paxos.driver;

import io.paxos.protocol.Reply;
import io.paxos.protocol.Request;
import java.time.Duration;
import java.util.List;

/**
 * One question to every acceptor of a topology. Whoever has not answered in time counts as silent.
 * Thread-safe; the listener is called on any thread, and sorts out late and double words itself.
 */
final class Poll<R extends Reply> {
  private final Topology topology;
  private final Request<R> request;
  private final Listener<R> listener;
  private final Timers timers;
  private final Duration timeout;
  private final Alarm widening = new Alarm();
  private final Alarm alarm = new Alarm();
  private volatile List<Link> rest = List.of();
  private boolean hurried;

  Poll(
      Topology topology,
      Request<R> request,
      Listener<R> listener,
      Timers timers,
      Duration timeout) {
    this.topology = topology;
    this.request = request;
    this.listener = listener;
    this.timers = timers;
    this.timeout = timeout;
  }

  long era() {
    return topology.era();
  }

  /** Asks everybody. A slow or dead acceptor costs nothing while a quorum answers. */
  void send() {
    sendTo(topology.links());
  }

  /** Asks these; the others after this time, or when {@link #widen} is called. */
  void send(List<Link> first, Duration patience) {
    if (first.size() == topology.links().size()) {
      send();
      return;
    }
    rest = topology.links().stream().filter(link -> !first.contains(link)).toList();
    try {
      ask(first);
    } finally {
      widening.set(timers, patience, this::widen);
    }
  }

  /** Asks those who have not been asked yet, if there are any. */
  void widen() {
    if (!rest.isEmpty() && widening.turnOff()) {
      sendTo(rest);
    }
  }

  private void sendTo(List<Link> links) {
    try {
      ask(links);
    } finally {
      // Whatever went wrong with the sending, the waiting has an end.
      alarm.set(timers, timeout, this::giveUp);
    }
  }

  private void ask(List<Link> links) {
    for (Link link : links) {
      link.send(topology.era(), request, listener);
    }
  }

  /** Waits only this much longer, from the first call on. */
  synchronized void hurry(Duration patience) {
    if (!hurried) {
      hurried = true;
      timers.schedule(patience, this::giveUp);
    }
  }

  /** Stops waiting; what still arrives finds a listener that has moved on. */
  void stop() {
    widening.turnOff();
    alarm.turnOff();
  }

  private void giveUp() {
    topology.links().forEach(link -> listener.onSilence(link.member().store()));
  }
}
