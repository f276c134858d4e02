package io.paxos.storage.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A data source whose connections fail or wait when told to. Of commits, only those of transactions
 * that may write are touched. Thread-safe.
 */
final class Faults {
  /** How a transaction ends that is one message. */
  private static final String WHOLE = ";\n" + Sql.COMMIT;

  private final DataSource healthy;
  private final AtomicReference<Fault> nextCommit = new AtomicReference<>(Step::run);
  private final AtomicReference<Runnable> nextLook = new AtomicReference<>(() -> {});
  private final AtomicInteger commits = new AtomicInteger();
  private volatile boolean refusing;

  /** The real thing. */
  @FunctionalInterface
  interface Step {
    @Nullable Object run() throws Exception;
  }

  /** What happens in place of it. */
  @FunctionalInterface
  interface Fault {
    @Nullable Object inPlaceOf(Step step) throws Exception;
  }

  /** The commit never reaches the database. */
  static final Fault LOST_BEFORE =
      step -> {
        throw new SQLException("the connection broke before the commit");
      };

  /** The database has committed, but nobody hears of it. */
  static final Fault LOST_AFTER =
      step -> {
        step.run();
        throw new SQLException("the connection broke after the commit");
      };

  Faults(DataSource healthy) {
    this.healthy = healthy;
  }

  DataSource dataSource() {
    return proxy(DataSource.class, this::onDataSource);
  }

  /** Once. */
  void onNextCommit(Fault fault) {
    nextCommit.set(fault);
  }

  /** Holds the next commit back, with all its locks, until the gate opens. */
  Gate holdNextCommit() {
    Gate gate = new Gate(new CountDownLatch(1), new CountDownLatch(1));
    onNextCommit(
        step -> {
          gate.reached().countDown();
          gate.opened().await();
          return step.run();
        });
    return gate;
  }

  /** Where a commit waits. */
  record Gate(CountDownLatch reached, CountDownLatch opened) {
    void awaitReached() throws InterruptedException {
      reached.await();
    }

    void open() {
      opened.countDown();
    }
  }

  /** Once, between what a reading transaction reads first and the rows of registers. */
  void beforeNextLookAtRegisters(Runnable step) {
    nextLook.set(step);
  }

  /** Whether the database lets nobody in. */
  void refuseConnections(boolean refuse) {
    refusing = refuse;
  }

  /** How many transactions that may write were committed. */
  int commits() {
    return commits.get();
  }

  private @Nullable Object onDataSource(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (refusing && method.getName().equals("getConnection")) {
      throw new SQLException("connection refused");
    }
    Object result = call(healthy, method, arguments);
    return result instanceof Connection connection
        ? proxy(Connection.class, (self, m, a) -> onConnection(connection, m, a))
        : result;
  }

  private @Nullable Object onConnection(
      Connection connection, Method method, Object @Nullable [] arguments) throws Throwable {
    String sql = sqlOf(method, arguments);
    if (sql.contains("from paxos_register") && isOn("reading")) {
      nextLook.getAndSet(() -> {}).run();
    }
    if (sql.endsWith(WHOLE) && isOn("writing")) {
      String all = sql.substring(0, sql.length() - WHOLE.length());
      PreparedStatement allButCommit = connection.prepareStatement(all);
      return proxy(
          PreparedStatement.class, (self, m, a) -> onWhole(connection, allButCommit, m, a));
    }
    Object result = call(connection, method, arguments);
    return sql.equals(Sql.COMMIT) && result instanceof PreparedStatement commit
        ? proxy(PreparedStatement.class, (self, m, a) -> onCommit(commit, m, a))
        : result;
  }

  /** A transaction in one message: its commit follows apart, so that something can come between. */
  private @Nullable Object onWhole(
      Connection connection,
      PreparedStatement allButCommit,
      Method method,
      Object @Nullable [] arguments)
      throws Throwable {
    Object result = call(allButCommit, method, arguments);
    if (method.getName().startsWith("execute")) {
      try (PreparedStatement commit = connection.prepareStatement(Sql.COMMIT)) {
        inPlaceOfCommit(commit::execute);
      }
    }
    return result;
  }

  /** What is being prepared, if something is. */
  private static String sqlOf(Method method, Object @Nullable [] arguments) {
    boolean prepares = method.getName().equals("prepareStatement");
    return prepares && arguments != null && arguments[0] instanceof String sql ? sql : "";
  }

  private static boolean isOn(String lane) {
    return Thread.currentThread().getName().endsWith(lane);
  }

  private @Nullable Object onCommit(
      PreparedStatement statement, Method method, Object @Nullable [] arguments) throws Throwable {
    boolean executes = method.getName().startsWith("execute");
    if (!executes || !isOn("writing")) {
      return call(statement, method, arguments);
    }
    return inPlaceOfCommit(() -> call(statement, method, arguments));
  }

  private @Nullable Object inPlaceOfCommit(Step commit) throws Exception {
    Object result = nextCommit.getAndSet(Step::run).inPlaceOf(commit);
    commits.incrementAndGet();
    return result;
  }

  private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments)
      throws Exception {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException failed) {
      if (failed.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw failed;
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
