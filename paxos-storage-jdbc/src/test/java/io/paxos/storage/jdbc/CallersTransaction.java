package io.paxos.storage.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import javax.sql.DataSource;

/**
 * A data source as frameworks make them: inside a transaction it hands out the connection of it.
 */
final class CallersTransaction {
  private CallersTransaction() {}

  /** Gives this thread this connection, and others connections of their own. */
  static DataSource around(DataSource dataSource, Connection ofThisThread) {
    Thread caller = Thread.currentThread();
    return (DataSource)
        Proxy.newProxyInstance(
            DataSource.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> {
              boolean joins =
                  method.getName().equals("getConnection") && Thread.currentThread().equals(caller);
              try {
                return joins ? ofThisThread : method.invoke(dataSource, arguments);
              } catch (InvocationTargetException failed) {
                throw failed.getCause();
              }
            });
  }
}
