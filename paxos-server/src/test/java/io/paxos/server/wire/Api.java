package io.paxos.server.wire;

import io.paxos.driver.Connector;
import io.paxos.driver.Proposer;
import io.paxos.driver.Seed;
import io.paxos.driver.Settings;
import io.paxos.driver.SystemTimers;
import io.paxos.driver.upkeep.Collector;
import io.paxos.driver.upkeep.Membership;
import io.paxos.driver.upkeep.UpkeepSettings;
import io.paxos.protocol.AcceptorGroup;
import io.paxos.protocol.AcceptorId;
import io.paxos.protocol.Configuration;
import io.paxos.protocol.Key;
import io.paxos.protocol.Member;
import io.paxos.protocol.ProposerId;
import io.paxos.protocol.StoreId;
import io.paxos.protocol.Value;
import io.paxos.register.Change;
import io.paxos.register.WriteOnce;
import io.paxos.server.cluster.Lookout;
import io.paxos.server.cluster.Standing;
import io.paxos.server.cluster.Upkeep;
import io.paxos.server.config.Secret;
import io.paxos.server.home.Placement;
import io.paxos.server.http.UnknownPaths;
import io.paxos.server.inspect.InspectRoutes;
import io.paxos.server.membership.AdminAccess;
import io.paxos.server.membership.ClusterRoutes;
import io.paxos.server.membership.ClusterSource;
import io.paxos.server.register.RegisterRoutes;
import io.paxos.server.register.SwitchRoutes;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * The HTTP interface on a port of its own, over a proposer and three acceptors in memory, to which
 * more may join.
 */
public final class Api implements AutoCloseable {
  /** The longest value that is served. */
  public static final int MAX_VALUE_BYTES = 100_000;

  private static final UpkeepSettings QUICK = quick(UpkeepSettings.DEFAULT);

  private final Vertx vertx = Vertx.vertx();
  private final SystemTimers timers = new SystemTimers("timers");
  private final Map<String, MoodyAcceptor> acceptors = new ConcurrentSkipListMap<>();
  private final Upkeep upkeep;
  private final HttpServer server;
  private volatile Supplier<Optional<Upkeep>> source = Optional::empty;

  private Api(Duration timeout, Optional<Secret> secret) {
    Configuration configuration = formed();
    this.upkeep = upkeep(configuration);
    writeDown(configuration);
    this.server = listening(timeout, secret);
    recover();
  }

  /** An interface that answers within five seconds. */
  public static Api started() {
    return started(Duration.ofSeconds(5));
  }

  /** An interface whose operations end after this time. */
  public static Api started(Duration timeout) {
    return new Api(timeout, Optional.empty());
  }

  /** An interface on which membership is changed by whoever has this secret. */
  public static Api started(Secret secret) {
    return new Api(Duration.ofSeconds(5), Optional.of(secret));
  }

  public int port() {
    return server.actualPort();
  }

  /** Sends one request on a connection of its own. */
  public Exchanged send(Wire request) {
    return request.sendTo(port());
  }

  /** Sends requests at the same time, each on a thread and a connection of its own. */
  public List<Exchanged> sendAtOnce(List<Wire> requests) {
    ExecutorService clients = Executors.newFixedThreadPool(requests.size());
    try {
      List<CompletableFuture<Exchanged>> answers =
          requests.stream()
              .map(request -> CompletableFuture.supplyAsync(() -> send(request), clients))
              .toList();
      return answers.stream().map(CompletableFuture::join).toList();
    } finally {
      clients.shutdown();
    }
  }

  public String url() {
    return "http://127.0.0.1:" + port();
  }

  /** Puts an empty acceptor where there was none, or another one. */
  public MoodyAcceptor place(String address) {
    MoodyAcceptor acceptor = new MoodyAcceptor(StoreId.random());
    acceptors.put(address, acceptor);
    return acceptor;
  }

  /** Carries changes of membership on, as a node does. */
  public void startMembership() {
    upkeep.membership().start();
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
    source = () -> Optional.of(upkeep);
  }

  /** What an application embedded next to this server would use. */
  public Proposer proposer() {
    return upkeep.proposer();
  }

  @Override
  public void close() {
    upkeep.membership().close();
    upkeep.proposer().close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
    timers.close();
  }

  private static UpkeepSettings quick(UpkeepSettings usual) {
    return new UpkeepSettings(
        Duration.ofMillis(20),
        Duration.ofMillis(500),
        Duration.ofMillis(300),
        1,
        usual.inFlight(),
        usual.collectionPause(),
        usual.collectedPerSecond(),
        usual.operationsKept());
  }

  private Configuration formed() {
    List<Member> members =
        List.of("a", "b", "c").stream()
            .map(name -> new Member(new AcceptorId(name), "memory:" + name, StoreId.random()))
            .toList();
    Configuration configuration = Configuration.stable(1, AcceptorGroup.majority(members));
    for (Member member : members) {
      MoodyAcceptor acceptor = new MoodyAcceptor(member.store());
      acceptors.put(member.address(), acceptor);
      acceptor.install(configuration).toCompletableFuture().join();
    }
    return configuration;
  }

  /** As a formation does, in the register that decides. */
  private void writeDown(Configuration configuration) {
    Value first =
        Value.of(configuration.text().getBytes(StandardCharsets.UTF_8), Configuration.MEDIA_TYPE);
    Change<Value> change = WriteOnce.setting(first);
    var unused =
        proposer()
            .change(Key.CONFIGURATION, change, Optional.empty(), Duration.ofSeconds(5))
            .toCompletableFuture()
            .join();
  }

  private Upkeep upkeep(Configuration configuration) {
    ProposerId self = new ProposerId("tested", 1);
    Connector connector = (id, address) -> new Located(() -> acceptors.get(address));
    Proposer proposer =
        new Proposer(
            self, configuration, connector, timers, new SplittableRandom(1), Settings.DEFAULT);
    Membership membership =
        new Membership(self, proposer, Optional.empty(), connector, timers, QUICK);
    return new Upkeep(
        proposer,
        membership,
        new Collector(self, proposer, connector, timers, QUICK),
        new Lookout(proposer, membership, connector, timers));
  }

  private HttpServer listening(Duration timeout, Optional<Secret> secret) {
    Supplier<Optional<Proposer>> current = () -> source.get().map(Upkeep::proposer);
    AcceptorId self = new AcceptorId("tested");
    ClusterSource cluster =
        new ClusterSource(
            self,
            List.of(new Seed(new AcceptorId("a"), "memory:a")),
            Standing.None::new,
            () -> source.get());
    Router router = Router.router(vertx);
    new RegisterRoutes(current, timeout, MAX_VALUE_BYTES, Placement.HERE).mount(router);
    new SwitchRoutes(current, timeout, MAX_VALUE_BYTES).mount(router);
    new InspectRoutes(current, timeout).mount(router);
    new ClusterRoutes(cluster, new AdminAccess(secret), timeout).mount(router);
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
