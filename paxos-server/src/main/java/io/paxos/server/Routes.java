package io.paxos.server;

import io.paxos.server.acceptor.AcceptorAnswerer;
import io.paxos.server.acceptor.AcceptorRoute;
import io.paxos.server.cluster.Node;
import io.paxos.server.config.NodeSettings;
import io.paxos.server.home.Forwarder;
import io.paxos.server.home.HomeAnswerer;
import io.paxos.server.home.Homes;
import io.paxos.server.home.Placement;
import io.paxos.server.http.UnknownPaths;
import io.paxos.server.inspect.InspectRoutes;
import io.paxos.server.membership.AdminAccess;
import io.paxos.server.membership.ClusterRoutes;
import io.paxos.server.membership.ClusterSource;
import io.paxos.server.register.RegisterRoutes;
import io.paxos.server.register.SwitchRoutes;
import io.paxos.server.transport.Addressee;
import io.paxos.server.transport.NodeRoute;
import io.paxos.server.transport.NodeSockets;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;

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
    AcceptorAnswerer acceptor = new AcceptorAnswerer(node::servedAcceptor);
    new AcceptorRoute(acceptor, nodes).mount(router);
    Duration timeout = settings.requestTimeout();
    Homes homes = new Homes(node::proposer, settings.ownAddresses()::contains, System::nanoTime);
    RegisterRoutes registers =
        new RegisterRoutes(
            node::proposer,
            timeout,
            settings.maxValueBytes(),
            Placement.atHome(homes, forwarder, timeout));
    registers.mount(router);
    HomeAnswerer home = new HomeAnswerer(registers.here(), departure::hasBegun);
    new NodeSockets(Map.of(Addressee.ACCEPTOR, acceptor, Addressee.HOME, home), nodes)
        .mount(router);
    new SwitchRoutes(node::proposer, timeout, settings.maxValueBytes()).mount(router);
    new InspectRoutes(node::proposer, timeout).mount(router);
    new ClusterRoutes(ClusterSource.of(node), new AdminAccess(settings.secret()), timeout)
        .mount(router);
    new UnknownPaths().mount(router);
  }
}
