package io.paxos.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Looking for tombstones among many values costs what the tombstones cost. */
class CollectableScanTest {
  private static final String COLUMNS =
      "insert into paxos_register (key, promised_counter, promised_node, promised_incarnation,"
          + " accepted_counter, accepted_node, accepted_incarnation, revision, value, media_type,"
          + " history) ";

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"first_collectable_page.sql", "next_collectable_page.sql"})
  void postgresql_looks_only_at_what_can_be_collected(String statement) throws Exception {
    DataSource database = PostgresServer.freshDatabase();
    JdbcAcceptor.open(database, StorageOptions.DEFAULT).close();
    Rows.run(
        database,
        COLUMNS
            + "select 'r/' || i, 1, 'n1', 1, 1, 'n1', 1, 1, '\\x', 'a/b', '\\x'"
            + " from generate_series(1, 20000) as i");
    assertThat(plan(database, "explain ", statement))
        .contains("paxos_collectable")
        .doesNotContain("Seq Scan");
  }

  @ParameterizedTest
  @ValueSource(strings = {"first_collectable_page.sql", "next_collectable_page.sql"})
  void sqlite_looks_only_at_what_can_be_collected(String statement) throws Exception {
    DataSource database = SqliteDataSources.file(directory.resolve("acceptor.db"));
    JdbcAcceptor.open(database, StorageOptions.DEFAULT).close();
    assertThat(plan(database, "explain query plan ", statement))
        .contains("USING INDEX paxos_collectable")
        .doesNotContain("TEMP B-TREE");
  }

  /** Otherwise every new value would be a new entry in every index. */
  @Test
  void a_new_value_of_the_same_media_type_is_a_new_entry_in_no_index_of_postgresql()
      throws Exception {
    DataSource database = PostgresServer.freshDatabase();
    try (JdbcAcceptor acceptor = JdbcAcceptor.open(database, StorageOptions.DEFAULT)) {
      Talk talk = Talk.inEraOne(acceptor);
      for (int i = 1; i <= 10; i++) {
        Talk.await(talk.send(Talk.accept(i, "value " + i)));
      }
    }
    // The first value is inserted; a session tells its numbers at the latest when it ends.
    await()
        .untilAsserted(
            () ->
                assertThat(
                        Rows.of(
                            database,
                            "select n_tup_upd, n_tup_hot_upd from pg_stat_user_tables"
                                + " where relname = 'paxos_register'"))
                    .containsExactly("9|9"));
  }

  private static String plan(DataSource database, String explain, String statement)
      throws Exception {
    String sql = Sql.load(statement).replace(":after", "'r/10'").replace(":limit", "500");
    return String.join("\n", Rows.of(database, explain + sql));
  }
}
