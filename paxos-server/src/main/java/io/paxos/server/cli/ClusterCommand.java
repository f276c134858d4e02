package io.paxos.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "cluster", mixinStandardHelpOptions = true)
final class ClusterCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    return 0;
  }
}
