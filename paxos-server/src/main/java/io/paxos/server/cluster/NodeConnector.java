package io.paxos.server.cluster;

import io.paxos.driver.Connector;
import io.paxos.protocol.AcceptorId;
import io.paxos.server.acceptor.AcceptorRoute;
import io.paxos.server.config.NodeSettings;
import io.paxos.server.transport.HttpAcceptor;
import io.paxos.spi.Acceptor;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reaches a node's own acceptor directly, other nodes over HTTP, and databases by JDBC.
 * Thread-safe. Owns what it connects to, except the node's own acceptor.
 */
final class NodeConnector implements Connector, AutoCloseable {
  /** As long as a proposer waits for a batch: an answer that comes later is of no use. */
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(2);

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

  /** For as many reads and writes as a proposer has under way to a far node, and for upkeep. */
  private static final int CONNECTIONS = 24;

  private static final int WAITING_CALLS = 64;

  private final NodeSettings settings;
  private final Optional<DatabaseAcceptor> own;
  private final HttpClient client;
  private final Map<String, Acceptor> connected = new HashMap<>();

  NodeConnector(NodeSettings settings, Optional<DatabaseAcceptor> own, Vertx vertx) {
    this.settings = settings;
    this.own = own;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout((int) CONNECT_TIMEOUT.toMillis())
                .setTcpNoDelay(true)
                .setMaxWaitQueueSize(WAITING_CALLS),
            new PoolOptions().setHttp1MaxSize(CONNECTIONS));
  }

  @Override
  public Acceptor connect(AcceptorId id, String address) {
    // Not by its name: a member that replaces this one elsewhere may have the same.
    if (own.isPresent() && settings.isOwn(address)) {
      return own.get();
    }
    boolean isDatabase = address.startsWith("jdbc:");
    synchronized (connected) {
      return connected.computeIfAbsent(
          address, unseen -> isDatabase ? database(address) : node(address));
    }
  }

  @Override
  public void close() {
    synchronized (connected) {
      connected.values().forEach(Acceptor::close);
      connected.clear();
    }
    var unused = client.close();
  }

  private Acceptor database(String address) {
    return DatabaseAcceptor.connect(address, settings.storage());
  }

  private Acceptor node(String address) {
    return new HttpAcceptor(
        client, address, settings.secret().map(AcceptorRoute::authorization), CALL_TIMEOUT);
  }
}
