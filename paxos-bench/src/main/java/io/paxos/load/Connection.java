package io.paxos.load;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
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
  private final boolean remembers;
  private final Map<String, String> revisions = new HashMap<>();
  private int node;

  /**
   * A client.
   *
   * @param first number of the node that it asks first
   */
  Connection(HttpClient client, Plan plan, int first) {
    this.client = client;
    this.nodes = plan.nodes();
    this.node = first;
    this.timeoutMillis = plan.timeout().toMillis();
    this.remembers = plan.workload().mix().contains(Kind.CAS);
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

  /** Keeps what was seen, if there is any use for it: keys may be many. */
  void remember(String key, String revision) {
    if (remembers) {
      revisions.put(key, revision);
    }
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
    return client.request(options).compose(request -> exchange(request, body));
  }

  /** On the event loop as a whole: a handler that comes too late finds the body gone. */
  private static Future<Reply> exchange(HttpClientRequest request, Buffer body) {
    Future<HttpClientResponse> response = body.length() == 0 ? request.send() : request.send(body);
    return response.compose(Connection::whole);
  }

  private static Future<Reply> whole(HttpClientResponse response) {
    Optional<String> entityTag = Optional.ofNullable(response.getHeader("ETag"));
    return response.body().map(body -> new Reply(response.statusCode(), entityTag, body));
  }
}
