/** Acceptors whose state is rows of a SQL database: PostgreSQL or SQLite. */
@NullMarked
package io.paxos.storage.jdbc;

import org.jspecify.annotations.NullMarked;
