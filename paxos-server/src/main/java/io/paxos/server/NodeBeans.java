package io.paxos.server;

import io.paxos.server.cluster.Node;
import io.paxos.server.config.NodeSettings;
import io.paxos.server.config.SettingException;
import io.paxos.storage.jdbc.StorageException;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
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
    } catch (StorageException | IOException unusable) {
      throw new ConfigurationException(
          "the storage of node %s, %s, cannot be used: %s"
              .formatted(settings.id(), settings.storage().describe(), unusable.getMessage()));
    }
  }

  void close(@Disposes Node node) {
    node.close();
  }
}
