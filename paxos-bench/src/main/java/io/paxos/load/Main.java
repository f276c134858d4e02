package io.paxos.load;

import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;

/** Where {@code paxos load} begins. */
public final class Main {
  /** Tells of every connection that breaks; they are counted here. */
  private static final Logger CLIENT = Logger.getLogger("io.vertx");

  private Main() {}

  /** Ends with 0 if it measured, with 1 if it could not, with 2 if it was asked wrongly. */
  public static void main(String[] arguments) {
    // The libraries' logging goes nowhere, and need not say so.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    CLIENT.setLevel(Level.OFF);
    System.exit(command().execute(arguments));
  }

  static CommandLine command() {
    return new CommandLine(new LoadCommand());
  }
}
