package io.paxos.simulation;

/** Where messages leave and arrive. */
interface Site {
  String name();

  /** Lets something happen here: at once, when a pause is over, or, if nobody lives here, never. */
  void run(Runnable event);

  /** Lets a message leave; whoever sends it may die before or after. */
  void send(Runnable message);

  /** Whether this very sender lives. */
  boolean isAlive();

  /** A place where nothing ever goes wrong. */
  static Site standing(String name) {
    return new Site() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public void run(Runnable event) {
        event.run();
      }

      @Override
      public void send(Runnable message) {
        message.run();
      }

      @Override
      public boolean isAlive() {
        return true;
      }
    };
  }
}
