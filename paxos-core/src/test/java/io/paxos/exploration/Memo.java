package io.paxos.exploration;

import java.util.Arrays;

/** What a pair of numbers leads to: a map from two ints to one that is not negative. */
final class Memo {
  /** Stands for nothing. */
  static final int UNKNOWN = -1;

  private long[] keys = new long[1 << 10];
  private int[] values = new int[1 << 10];
  private int size;

  Memo() {
    Arrays.fill(values, UNKNOWN);
  }

  int get(int first, int second) {
    return values[slot(key(first, second))];
  }

  void put(int first, int second, int value) {
    long key = key(first, second);
    int slot = slot(key);
    if (values[slot] == UNKNOWN) {
      size++;
    }
    keys[slot] = key;
    values[slot] = value;
    if (size * 2 > keys.length) {
      grow();
    }
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldValues = values;
    keys = new long[oldKeys.length * 2];
    values = new int[oldKeys.length * 2];
    Arrays.fill(values, UNKNOWN);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldValues[i] != UNKNOWN) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        values[slot] = oldValues[i];
      }
    }
  }

  private int slot(long key) {
    int mask = keys.length - 1;
    long mixed = key * 0x9E3779B97F4A7C15L;
    int slot = (int) (mixed >>> 32) & mask;
    while (values[slot] != UNKNOWN && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private static long key(int first, int second) {
    return ((long) first << 32) | (second & 0xffffffffL);
  }
}
