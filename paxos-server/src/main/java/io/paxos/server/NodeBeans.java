package io.paxos.server;

import io.paxos.server.cluster.Node;
import io.paxos.server.config.NodeSettings;
import io.paxos.server.config.SettingException;
import io.paxos.server.home.Forwarder;
import io.paxos.server.transport.NodeChannels;
import io.paxos.storage.jdbc.StorageException;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;

/** The node and its settings as beans: made when the server starts, closed when it stops. */
@Singleton
final class NodeBeans {
  /** As long as a proposer waits for a batch: an answer that comes later is of no use. */
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(2);

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

  void onStart(@Observes StartupEvent event, Node node) {
    // Injecting the node has started it.
  }

  @Produces
  @Singleton
  NodeSettings settings(Config config) {
    try {
      return NodeSettings.from(name -> config.getOptionalValue(name, String.class));
    } catch (SettingException wrong) {
      throw new ConfigurationException(wrong.getMessage());
    }
  }

  @Produces
  @Singleton
  NodeChannels channels(NodeSettings settings, Vertx vertx) {
    return new NodeChannels(vertx, settings.secret(), CONNECT_TIMEOUT, CALL_TIMEOUT);
  }

  void close(@Disposes NodeChannels channels) {
    channels.close();
  }

  @Produces
  @Singleton
  Node node(NodeSettings settings, NodeChannels channels) {
    try {
      return Node.start(settings, channels);
    } catch (StorageException | UncheckedIOException unusable) {
      throw new ConfigurationException(
          "the storage of node %s, %s, cannot be used: %s"
              .formatted(settings.id(), settings.storage().describe(), reason(unusable)));
    }
  }

  /** Waits a little longer than the node that it asks, which answers by then. */
  @Produces
  @Singleton
  Forwarder forwarder(NodeSettings settings, NodeChannels channels, Vertx vertx) {
    return new Forwarder(vertx, channels, settings.requestTimeout().plusSeconds(1));
  }

  /** What the driver or the system says, if it says something, as that is what can be mended. */
  private static String reason(Throwable unusable) {
    Throwable cause = unusable;
    while (cause.getCause() != null && !(cause instanceof SQLException)) {
      cause = cause.getCause();
    }
    return cause instanceof StorageException
        ? String.valueOf(cause.getMessage())
        : cause.toString();
  }

  void close(@Disposes Node node) {
    node.close();
  }
}
