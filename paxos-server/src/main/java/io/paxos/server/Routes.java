package io.paxos.server;

import io.paxos.server.acceptor.AcceptorRoute;
import io.paxos.server.cluster.Node;
import io.paxos.server.config.NodeSettings;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Mounts the routes that are served on the event loop. */
@Singleton
final class Routes {
  void mount(@Observes Router router, Node node, NodeSettings settings) {
    new AcceptorRoute(node::acceptor, settings.secret(), settings.bind().loopback()).mount(router);
  }
}
