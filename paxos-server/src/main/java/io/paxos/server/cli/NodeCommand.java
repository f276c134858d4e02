package io.paxos.server.cli;

import io.paxos.server.config.NodeSettings;
import io.paxos.server.config.SettingException;
import io.quarkus.runtime.Quarkus;
import io.smallrye.config.SmallRyeConfig;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs one node until the process is told to stop. */
@Command(
    name = "node",
    description = {
      "Runs one node in the foreground.",
      "What is not given as an option is taken from the environment (PAXOS_NODE_ID for"
          + " paxos.node.id) or from config/application.properties."
    },
    mixinStandardHelpOptions = true)
final class NodeCommand implements Callable<Integer> {
  @Mixin private final NodeOptions options = new NodeOptions();

  @Option(names = "--stop-with-input", hidden = true)
  private boolean stopWithInput;

  @Override
  public Integer call() {
    try {
      NodeSettings settings = check();
      if (settings.insecure()) {
        warnOfInsecurity(settings);
      }
    } catch (SettingException wrong) {
      System.err.println("paxos: " + wrong.getMessage());
      return 2;
    }
    if (stopWithInput) {
      stopWhenInputEnds();
    }
    // Quarkus would answer a malformed path with a bare 400; the routes say which rule it breaks.
    System.setProperty("vertx.disableURIValidation", "true");
    if (EarlyConfig.read().getConfigValue(EventLoops.SETTING).getValue() == null) {
      int loops = EventLoops.forProcessors(Runtime.getRuntime().availableProcessors());
      System.setProperty(EventLoops.SETTING, Integer.toString(loops));
    }
    Quarkus.run();
    return 0;
  }

  /** Settings are checked before anything is opened. Options come before everything else. */
  private NodeSettings check() {
    SmallRyeConfig before = EarlyConfig.read();
    options.settings(name -> before.getConfigValue(name).getValue()).forEach(System::setProperty);
    SmallRyeConfig config = EarlyConfig.read();
    NodeSettings.requireKnown(EarlyConfig.names(config));
    return NodeSettings.from(name -> config.getOptionalValue(name, String.class));
  }

  private static void warnOfInsecurity(NodeSettings settings) {
    System.err.println(
        "paxos: WARNING: --insecure: whoever reaches "
            + settings.bind().host()
            + " can read and write every register, without TLS and without authentication");
  }

  /** Whoever started this node holds its input open; when that process dies, so does the node. */
  private static void stopWhenInputEnds() {
    Thread watch =
        new Thread(
            () -> {
              try {
                System.in.transferTo(OutputStream.nullOutputStream());
              } catch (IOException closed) {
                // As good as the end.
              }
              System.exit(0);
            },
            "paxos-input");
    watch.setDaemon(true);
    watch.start();
  }
}
