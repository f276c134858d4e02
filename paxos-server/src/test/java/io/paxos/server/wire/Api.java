package io.paxos.server.wire;

import io.paxos.driver.Proposer;
import io.paxos.driver.Settings;
import io.paxos.driver.SystemTimers;
import io.paxos.protocol.AcceptorGroup;
import io.paxos.protocol.AcceptorId;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Member;
import io.paxos.protocol.ProposerId;
import io.paxos.protocol.StoreId;
import io.paxos.server.http.UnknownPaths;
import io.paxos.server.inspect.InspectRoutes;
import io.paxos.server.register.RegisterRoutes;
import io.paxos.server.register.SwitchRoutes;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** The HTTP interface on a port of its own, over a proposer and three acceptors in memory. */
public final class Api implements AutoCloseable {
  /** The longest value that is served. */
  public static final int MAX_VALUE_BYTES = 100_000;

  private final Vertx vertx = Vertx.vertx();
  private final SystemTimers timers = new SystemTimers("timers");
  private final Map<AcceptorId, MoodyAcceptor> acceptors = new LinkedHashMap<>();
  private final Proposer proposer;
  private final HttpServer server;
  private volatile Supplier<Optional<Proposer>> source = Optional::empty;

  private Api(Duration timeout) {
    Configuration configuration = formed();
    this.proposer =
        new Proposer(
            new ProposerId("tested", 1),
            configuration,
            (id, address) -> acceptor(id),
            timers,
            new SplittableRandom(1),
            Settings.DEFAULT);
    this.server = listening(timeout);
    recover();
  }

  /** An interface that answers within five seconds. */
  public static Api started() {
    return new Api(Duration.ofSeconds(5));
  }

  /** An interface whose operations end after this time. */
  public static Api started(Duration timeout) {
    return new Api(timeout);
  }

  public int port() {
    return server.actualPort();
  }

  /** Sends one request on a connection of its own. */
  public Exchanged send(Wire request) {
    return request.sendTo(port());
  }

  public List<MoodyAcceptor> acceptors() {
    return List.copyOf(acceptors.values());
  }

  /** Behaves as before the cluster has formed. */
  public void pretendNotFormed() {
    source = Optional::empty;
  }

  /** Fails with every request. */
  public void breakDown(RuntimeException failure) {
    source =
        () -> {
          throw failure;
        };
  }

  /** Behaves as a server should. */
  public void recover() {
    source = () -> Optional.of(proposer);
  }

  /** What an application embedded next to this server would use. */
  public Proposer proposer() {
    return proposer;
  }

  @Override
  public void close() {
    proposer.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
    timers.close();
  }

  private Configuration formed() {
    List<Member> members =
        List.of("a", "b", "c").stream()
            .map(name -> new Member(new AcceptorId(name), "memory:" + name, StoreId.random()))
            .toList();
    Configuration configuration = Configuration.stable(1, AcceptorGroup.majority(members));
    for (Member member : members) {
      MoodyAcceptor acceptor = new MoodyAcceptor(member.store());
      acceptors.put(member.id(), acceptor);
      acceptor.install(configuration).toCompletableFuture().join();
    }
    return configuration;
  }

  private MoodyAcceptor acceptor(AcceptorId id) {
    return Optional.ofNullable(acceptors.get(id)).orElseThrow();
  }

  private HttpServer listening(Duration timeout) {
    Supplier<Optional<Proposer>> current = () -> source.get();
    Router router = Router.router(vertx);
    new RegisterRoutes(current, timeout, MAX_VALUE_BYTES).mount(router);
    new SwitchRoutes(current, timeout, MAX_VALUE_BYTES).mount(router);
    new InspectRoutes(current, timeout).mount(router);
    new UnknownPaths().mount(router);
    return vertx
        .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0))
        .requestHandler(router)
        .listen()
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }
}
