package io.paxos.server;

import io.paxos.server.acceptor.AcceptorRoute;
import io.paxos.server.cluster.Node;
import io.paxos.server.config.NodeSettings;
import io.paxos.server.home.Forwarder;
import io.paxos.server.home.HomeRoute;
import io.paxos.server.home.Homes;
import io.paxos.server.home.Placement;
import io.paxos.server.http.UnknownPaths;
import io.paxos.server.inspect.InspectRoutes;
import io.paxos.server.membership.AdminAccess;
import io.paxos.server.membership.ClusterRoutes;
import io.paxos.server.membership.ClusterSource;
import io.paxos.server.register.RegisterRoutes;
import io.paxos.server.register.SwitchRoutes;
import io.paxos.server.transport.NodeRoute;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Mounts the routes that are served on the event loop. */
@Singleton
final class Routes {
  void mount(
      @Observes Router router,
      Node node,
      NodeSettings settings,
      Forwarder forwarder,
      Departure departure) {
    NodeRoute.Access nodes = new NodeRoute.Access(settings.secret(), settings.bind().loopback());
    new AcceptorRoute(node::servedAcceptor, nodes).mount(router);
    Duration timeout = settings.requestTimeout();
    Homes homes = new Homes(node::proposer, settings.ownAddresses()::contains, System::nanoTime);
    RegisterRoutes registers =
        new RegisterRoutes(
            node::proposer,
            timeout,
            settings.maxValueBytes(),
            Placement.atHome(homes, forwarder, timeout));
    registers.mount(router);
    new HomeRoute(registers.here(), nodes, departure::hasBegun).mount(router);
    new SwitchRoutes(node::proposer, timeout, settings.maxValueBytes()).mount(router);
    new InspectRoutes(node::proposer, timeout).mount(router);
    new ClusterRoutes(ClusterSource.of(node), new AdminAccess(settings.secret()), timeout)
        .mount(router);
    new UnknownPaths().mount(router);
  }
}
