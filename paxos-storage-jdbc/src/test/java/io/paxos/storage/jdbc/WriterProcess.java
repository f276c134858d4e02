package io.paxos.storage.jdbc;

import io.paxos.contract.Client;
import io.paxos.contract.Observation;
import io.paxos.protocol.StoreId;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A client and an acceptor in a process of their own. */
final class WriterProcess {
  private static final int OPEN = 'o';
  private static final String SQLITE = "jdbc:sqlite:";

  private WriterProcess() {}

  /** Starts the process. */
  static Process start(String url, int client, int batches) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            WriterProcess.class.getName(),
            url,
            Integer.toString(client),
            Integer.toString(batches))
        .redirectError(Redirect.INHERIT)
        .start();
  }

  /** Returns when its acceptor is open. */
  static void awaitOpen(Process process) throws IOException {
    if (process.getInputStream().read() != OPEN) {
      throw new IOException("the process did not open its acceptor");
    }
  }

  /** What its client saw. */
  static List<Observation> observations(Process process) throws IOException {
    List<Observation> seen = new ArrayList<>();
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(process.getInputStream()))) {
      for (int left = in.readInt(); left > 0; left--) {
        seen.add(ObservationCodec.read(in));
      }
    }
    return seen;
  }

  /**
   * Runs a client.
   *
   * @param arguments the database's URL, the client's number, and how many batches it sends
   */
  public static void main(String[] arguments) throws IOException {
    DataOutputStream out = new DataOutputStream(new BufferedOutputStream(System.out));
    try (JdbcAcceptor acceptor =
        JdbcAcceptor.open(dataSource(arguments[0]), StorageOptions.DEFAULT)) {
      out.write(OPEN);
      out.flush();
      StoreId store = Talk.await(acceptor.identify()).store();
      Client client = new Client(acceptor, store, Integer.parseInt(arguments[1]));
      List<Observation> seen = client.run(Integer.parseInt(arguments[2]));
      out.writeInt(seen.size());
      for (Observation observation : seen) {
        ObservationCodec.write(out, observation);
      }
    }
    out.flush();
  }

  static DataSource dataSource(String url) {
    if (url.startsWith(SQLITE)) {
      return SqliteDataSources.file(Path.of(url.substring(SQLITE.length())));
    }
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setUrl(url);
    return dataSource;
  }
}
