package io.paxos.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paxos.driver.Seed;
import io.paxos.driver.upkeep.UpkeepSettings;
import io.paxos.protocol.AcceptorId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeSettingsTest {
  private final Map<String, String> values = new HashMap<>();

  @BeforeEach
  void setLeast() {
    values.put("paxos.node.id", "n1");
    values.put("paxos.cluster.seeds", "n1=http://127.0.0.1:8081, n2=http://127.0.0.1:8082");
  }

  @Test
  void a_name_and_the_seeds_are_enough() {
    NodeSettings settings = read();
    assertThat(settings.seeds())
        .isEqualTo(
            List.of(
                new Seed(new AcceptorId("n1"), "http://127.0.0.1:8081"),
                new Seed(new AcceptorId("n2"), "http://127.0.0.1:8082")));
    assertThat(settings.storage().url()).isEqualTo("jdbc:sqlite:data/n1.db");
    assertThat(settings.bind()).isEqualTo(new BindAddress("127.0.0.1", 8081, true));
    assertThat(settings.maxValueBytes()).isEqualTo(1 << 20);
    assertThat(settings.requestTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.secret()).isEmpty();
    assertThat(settings.ownsAcceptor()).isTrue();
  }

  @Test
  void what_must_be_set_is_missed_by_name() {
    for (String name : List.copyOf(values.keySet())) {
      String value = values.remove(name);
      assertThatThrownBy(this::read)
          .isInstanceOf(SettingException.class)
          .hasMessageStartingWith(name + " is not set: ");
      values.put(name, value);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          paxos.node.id                         | a b
          paxos.cluster.seeds                   | n1
          paxos.cluster.seeds                   | n1=8081
          paxos.cluster.seeds                   | n1=https://host:8081
          paxos.cluster.seeds                   | n1=http://host
          paxos.cluster.seeds                   | n1=http://host:8081/
          paxos.cluster.seeds                   | n1=http://user@host:8081
          paxos.cluster.seeds                   | a b=http://host:8081
          paxos.cluster.seeds                   | n1=jdbc:mysql://host/paxos
          paxos.cluster.secret                  | short
          paxos.storage.kind                    | oracle
          paxos.storage.path                    | :memory:
          paxos.storage.path                    | n1.db?synchronous=OFF
          paxos.storage.url                     | jdbc:postgresql://host/paxos
          paxos.storage.allow-unsafe-durability | perhaps
          paxos.storage.password-file           | /no/such/file
          paxos.storage.row-memory-bytes        | -1
          paxos.storage.row-memory-bytes        | 32M
          paxos.max-value-bytes                 | 0
          paxos.max-value-bytes                 | 16777217
          paxos.max-value-bytes                 | 1M
          paxos.request-timeout                 | 5
          paxos.request-timeout                 | 99ms
          paxos.request-timeout                 | 61s
          paxos.request-timeout                 | -PT1S
          quarkus.http.port                     | 0
          quarkus.http.port                     | 65536
          quarkus.http.host                     | 0.0.0.0
          quarkus.http.host                     | no.such.host.invalid
          paxos.insecure                        | yes
          paxos.cluster.join                    | yes
          paxos.membership.transfer-share       | 0.04
          paxos.membership.transfer-share       | 1.1
          paxos.membership.transfer-share       | NaN
          paxos.collection.rows-per-second      | 0
          paxos.collection.keep-operations      | 366
          paxos.collection.pause                | 99ms
          """)
  void one_line_names_the_setting_that_is_wrong(String name, String value) {
    values.put(name, value);
    assertThatThrownBy(this::read)
        .isInstanceOf(SettingException.class)
        .hasMessageStartingWith(name)
        .satisfies(wrong -> assertThat(wrong.getMessage()).hasLineCount(1));
  }

  @Test
  void the_same_acceptor_or_address_twice_is_refused() {
    values.put("paxos.cluster.seeds", "n1=http://h:1,n1=http://h:2");
    assertThatThrownBy(this::read).hasMessageContaining("twice");
    values.put("paxos.cluster.seeds", "n1=http://h:1,n2=http://h:1");
    assertThatThrownBy(this::read).hasMessageContaining("twice");
  }

  @Test
  void an_address_that_others_can_reach_needs_consent() {
    values.put("quarkus.http.host", "0.0.0.0");
    assertThatThrownBy(this::read).hasMessageContaining("--insecure");
    values.put("paxos.insecure", "true");
    assertThat(read().bind().loopback()).isFalse();
  }

  @Test
  void all_of_the_loopback_is_allowed() {
    for (String host : List.of("127.0.0.1", "127.8.9.1", "localhost", "::1")) {
      values.put("quarkus.http.host", host);
      assertThat(read().bind().loopback()).as(host).isTrue();
    }
  }

  @Test
  void addresses_everyone_may_read_so_they_have_no_password() {
    for (String url :
        List.of(
            "jdbc:postgresql://h/paxos?user=u&password=hunter2",
            "jdbc:postgresql://u:hunter2@h/paxos",
            "jdbc:postgresql://h/paxos?PASSWORD=hunter2")) {
      values.put("paxos.cluster.seeds", "n1=" + url);
      assertThatThrownBy(this::read)
          .hasMessageContaining("paxos.storage.password-file")
          .hasMessageNotContaining("hunter2");
    }
  }

  @Test
  void a_node_that_is_no_seed_or_a_database_owns_no_acceptor() {
    values.put("paxos.node.id", "n9");
    assertThat(read().ownsAcceptor()).isFalse();
    values.put("paxos.cluster.seeds", "n9=jdbc:postgresql://h/paxos");
    assertThat(read().ownsAcceptor()).isFalse();
  }

  @Test
  void a_node_that_is_no_seed_owns_an_acceptor_if_it_is_to_join() {
    values.put("paxos.node.id", "n9");
    values.put("paxos.cluster.join", "true");
    values.put("quarkus.http.port", "8089");
    NodeSettings settings = read();
    assertThat(settings.ownsAcceptor()).isTrue();
    assertThat(settings.address()).isEqualTo("http://127.0.0.1:8089");
    assertThat(settings.ownAddresses()).contains("http://localhost:8089");
    assertThat(settings.ownAddresses()).doesNotContain("http://127.0.0.1:8081");
  }

  @Test
  void a_seed_is_where_the_seeds_say() {
    values.put("paxos.cluster.seeds", "n1=http://10.0.0.1:8081,n2=http://10.0.0.2:8081");
    NodeSettings settings = read();
    assertThat(settings.address()).isEqualTo("http://10.0.0.1:8081");
    assertThat(settings.ownAddresses()).contains("http://10.0.0.1:8081");
    assertThat(settings.ownAddresses()).doesNotContain("http://10.0.0.2:8081");
  }

  @Test
  void how_a_node_looks_after_the_cluster_can_be_set() {
    values.put("paxos.membership.transfer-share", "0.05");
    values.put("paxos.collection.rows-per-second", "100");
    values.put("paxos.collection.keep-operations", "2h");
    values.put("paxos.collection.pause", "1m");
    UpkeepSettings upkeep = read().upkeep();
    assertThat(upkeep.transferShare()).isEqualTo(0.05);
    assertThat(upkeep.inFlight()).isEqualTo(1);
    assertThat(upkeep.collectedPerSecond()).isEqualTo(100);
    assertThat(upkeep.operationsKept()).isEqualTo(Duration.ofHours(2));
    assertThat(upkeep.collectionPause()).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void postgresql_needs_a_url_and_takes_no_path() {
    values.put("paxos.storage.kind", "postgresql");
    assertThatThrownBy(this::read).hasMessageStartingWith("paxos.storage.url is not set");
    values.put("paxos.storage.url", "jdbc:postgresql://host/paxos");
    values.put("paxos.storage.row-memory-bytes", "1000");
    assertThatThrownBy(this::read)
        .hasMessageStartingWith("paxos.storage.row-memory-bytes is set but");
    values.remove("paxos.storage.row-memory-bytes");
    values.put("paxos.storage.url", "jdbc:postgresql://h/paxos?user=u&password=hunter2");
    assertThat(read().storage().describe()).isEqualTo("jdbc:postgresql://h/paxos");
    values.put("paxos.storage.path", "n1.db");
    assertThatThrownBy(this::read).hasMessageStartingWith("paxos.storage.path is set but");
  }

  @Test
  void secrets_come_from_files_and_do_not_show(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("secret"), "sixteen or more characters\n");
    values.put("paxos.cluster.secret-file", file.toString());
    values.put("paxos.storage.password-file", file.toString());
    NodeSettings settings = read();
    assertThat(settings.secret().orElseThrow().matches("sixteen or more characters")).isTrue();
    assertThat(settings.secret().orElseThrow().matches("sixteen or more character")).isFalse();
    assertThat(settings.toString()).doesNotContain("sixteen");

    values.put("paxos.cluster.secret", "sixteen or more characters");
    assertThatThrownBy(this::read)
        .hasMessage(
            "paxos.cluster.secret and paxos.cluster.secret-file are both set: only one may be");
  }

  @Test
  void a_secret_that_is_wrong_is_not_shown() {
    values.put("paxos.cluster.secret", "hunter2");
    assertThatThrownBy(this::read).hasMessageNotContaining("hunter2");
  }

  @Test
  void a_misspelt_setting_is_found() {
    NodeSettings.requireKnown(List.of("paxos.node.id", "quarkus.http.port", "other"));
    assertThatThrownBy(() -> NodeSettings.requireKnown(List.of("paxos.node.name")))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("paxos.node.name");
  }

  private NodeSettings read() {
    return NodeSettings.from(name -> Optional.ofNullable(values.get(name)));
  }
}
