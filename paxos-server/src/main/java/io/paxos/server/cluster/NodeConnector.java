package io.paxos.server.cluster;

import io.paxos.driver.Connector;
import io.paxos.protocol.AcceptorId;
import io.paxos.server.config.NodeSettings;
import io.paxos.server.transport.HttpAcceptor;
import io.paxos.server.transport.NodeChannels;
import io.paxos.spi.Acceptor;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reaches a node's own acceptor directly, other nodes by WebSocket, and databases by JDBC.
 * Thread-safe. Owns what it connects to, except the node's own acceptor.
 */
final class NodeConnector implements Connector, AutoCloseable {
  /** As long as a proposer waits for a batch: an answer that comes later is of no use. */
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(2);

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

  private final NodeSettings settings;
  private final Optional<DatabaseAcceptor> own;
  private final NodeChannels channels;
  private final Map<String, Acceptor> connected = new HashMap<>();

  NodeConnector(NodeSettings settings, Optional<DatabaseAcceptor> own, Vertx vertx) {
    this.settings = settings;
    this.own = own;
    this.channels =
        new NodeChannels(
            vertx, HttpAcceptor.PATH, settings.secret(), CONNECT_TIMEOUT, CALL_TIMEOUT);
  }

  @Override
  public Acceptor connect(AcceptorId id, String address) {
    // Not by its name: a member that replaces this one elsewhere may have the same.
    if (own.isPresent() && settings.ownAddresses().contains(address)) {
      return own.get();
    }
    boolean isDatabase = address.startsWith("jdbc:");
    synchronized (connected) {
      return connected.computeIfAbsent(
          address, unseen -> isDatabase ? database(address) : new HttpAcceptor(channels, address));
    }
  }

  @Override
  public void close() {
    synchronized (connected) {
      connected.values().forEach(Acceptor::close);
      connected.clear();
    }
    channels.close();
  }

  private Acceptor database(String address) {
    return DatabaseAcceptor.connect(address, settings.storage());
  }
}
