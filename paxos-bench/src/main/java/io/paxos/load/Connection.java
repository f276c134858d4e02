package io.paxos.load;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One client: asks one thing at a time, of one node, over a connection that is kept. Confined to
 * the event loop.
 */
final class Connection {
  private final HttpClient client;
  private final List<Node> nodes;
  private final long timeoutMillis;
  private final Map<String, String> revisions = new HashMap<>();
  private int node;

  /**
   * A client.
   *
   * @param first number of the node that it asks first
   */
  Connection(HttpClient client, List<Node> nodes, int first, Duration timeout) {
    this.client = client;
    this.nodes = nodes;
    this.node = first;
    this.timeoutMillis = timeout.toMillis();
  }

  /** The number of the node that is asked. */
  int node() {
    return node;
  }

  /** Goes on with the next node. */
  void moveOn() {
    node = (node + 1) % nodes.size();
  }

  /** The revision of a key that this client saw last. */
  Optional<String> revision(String key) {
    return Optional.ofNullable(revisions.get(key));
  }

  void remember(String key, String revision) {
    revisions.put(key, revision);
  }

  void forget(String key) {
    revisions.remove(key);
  }

  Future<Reply> send(HttpMethod method, String path, Map<String, String> headers, Buffer body) {
    Node asked = nodes.get(node);
    RequestOptions options =
        new RequestOptions()
            .setMethod(method)
            .setHost(asked.host())
            .setPort(asked.port())
            .setURI(path)
            .setTimeout(timeoutMillis);
    headers.forEach(options::putHeader);
    return client
        .request(options)
        .compose(request -> body.length() == 0 ? request.send() : request.send(body))
        .compose(Connection::whole);
  }

  private static Future<Reply> whole(HttpClientResponse response) {
    Optional<String> entityTag = Optional.ofNullable(response.getHeader("ETag"));
    return response.body().map(body -> new Reply(response.statusCode(), entityTag, body));
  }
}
