package io.paxos.server.cluster;

import io.paxos.driver.Connector;
import io.paxos.protocol.AcceptorId;
import io.paxos.server.config.NodeSettings;
import io.paxos.server.transport.HttpAcceptor;
import io.paxos.server.transport.NodeChannels;
import io.paxos.spi.Acceptor;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reaches a node's own acceptor directly, other nodes by WebSocket, and databases by JDBC.
 * Thread-safe. Owns what it connects to, except the node's own acceptor and the channels.
 */
final class NodeConnector implements Connector, AutoCloseable {
  private final NodeSettings settings;
  private final Optional<DatabaseAcceptor> own;
  private final NodeChannels channels;
  private final Map<String, Acceptor> connected = new HashMap<>();

  NodeConnector(NodeSettings settings, Optional<DatabaseAcceptor> own, NodeChannels channels) {
    this.settings = settings;
    this.own = own;
    this.channels = channels;
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
  }

  private Acceptor database(String address) {
    return DatabaseAcceptor.connect(address, settings.storage());
  }
}
