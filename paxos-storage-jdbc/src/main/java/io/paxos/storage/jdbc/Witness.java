package io.paxos.storage.jdbc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.paxos.protocol.StoreId;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/**
 * A small file beside a SQLite database that knows whose memory that is and how many commits it has
 * seen, so that a file which was restored from a backup, or put in the place of another, is noticed
 * (rule M7). Confined to the thread of its session.
 *
 * <p>It refuses nothing by mistake: it is told of a commit when that is durable, and nothing waits
 * until it is durable itself, so a loss of power may leave it behind the database but never ahead.
 * It is durable before the database relies on it. It does not notice when it was restored together
 * with the database.
 */
final class Witness implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Witness.class.getName());
  private static final Pattern TESTIMONY =
      Pattern.compile("(?<store>\\S+) (?<commits>[0-9]{18})\n");
  private static final String COMMITS = Sql.load("sqlite/commits.sql");
  private static final int DIGITS = 18;

  private final Path path;
  private final byte[] testimony;
  private final RandomAccessFile file;

  private Witness(Path path, StoreId store) throws IOException {
    this.path = path;
    this.testimony = testimony(store, 0);
    this.file = new RandomAccessFile(path.toFile(), "rw");
  }

  /**
   * Hears the witness, within a transaction that no other may write beside. A database that never
   * had one is given one.
   *
   * @throws StorageException if this is not the database that it has seen, or an older one
   */
  static Witness heard(Path path, StoreId store, Handle handle) {
    try {
      long commits = handle.createQuery(COMMITS).mapTo(Long.class).one();
      if (commits == 0) {
        create(path, testimony(store, 0));
        var unused = SqliteStatements.of(handle).countCommit();
      } else {
        check(path, store, commits);
      }
      return new Witness(path, store);
    } catch (IOException failure) {
      throw new UncheckedIOException("the witness " + path + " cannot be used", failure);
    }
  }

  private static void check(Path path, StoreId store, long commits) throws IOException {
    if (!Files.exists(path)) {
      throw refusal(path, "is missing: the database may be a copy, or an older one");
    }
    Matcher testimony = TESTIMONY.matcher(Files.readString(path, ISO_8859_1));
    if (!testimony.matches()) {
      throw refusal(path, "cannot be read");
    }
    String seen = testimony.group("store");
    if (!seen.equals(store.toString())) {
      throw refusal(path, "has seen store " + seen + ", and the database is that of " + store);
    }
    long told = Long.parseLong(testimony.group("commits"));
    if (told > commits) {
      throw refusal(
          path,
          "has seen %d commits, and the database knows of %d: it is an older one, from a backup or a"
                  .formatted(told, commits)
              + " disk that has lost writes, and promises are lost");
    }
  }

  private static StorageException refusal(Path path, String problem) {
    return new StorageException("the witness " + path + " " + problem + ". " + Origin.WAY_OUT);
  }

  /** Counts the transaction under way, which changes something; returns its number. */
  long count(Handle handle) {
    return SqliteStatements.of(handle).countCommit();
  }

  /** Tells of the commit with this number, which is durable. A failure only makes it know less. */
  void tell(long commits) {
    try {
      writeDigits(commits);
      file.seek(0);
      file.write(testimony);
    } catch (IOException failure) {
      LOG.log(System.Logger.Level.WARNING, "the witness {0} was not told: {1}", path, failure);
    }
  }

  @Override
  public void close() {
    try (file) {
      file.getFD().sync();
    } catch (IOException failure) {
      LOG.log(System.Logger.Level.WARNING, "the witness {0} was not closed: {1}", path, failure);
    }
  }

  private void writeDigits(long commits) {
    long left = commits;
    for (int at = testimony.length - 2; left > 0; at--) {
      testimony[at] = (byte) ('0' + left % 10);
      left /= 10;
    }
  }

  /** Always of the same length, so that it is overwritten in place. */
  private static byte[] testimony(StoreId store, long commits) {
    String digits = Long.toString(commits);
    return (store + " " + "0".repeat(DIGITS - digits.length()) + digits + "\n")
        .getBytes(ISO_8859_1);
  }

  /** Durable, with its name, when this returns. */
  private static void create(Path path, byte[] testimony) throws IOException {
    Path fresh = path.resolveSibling(path.getFileName() + ".new");
    try (RandomAccessFile file = new RandomAccessFile(fresh.toFile(), "rw")) {
      file.setLength(0);
      file.write(testimony);
      file.getFD().sync();
    }
    Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    syncFolder(path);
  }

  private static void syncFolder(Path path) {
    try (FileChannel folder =
        FileChannel.open(path.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
      folder.force(true);
    } catch (IOException notSupported) {
      // Windows does not open folders, and its file systems keep names without being asked.
      LOG.log(System.Logger.Level.DEBUG, "the folder of the witness", notSupported);
    }
  }
}
