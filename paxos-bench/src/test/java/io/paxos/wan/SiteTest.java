package io.paxos.wan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SiteTest {
  private final List<Site> sites = Site.from(8181);

  @Test
  void all_call_a_node_by_one_address_and_each_finds_it_elsewhere() {
    assertThat(sites.get(1).address()).isEqualTo("http://n2.test:8182");
    assertThat(sites.get(0).hosts(sites))
        .contains("127.0.0.1 n1.test\n", "127.0.1.2 n2.test\n", "127.0.1.3 n3.test\n");
    assertThat(sites.get(2).hosts(sites))
        .contains("127.0.3.1 n1.test\n", "127.0.3.2 n2.test\n", "127.0.0.1 n3.test\n");
  }
}
