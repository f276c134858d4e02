package io.paxos.server.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.http.RequestOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeAddressTest {
  @Test
  void names_and_addresses_of_both_kinds_are_reached() {
    assertReached("http://node.example:8081", "node.example", 8081);
    assertReached("http://10.0.0.1:80", "10.0.0.1", 80);
    assertReached("http://[2001:db8::1]:8081", "2001:db8::1", 8081);
  }

  @Test
  void what_is_no_address_of_a_node_is_refused() {
    for (String wrong :
        List.of("https://n1:8081", "http://n1", "n1:8081", "jdbc:postgresql://n1:5432/db")) {
      assertThatThrownBy(() -> NodeAddress.request(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(wrong)
          .hasMessageContaining("http://host:port");
    }
  }

  private static void assertReached(String address, String host, int port) {
    RequestOptions options = NodeAddress.request(address);
    assertThat(options.getHost()).isEqualTo(host);
    assertThat(options.getPort()).isEqualTo(port);
  }
}
