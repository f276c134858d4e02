package io.paxos.exploration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** All distinct states met so far, whole, numbered from 0 in the order in which they were met. */
final class States {
  private static final int CHUNK_BITS = 14;
  private static final int CHUNK = 1 << CHUNK_BITS;

  private final int width;
  private final List<int[]> chunks = new ArrayList<>();
  private int[] index = new int[1 << 16];
  private int size;

  /**
   * No states.
   *
   * @param width how many ints a state has
   */
  States(int width) {
    this.width = width;
    Arrays.fill(index, -1);
  }

  int size() {
    return size;
  }

  /** Takes a state in; false if it was there. */
  boolean add(int[] state) {
    int slot = slot(state);
    if (index[slot] >= 0) {
      return false;
    }
    if ((size & (CHUNK - 1)) == 0) {
      chunks.add(new int[CHUNK * width]);
    }
    System.arraycopy(state, 0, chunks.get(size >> CHUNK_BITS), offset(size), width);
    index[slot] = size++;
    if (size * 2 > index.length) {
      grow();
    }
    return true;
  }

  /** Copies a state. */
  void copy(int number, int[] to) {
    System.arraycopy(chunks.get(number >> CHUNK_BITS), offset(number), to, 0, width);
  }

  private int slot(int[] state) {
    int mask = index.length - 1;
    int slot = hash(state) & mask;
    while (index[slot] >= 0 && !isAt(index[slot], state)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private boolean isAt(int number, int[] state) {
    int[] chunk = chunks.get(number >> CHUNK_BITS);
    int offset = offset(number);
    for (int i = 0; i < width; i++) {
      if (chunk[offset + i] != state[i]) {
        return false;
      }
    }
    return true;
  }

  private int offset(int number) {
    return (number & (CHUNK - 1)) * width;
  }

  private void grow() {
    index = new int[index.length * 2];
    Arrays.fill(index, -1);
    int[] state = new int[width];
    for (int number = 0; number < size; number++) {
      copy(number, state);
      index[slot(state)] = number;
    }
  }

  private static int hash(int[] state) {
    long hash = 0;
    for (int part : state) {
      hash = (hash ^ part) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 29;
    }
    return (int) (hash >>> 32);
  }
}
