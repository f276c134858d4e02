package io.paxos.driver;

import io.paxos.protocol.Reply;
import io.paxos.protocol.Request;
import java.time.Duration;

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
  private final Alarm alarm = new Alarm();
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

  /** Sends the question. A slow or dead acceptor costs nothing while a quorum answers. */
  void send() {
    try {
      for (Link link : topology.links()) {
        link.send(topology.era(), request, listener);
      }
    } finally {
      // Whatever went wrong with the sending, the waiting has an end.
      alarm.set(timers, timeout, this::giveUp);
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
    alarm.turnOff();
  }

  private void giveUp() {
    topology.links().forEach(link -> listener.onSilence(link.member().store()));
  }
}
