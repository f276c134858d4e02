package io.paxos.wan;

import java.io.PrintWriter;
import picocli.CommandLine;

/** Where {@code paxos wan} begins. */
public final class Main {
  private Main() {}

  /** Ends with 0 if it measured, with 1 if it could not, with 2 if it was asked wrongly. */
  public static void main(String[] arguments) {
    // The libraries' logging goes nowhere, and need not say so.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    System.exit(command().execute(arguments));
  }

  static CommandLine command() {
    return new CommandLine(new WideAreaCommand())
        .setParameterExceptionHandler(
            (wrong, arguments) -> {
              PrintWriter err = wrong.getCommandLine().getErr();
              err.println(wrong.getMessage());
              err.println("./paxos wan --help tells the options");
              return CommandLine.ExitCode.USAGE;
            });
  }
}
