package io.paxos.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paxos.protocol.BatchReply;
import io.paxos.protocol.Key;
import io.paxos.protocol.Promised;
import io.paxos.protocol.Report;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The limit that acceptors stand beside is one of the same work. */
class BareStatementsTest {
  @ParameterizedTest
  @EnumSource(names = "MEMORY", mode = EnumSource.Mode.EXCLUDE)
  void they_write_what_the_acceptor_reads(Storage storage) throws SQLException {
    try (Databases databases = Databases.on(storage)) {
      DataSource database = databases.database();
      try (FilledAcceptor acceptor = new FilledAcceptor(database);
          BareStatements statements = BareStatements.in(storage, database)) {
        List<Key> keys = new Rows().take(8);
        statements.accept(keys, Rows.ballot(5));
        assertThat(acceptor.prepare(keys, Rows.ballot(6)))
            .isEqualTo(
                new BatchReply.Handled(
                    keys.stream()
                        .<io.paxos.protocol.Reply>map(
                            key -> new Promised(new Report.Holding(Rows.ballot(5), Rows.STATE)))
                        .toList()));
        statements.promise(keys, Rows.ballot(9));
        assertThatThrownBy(() -> acceptor.accept(keys, Rows.ballot(8)))
            .isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("not everything was granted");
        assertThat(rows(database)).isEqualTo(Rows.COUNT);
      }
    }
  }

  private static int rows(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet count = statement.executeQuery("select count(*) from paxos_register")) {
      count.next();
      return count.getInt(1);
    }
  }
}
