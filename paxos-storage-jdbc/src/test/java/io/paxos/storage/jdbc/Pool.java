package io.paxos.storage.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** As a pool does: connections that are given back stay open, in the state in which they are. */
final class Pool {
  private Pool() {}

  /** Hands out connections that survive their closing, and notes the real ones. */
  static DataSource noting(List<Connection> real, DataSource dataSource) {
    return proxy(
        DataSource.class,
        (method, arguments) -> {
          Object result = call(dataSource, method, arguments);
          if (result instanceof Connection connection) {
            real.add(connection);
            return proxy(
                Connection.class,
                (m, a) -> m.getName().equals("close") ? null : call(connection, m, a));
          }
          return result;
        });
  }

  @FunctionalInterface
  private interface Answer {
    @Nullable Object to(Method method, Object @Nullable [] arguments) throws Throwable;
  }

  private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException failed) {
      throw failed.getCause();
    }
  }

  private static <T> T proxy(Class<T> type, Answer answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> answer.to(method, arguments)));
  }
}
