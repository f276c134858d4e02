package io.paxos.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code paxos members}: shows and changes who the acceptors are. */
@Command(
    name = "members",
    mixinStandardHelpOptions = true,
    description = {
      "Shows and changes who the acceptors of the cluster are, while clients work.",
      "Ends with 0 if that was done, with 1 if not, with 2 if it was asked wrongly."
    })
final class MembersCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        commandLine(), "Say what to do: list, status, add, remove, replace, or abort.");
  }

  @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the members.")
  int list(@Mixin ServerOptions server) {
    return telling(() -> print(MembersText.list(server.client().cluster())));
  }

  @Command(
      name = "status",
      mixinStandardHelpOptions = true,
      description = "Tells how the cluster is, and how far a change that is under way.")
  int status(@Mixin ServerOptions server) {
    return telling(() -> print(MembersText.status(server.client().cluster())));
  }

  @Command(
      name = "add",
      mixinStandardHelpOptions = true,
      description = "Lets acceptors join. Start them first: ./paxos node --join ...")
  int add(
      @Mixin ServerOptions server,
      @Mixin Wish.Options options,
      @Parameters(arity = "1..*", paramLabel = "NAME=ADDRESS") List<String> members) {
    return telling(() -> change(server, new Wish().adding(members).with(options), options));
  }

  @Command(
      name = "remove",
      mixinStandardHelpOptions = true,
      description = "Lets acceptors leave, whether or not they are still there.")
  int remove(
      @Mixin ServerOptions server,
      @Mixin Wish.Options options,
      @Parameters(arity = "1..*", paramLabel = "NAME") List<String> names) {
    return telling(() -> change(server, new Wish().removing(names).with(options), options));
  }

  @Command(
      name = "replace",
      mixinStandardHelpOptions = true,
      description = {
        "Lets acceptors with empty databases take the places of others of the same names.",
        "Without an address, where the others were."
      })
  int replace(
      @Mixin ServerOptions server,
      @Mixin Wish.Options options,
      @Parameters(arity = "1..*", paramLabel = "NAME[=ADDRESS]") List<String> members) {
    return telling(() -> change(server, new Wish().replacing(members).with(options), options));
  }

  @Command(
      name = "abort",
      mixinStandardHelpOptions = true,
      description = "Turns the change that is under way back.")
  int abort(@Mixin ServerOptions server) {
    return telling(
        () -> {
          MembersClient client = server.client();
          JsonNode change = client.cluster().path("change");
          if (change.isMissingNode()) {
            throw new ClientFailure("no change of membership is under way");
          }
          JsonNode now = client.abort(change.path("era").asLong()).path("now");
          return print(List.of("turned back: the members are still " + MembersText.names(now)));
        });
  }

  /** What a command does. */
  @FunctionalInterface
  private interface Work {
    int run() throws InterruptedException;
  }

  private int change(ServerOptions server, ObjectNode wish, Wish.Options options)
      throws InterruptedException {
    MembersClient client = server.client();
    JsonNode begun = client.begin(wish);
    int printed =
        print(
            List.of(
                "begun in era %d: %s to %s"
                    .formatted(
                        begun.path("era").asLong(),
                        MembersText.names(begun.path("from")),
                        MembersText.names(begun.path("to")))));
    return options.waits() ? new ChangeWatch(client, out()).await(begun) : printed;
  }

  private int telling(Work work) {
    try {
      return work.run();
    } catch (ClientFailure failure) {
      commandLine().getErr().println("paxos: " + failure.getMessage());
      return 1;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  private int print(List<String> lines) {
    lines.forEach(out()::println);
    out().flush();
    return 0;
  }

  private PrintWriter out() {
    return commandLine().getOut();
  }

  private CommandLine commandLine() {
    return Objects.requireNonNull(spec).commandLine();
  }
}
