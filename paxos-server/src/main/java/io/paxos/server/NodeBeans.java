package io.paxos.server;

import io.paxos.server.cluster.Node;
import io.paxos.server.config.NodeSettings;
import io.paxos.server.config.SettingException;
import io.paxos.server.home.Forwarder;
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
import org.eclipse.microprofile.config.Config;

/** The node and its settings as beans: made when the server starts, closed when it stops. */
@Singleton
final class NodeBeans {
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
  Node node(NodeSettings settings, Vertx vertx) {
    try {
      return Node.start(settings, vertx);
    } catch (StorageException | UncheckedIOException unusable) {
      throw new ConfigurationException(
          "the storage of node %s, %s, cannot be used: %s"
              .formatted(settings.id(), settings.storage().describe(), reason(unusable)));
    }
  }

  /** Waits a little longer than the node that it asks, which answers by then. */
  @Produces
  @Singleton
  Forwarder forwarder(NodeSettings settings, Vertx vertx) {
    return new Forwarder(vertx, settings.secret(), settings.requestTimeout().plusSeconds(1));
  }

  void close(@Disposes Forwarder forwarder) {
    forwarder.close();
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
