package io.paxos.server.cli;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which node a command talks to, and what it shows it. */
final class ServerOptions {
  @Option(
      names = "--server",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:8081",
      description = "Any node of the cluster (default: ${DEFAULT-VALUE}).")
  private String server = "http://127.0.0.1:8081";

  @Option(
      names = "--cluster-secret-file",
      paramLabel = "FILE",
      description = "The secret that nodes show each other; changes need it if there is one.")
  private @Nullable Path secretFile;

  /**
   * The way to the node.
   *
   * @throws ClientFailure if an option is wrong
   */
  MembersClient client() {
    return new MembersClient(url(), secret());
  }

  private URI url() {
    String rule = "--server \"%s\" is not a URL such as http://host:port".formatted(server);
    try {
      URI url = new URI(server.replaceFirst("/+$", ""));
      if (url.getHost() != null && String.valueOf(url.getScheme()).matches("https?")) {
        return url;
      }
    } catch (URISyntaxException malformed) {
      throw new ClientFailure(rule);
    }
    throw new ClientFailure(rule);
  }

  private Optional<String> secret() {
    if (secretFile == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readString(secretFile).strip());
    } catch (IOException unreadable) {
      throw new ClientFailure(
          "--cluster-secret-file " + secretFile + " cannot be read: " + unreadable);
    }
  }
}
