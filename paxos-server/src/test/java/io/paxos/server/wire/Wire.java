package io.paxos.server.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A request as bytes, so that nothing between the test and the server mends it. Immutable; text is
 * Latin-1, one character per byte.
 */
public record Wire(String method, String target, String headers, String content) {
  private static final int READ_TIMEOUT_MILLIS = 20_000;

  /** A request without headers and content. */
  public static Wire request(String method, String target) {
    return new Wire(method, target, "", "");
  }

  public static Wire get(String target) {
    return request("GET", target);
  }

  public static Wire put(String target, String body) {
    return request("PUT", target).body(body);
  }

  public static Wire post(String target, String body) {
    return request("POST", target).body(body);
  }

  public static Wire delete(String target) {
    return request("DELETE", target);
  }

  /** With one more header line. */
  public Wire header(String name, String value) {
    return new Wire(method, target, headers + name + ": " + value + "\r\n", content);
  }

  /** With this content and its length. */
  public Wire body(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return rawBody(new String(bytes, StandardCharsets.ISO_8859_1))
        .header("Content-Length", Integer.toString(bytes.length));
  }

  /** With these bytes after the head, whatever they are. */
  public Wire rawBody(String text) {
    return new Wire(method, target, headers, text);
  }

  /** Sends it to a server on this machine, on a connection of its own. */
  public Exchanged sendTo(int port) {
    try (Socket socket = connect(port)) {
      OutputStream out = socket.getOutputStream();
      out.write(bytes());
      out.flush();
      return Exchanged.readFrom(socket.getInputStream(), method.equals("HEAD"));
    } catch (IOException failed) {
      throw new UncheckedIOException(method + " " + target + "\n" + headers, failed);
    }
  }

  /** A connection to a server on this machine. */
  public static Socket connect(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(READ_TIMEOUT_MILLIS);
    return socket;
  }

  /** Everything that is sent. */
  public byte[] bytes() {
    String head = method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
    return (head + content).getBytes(StandardCharsets.ISO_8859_1);
  }
}
