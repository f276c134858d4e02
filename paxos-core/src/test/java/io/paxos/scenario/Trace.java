package io.paxos.scenario;

import io.paxos.driver.Timers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A diagram whose places become known as the script goes on. Confined to one thread. */
final class Trace {
  private final Timers timers;
  private final List<String> proposers = new ArrayList<>();
  private final List<String> acceptors = new ArrayList<>();
  private final List<Event> events = new ArrayList<>();

  @FunctionalInterface
  private interface Event {
    void drawOn(Diagram diagram);
  }

  Trace(Timers timers) {
    this.timers = timers;
  }

  void addProposer(String place) {
    proposers.add(place);
  }

  void addAcceptor(String place) {
    acceptors.add(place);
  }

  void message(String from, String to, String label, Diagram.Fate fate) {
    add(diagram -> diagram.arrow(from, to, label, fate));
  }

  void note(String place, String text) {
    add(diagram -> diagram.note(place, text));
  }

  void end(String place, String text) {
    add(diagram -> diagram.end(place, text));
  }

  /** Proposers to the left, acceptors to the right. */
  String text() {
    List<String> places = new ArrayList<>(proposers);
    places.addAll(acceptors);
    Diagram diagram = new Diagram(places);
    events.forEach(event -> event.drawOn(diagram));
    return diagram.text();
  }

  private void add(Event event) {
    Duration now = Duration.ofNanos(timers.nanoTime());
    events.add(
        diagram -> {
          diagram.at(now);
          event.drawOn(diagram);
        });
  }
}
