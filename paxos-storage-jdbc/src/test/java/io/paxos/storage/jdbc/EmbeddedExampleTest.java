package io.paxos.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paxos.driver.upkeep.Membership;
import io.paxos.membership.Target;
import io.paxos.protocol.AcceptorId;
import io.paxos.register.Codec;
import io.paxos.register.Outcome;
import io.paxos.register.Register;
import io.paxos.register.Variable;
import io.paxos.register.Versioned;
import io.paxos.register.WriteOnce;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of the README, compiled and run. */
class EmbeddedExampleTest {
  @TempDir Path folder;

  @Test
  void three_databases_of_an_application_are_enough() {
    DataSource first = SqliteDataSources.file(folder.resolve("a.db"));
    DataSource second = SqliteDataSources.file(folder.resolve("b.db"));
    DataSource third = SqliteDataSources.file(folder.resolve("c.db"));

    // README begin
    Map<String, DataSource> databases = Map.of("a", first, "b", second, "c", third);
    try (JdbcRegisters registers =
        JdbcRegisters.open("shop-1", databases, Duration.ofSeconds(10))) {
      // A sequence: every caller gets a number of its own.
      Variable<Long> orders = registers.variable("orders", Codec.INTEGER);
      long order = orders.update(last -> last.orElse(0L) + 1);

      // Compare and set: only if nobody else was faster. The revision is a fencing token.
      Register<String> owner = registers.register("owner-of-order-" + order, Codec.TEXT);
      Versioned<String> seen = owner.read();
      Outcome<String> outcome = owner.compareAndSet(seen.revision(), "worker-7");
      String result =
          outcome.fold(
              committed -> "it is ours, fenced by revision " + committed.state().revision(),
              rejected -> "it belongs to " + rejected.current().value().orElse("nobody"),
              notApplied -> "nothing was changed: try again",
              unknown -> "read it again: " + unknown.reason());

      // A switch: the first value stays for ever.
      WriteOnce<String> region = registers.writeOnce("region", Codec.TEXT);
      region.set("north");
      // README end

      assertThat(order).isEqualTo(1);
      assertThat(result).isEqualTo("it is ours, fenced by revision 1");
      assertThat(region.read()).contains("north");
      assertThat(region.set("south")).isInstanceOf(Outcome.Rejected.class);
    }
    try (JdbcRegisters again = JdbcRegisters.open("shop-2", databases, Duration.ofSeconds(10))) {
      assertThat(again.variable("orders", Codec.INTEGER).get()).contains(1L);
    }
  }

  @Test
  void a_database_that_cannot_be_used_at_the_first_start_is_named() throws IOException {
    DataSource first = SqliteDataSources.file(folder.resolve("a.db"));
    DataSource broken =
        SqliteDataSources.file(Files.writeString(folder.resolve("b.db"), "no database at all"));

    assertThatThrownBy(
            () ->
                JdbcRegisters.open(
                    "shop-1", Map.of("a", first, "b", broken), Duration.ofSeconds(2)))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("a: serves; b: ")
        .hasMessageContaining("not a database");
  }

  @Test
  void a_lost_database_is_replaced_by_an_empty_one_of_the_same_name() {
    DataSource first = SqliteDataSources.file(folder.resolve("a.db"));
    DataSource third = SqliteDataSources.file(folder.resolve("c.db"));
    Map<String, DataSource> before =
        Map.of("a", first, "b", SqliteDataSources.file(folder.resolve("b.db")), "c", third);
    try (JdbcRegisters registers = JdbcRegisters.open("shop-1", before, Duration.ofSeconds(10))) {
      registers.register("kept", Codec.TEXT).put("for ever");
    }
    Map<String, DataSource> after =
        Map.of("a", first, "b", SqliteDataSources.file(folder.resolve("new.db")), "c", third);
    try (JdbcRegisters registers = JdbcRegisters.open("shop-1", after, Duration.ofSeconds(10))) {
      AcceptorId lost = new AcceptorId("b");
      Target target =
          new Target(
              List.of(lost),
              List.of(new Target.Newcomer(lost, JdbcRegisters.address("b"))),
              Optional.empty());
      // The empty database may still be being opened: then it does not answer yet.
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .ignoreExceptions()
          .until(
              () -> registers.membership().change(target).toCompletableFuture().join(),
              answer -> answer instanceof Membership.Answer.Begun);
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () ->
                  registers
                      .membership()
                      .status()
                      .toCompletableFuture()
                      .join()
                      .configuration()
                      .isStable());
    }
    DataSource gone = SqliteDataSources.file(folder.resolve("gone").resolve("a.db"));
    Map<String, DataSource> withoutFirst =
        Map.of("a", gone, "b", Objects.requireNonNull(after.get("b")), "c", third);
    try (JdbcRegisters registers =
        JdbcRegisters.open("shop-1", withoutFirst, Duration.ofSeconds(10))) {
      assertThat(registers.register("kept", Codec.TEXT).read().value()).contains("for ever");
    }
  }

  @Test
  void the_readme_shows_what_is_compiled_here() throws IOException {
    Path root = Path.of("..").toRealPath();
    String source =
        Files.readString(
            root.resolve(
                "paxos-storage-jdbc/src/test/java/io/paxos/storage/jdbc/EmbeddedExampleTest.java"));
    String begin = "// README begin\n";
    int from = source.indexOf(begin) + begin.length();
    String example =
        source
            .substring(from, source.indexOf("      // README end"))
            .stripTrailing()
            .lines()
            .map(line -> line.isEmpty() ? line : line.substring(4))
            .collect(Collectors.joining("\n"));

    assertThat(Files.readString(root.resolve("README.md"))).contains(example + "\n}");
  }
}
