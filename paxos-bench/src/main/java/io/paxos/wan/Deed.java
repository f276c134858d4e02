package io.paxos.wan;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** What a client does to a number that only it uses: read, add one, write back. */
enum Deed {
  /** In one request: the node adds. */
  INCREMENT("increment") {
    @Override
    void perform(HttpClient client, URI register) throws IOException, InterruptedException {
      send(client, to(register).header("Content-Type", "application/json").POST(ONE_MORE));
    }
  },

  /** In two requests, as the clients of the paper did: this is where etcd has to, as well. */
  READ_THEN_WRITE("read, then write") {
    @Override
    void perform(HttpClient client, URI register) throws IOException, InterruptedException {
      HttpResponse<String> read = send(client, to(register).GET());
      boolean absent = read.statusCode() == NOT_FOUND;
      long number = absent ? 0 : Long.parseLong(read.body());
      HttpRequest.Builder write =
          to(register)
              .header("Content-Type", "application/json")
              .PUT(HttpRequest.BodyPublishers.ofString(Long.toString(number + 1)));
      if (absent) {
        write.header("If-None-Match", "*");
      } else {
        write.header("If-Match", read.headers().firstValue("ETag").orElseThrow());
      }
      send(client, write);
    }
  };

  private static final int NOT_FOUND = 404;
  private static final HttpRequest.BodyPublisher ONE_MORE =
      HttpRequest.BodyPublishers.ofString("{\"op\":\"increment\",\"by\":1}");

  private final String words;

  Deed(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  /**
   * Does it once; blocks until it is done.
   *
   * @throws IOException if it may not have been done
   */
  abstract void perform(HttpClient client, URI register) throws IOException, InterruptedException;

  private static HttpRequest.Builder to(URI register) {
    return HttpRequest.newBuilder(register).timeout(Duration.ofSeconds(10));
  }

  private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder builder)
      throws IOException, InterruptedException {
    HttpRequest request = builder.build();
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    boolean expected =
        response.statusCode() < 300
            || (response.statusCode() == NOT_FOUND && request.method().equals("GET"));
    if (!expected) {
      throw new IOException(
          "%s %s was answered by %d: %s"
              .formatted(request.method(), request.uri(), response.statusCode(), response.body()));
    }
    return response;
  }
}
