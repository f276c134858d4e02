package io.paxos.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.paxos.contract.Words;
import io.paxos.protocol.Accept;
import io.paxos.protocol.Key;
import io.paxos.protocol.RegisterState;
import io.paxos.protocol.Value;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What an acceptor sets and checks on a PostgreSQL server, and what people can read there. */
class PostgresSettingsTest {
  /** The test server's own default is off. */
  @Test
  void every_transaction_that_writes_is_synchronous_and_read_committed() throws Exception {
    DataSource database = PostgresServer.freshDatabase();
    assertThat(Rows.of(database, "show synchronous_commit")).containsExactly("off");
    JdbcAcceptor.open(database, StorageOptions.DEFAULT).close();
    Rows.run(
        database,
        "alter role postgres in database "
            + Rows.of(database, "select current_database()").get(0)
            + " set default_transaction_isolation = 'repeatable read'",
        "create table seen (settings text)",
        "create function note() returns trigger language plpgsql as $$ begin insert into seen values"
            + " (current_setting('synchronous_commit') || ' ' ||"
            + " current_setting('transaction_isolation')); return null; end $$",
        "create trigger note after insert or update on paxos_register for each row execute function note()",
        "create trigger note after insert or update on paxos_acceptor for each row execute function note()");
    try (JdbcAcceptor acceptor = JdbcAcceptor.open(database, StorageOptions.DEFAULT)) {
      Talk.await(Talk.inEraOne(acceptor).send(Talk.accept(1, "x")));
      Talk.await(acceptor.install(Words.configuration(2)));
    }
    assertThat(Rows.of(database, "select settings from seen"))
        .hasSize(3)
        .containsOnly("on read committed");
  }

  @Test
  void a_database_of_another_encoding_is_refused() throws Exception {
    DataSource database =
        PostgresServer.freshDatabase("encoding 'LATIN1' locale 'C' template template0");
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> JdbcAcceptor.open(database, StorageOptions.DEFAULT))
        .withMessageContaining("PostgreSQL's server_encoding is LATIN1 and must be UTF8");
  }

  /** Rule M7, for roles that may not know everything. */
  @Test
  void what_the_role_may_not_know_of_the_server_is_kept_once_it_may() throws Exception {
    String url = PostgresServer.freshDatabaseUrl();
    DataSource owner = WriterProcess.dataSource(url);
    Rows.run(
        owner,
        "drop role if exists plain",
        "create role plain login",
        "grant create on schema public to plain",
        "revoke execute on function pg_control_system() from public");
    DataSource plain = WriterProcess.dataSource(url.replace("user=postgres", "user=plain"));
    JdbcAcceptor.open(plain, StorageOptions.DEFAULT).close();
    assertThat(Rows.of(owner, "select system_identifier, timeline from paxos_acceptor"))
        .containsExactly("null|00000001");

    Rows.run(owner, "grant execute on function pg_control_system() to public");
    JdbcAcceptor.open(plain, StorageOptions.DEFAULT).close();
    assertThat(Rows.of(owner, "select system_identifier from paxos_acceptor"))
        .isEqualTo(Rows.of(owner, "select system_identifier from pg_control_system()"));

    Rows.run(owner, "update paxos_acceptor set system_identifier = '1'");
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> JdbcAcceptor.open(plain, StorageOptions.DEFAULT))
        .withMessageContaining("the system_identifier of the PostgreSQL server was 1 and is");
  }

  /** Pitfall 6. A dump makes tables anew, and then fills them with what they had. */
  @Test
  void tables_that_were_restored_from_a_dump_are_refused() throws Exception {
    DataSource database = PostgresServer.freshDatabase();
    JdbcAcceptor.open(database, StorageOptions.DEFAULT).close();
    Rows.run(
        database,
        "alter table paxos_acceptor rename to dumped",
        "create table paxos_acceptor (like dumped including all)",
        "insert into paxos_acceptor select * from dumped",
        "drop table dumped");
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> JdbcAcceptor.open(database, StorageOptions.DEFAULT))
        .withMessageContaining(
            "the number of the table paxos_acceptor of the PostgreSQL server was")
        .withMessageContaining("./paxos members replace <name>");
  }

  /** They write the tables anew, which stay the same. */
  @Test
  void tables_that_were_put_in_order_are_served() throws Exception {
    DataSource database = PostgresServer.freshDatabase();
    JdbcAcceptor.open(database, StorageOptions.DEFAULT).close();
    Rows.run(database, "vacuum full", "cluster paxos_acceptor using paxos_acceptor_pkey");
    try (JdbcAcceptor acceptor = JdbcAcceptor.open(database, StorageOptions.DEFAULT)) {
      assertThat(acceptor.outage()).isEmpty();
    }
  }

  @Test
  void the_tables_find_their_place_beside_those_of_an_application() throws Exception {
    DataSource database = PostgresServer.freshDatabase();
    Rows.run(database, "create table orders (id integer)");
    try (JdbcAcceptor acceptor = JdbcAcceptor.open(database, StorageOptions.DEFAULT)) {
      assertThat(Talk.await(acceptor.identify()).era()).isZero();
    }
  }

  @Test
  void a_person_can_read_the_values() throws Exception {
    DataSource database = PostgresServer.freshDatabase();
    try (JdbcAcceptor acceptor = JdbcAcceptor.open(database, StorageOptions.DEFAULT)) {
      Talk talk = Talk.inEraOne(acceptor);
      Value bytes = Value.of(new byte[] {(byte) 0xff}, "application/octet-stream");
      RegisterState binary = new RegisterState(4, Optional.of(bytes), Talk.state("").history());
      Talk.await(
          talk.send(
              Talk.accept(7, "hällo"),
              new Accept(Key.register("z"), Talk.ballot(1), binary, Optional.of(Talk.ballot(2)))));
    }
    assertThat(Rows.of(database, "select * from paxos_readable order by key"))
        .containsExactly(
            "r/key|1|hällo|6|text/plain;charset=utf-8|7@n1#1|7@n1#1",
            "r/z|4|null|1|application/octet-stream|2@n1#1|1@n1#1");
  }
}
