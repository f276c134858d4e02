package io.paxos.storage.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;

/** What a row means. */
@FunctionalInterface
interface RowReader<T> {
  T read(ResultSet row) throws SQLException;
}
