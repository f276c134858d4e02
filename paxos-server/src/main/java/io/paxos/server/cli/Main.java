package io.paxos.server.cli;

import io.quarkus.runtime.annotations.QuarkusMain;
import picocli.CommandLine;

/** Where the process begins. Only {@code paxos node} starts the server. */
@QuarkusMain
public final class Main {
  private Main() {}

  /** Runs a command and ends the process: 0 if it did its work, 2 if it was asked wrongly. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new PaxosCommand()).execute(arguments));
  }
}
