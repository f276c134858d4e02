package io.paxos.server.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command without a word after it: says which there are. */
@Command(
    name = "paxos",
    description = "Linearizable registers, replicated by CASPaxos over ordinary SQL databases.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {NodeCommand.class, ClusterCommand.class, MembersCommand.class})
final class PaxosCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        Objects.requireNonNull(spec).commandLine(),
        "Say what to do: paxos cluster, paxos node, or paxos members.");
  }
}
