/**
 * Acceptors whose memory is a SQL database, PostgreSQL or SQLite. {@link
 * io.paxos.storage.jdbc.JdbcAcceptor#open} is where to begin:
 *
 * <pre>{@code
 * DataSource database = SqliteDataSources.file(Path.of("data/acceptor.db"));
 * Acceptor acceptor = JdbcAcceptor.open(database, StorageOptions.DEFAULT);
 * }</pre>
 *
 * <p><b>Databases.</b> Each acceptor needs a database that fails independently of the others: three
 * schemas of one server, or three replicas of one primary, are one acceptor. The driver is the
 * application's to bring. A data source has to give two connections at a time; they are kept, and
 * never part of a transaction of the application.
 *
 * <h2>Tables</h2>
 *
 * <p>Flyway makes them, with its history in {@code paxos_schema_history}, so they can live beside
 * the tables of an application.
 *
 * <ul>
 *   <li>{@code paxos_register}: one row a key, with what is promised and what is accepted. A row
 *       without an accepted ballot is <em>bare</em>. A tombstone has a revision and no value. Keys
 *       are {@code Key.text()} and sort by the bytes of their UTF-8; in them U+0000, which
 *       PostgreSQL does not store, is U+0001 U+0001, and U+0001 is U+0001 U+0002.
 *   <li>{@code paxos_acceptor}: one row, with the store id, the era and the configuration that is
 *       installed, the floor, and where PostgreSQL tells them the system identifier, the timeline,
 *       and the number of this table.
 *   <li>{@code paxos_readable}: a view for people, with values as text.
 * </ul>
 *
 * <p>Look at them as you like. Do not change a row by hand, and do not restore an older backup: a
 * promise that is forgotten can cost an acknowledged write. An acceptor that has lost something is
 * admitted again as a new one, with an empty database.
 *
 * <h2>Transactions</h2>
 *
 * <p>All requests that wait share one transaction and one fsync; while it is under way the next
 * ones gather, and if several batches shared it, the next transaction waits for as many, at most
 * twice as long as this one took, and at most 10 ms. A prepare or an accept is one conditional
 * statement, whose condition is the rule (R1, R2), so several processes on one database are as safe
 * as one. For PostgreSQL a statement carries all rows as arrays, in the order of their keys, and a
 * transaction is one message, its beginning and its end included, under the standing of the
 * acceptor that was seen last; the statement itself compares that. Where this does not do, it is
 * done step by step: if the standing has changed, if there are reads and writes in it, or several
 * writes on one key. Statements are in resource files.
 *
 * <h2>Locks</h2>
 *
 * <p>An era must not end between its check and the writes it allows (rule M3). In PostgreSQL a
 * writing transaction first takes {@code lock table paxos_acceptor in share mode} and reads the era
 * in a later statement, which sees everything that was committed before the lock was granted;
 * {@code install} takes the exclusive mode, and so, in effect, does any other update of that table.
 * Rows are locked by the upserts, in the order of their keys, so two batches do not wait for each
 * other in a circle. In SQLite {@code begin immediate} lets in one writer at a time. Reads and
 * scans take no lock: they see the era and the rows in one committed snapshot, on a connection of
 * their own, and wait for nobody's fsync.
 *
 * <h2>Rows in memory</h2>
 *
 * <p>With {@link io.paxos.storage.jdbc.StorageOptions#rowMemoryBytes} the rows of a SQLite file
 * that were read last are kept, and reads of them are answered at once, on the caller's thread. The
 * file is locked for one acceptor object then, by {@code -owner} beside it. What is committed is
 * kept before it is answered, and who has seen in the file what is not kept yet waits for that, so
 * that nobody is told less than anybody was told before.
 *
 * <h2>Forgetting</h2>
 *
 * <p>A collection takes the lock that {@code install} takes: while it decides, nobody writes who
 * knows the floor of before. In PostgreSQL it is one statement for all rows. What can be collected
 * is found by an index that has nothing else.
 *
 * <h2>Silence</h2>
 *
 * <p>No stage completes normally before its commit returned. When a commit or anything before it
 * fails, nobody knows what is durable, so all that waits completes exceptionally: that is silence,
 * which a proposer takes as such, and not a refusal. {@link
 * io.paxos.storage.jdbc.JdbcAcceptor#outage} then tells why, nothing is answered, and the acceptor
 * opens its connections anew, with growing pauses of up to two seconds, until it has read back that
 * this is still the memory that promised. A restart of the database heals by itself.
 *
 * <h2>Durability</h2>
 *
 * <p>Checked whenever a connection is opened. PostgreSQL: {@code fsync} and {@code
 * full_page_writes} are on, or {@link io.paxos.storage.jdbc.StorageOptions#allowUnsafeDurability}
 * says that it does not matter; every writing transaction sets {@code synchronous_commit} for
 * itself; a standby is refused; so is a server whose system identifier or timeline changed, or
 * whose tables were made anew, since a failover or a restore may have lost promises (rule M7).
 * SQLite: a write-ahead log with {@code synchronous=full}; and a witness beside the file, {@code
 * -witness}, which counts its commits, so that an older file is refused. What neither can notice: a
 * PostgreSQL data directory that was put back as it was without a recovery to a point in time, and
 * a SQLite file that was put back together with its witness.
 */
@NullMarked
package io.paxos.storage.jdbc;

import org.jspecify.annotations.NullMarked;
