package io.paxos.mutation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * The classes of this project once more, with some of them changed: nothing in here knows the
 * unchanged ones. Only the classes of the JDK and of libraries are shared with outside.
 */
final class World extends ClassLoader {
  private static final String OURS = "io.paxos.";

  private final ClassLoader outside;
  private final Map<String, byte[]> changed;

  /** A world with these classes changed, by name. */
  World(Map<String, byte[]> changed) {
    this(World.class.getClassLoader(), changed);
  }

  private World(ClassLoader outside, Map<String, byte[]> changed) {
    super(outside);
    this.outside = outside;
    this.changed = changed;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(OURS)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> known = findLoadedClass(name);
      return known == null ? define(name) : known;
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    byte[] bytes = changed.containsKey(name) ? changed.get(name) : unchanged(name);
    return defineClass(name, bytes, 0, bytes.length, World.class.getProtectionDomain());
  }

  private byte[] unchanged(String name) throws ClassNotFoundException {
    try (InputStream in = outside.getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      return in.readAllBytes();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
