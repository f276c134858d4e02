package io.paxos.exploration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Acceptors differ only by name, so of all worlds that differ only by their names one stands for
 * all: the one whose columns grow, and among those the least in its clients.
 */
final class Symmetry {
  private final Clients clients;
  private final int acceptors;
  private final int[][] namings;
  private final int[] best;
  private final int[] candidate;

  Symmetry(World world) {
    this.clients = world.clients();
    this.acceptors = world.scope().acceptors();
    this.namings = namings(acceptors);
    this.best = new int[world.width()];
    this.candidate = new int[world.width()];
  }

  /** Replaces a world by the one that stands for it. */
  void reduce(int[] world) {
    boolean found = false;
    for (int naming = 0; naming < namings.length; naming++) {
      if (isGrowing(world, namings[naming])) {
        rename(world, naming);
        if (!found || Arrays.compare(candidate, best) < 0) {
          System.arraycopy(candidate, 0, best, 0, best.length);
          found = true;
        }
      }
    }
    System.arraycopy(best, 0, world, 0, best.length);
  }

  /** How many worlds a world stands for. */
  int orbit(int[] world) {
    int same = 0;
    for (int naming = 0; naming < namings.length; naming++) {
      rename(world, naming);
      same += Arrays.equals(candidate, world) ? 1 : 0;
    }
    return namings.length / same;
  }

  private boolean isGrowing(int[] world, int[] names) {
    for (int i = 1; i < acceptors; i++) {
      if (world[names[i - 1]] > world[names[i]]) {
        return false;
      }
    }
    return true;
  }

  private void rename(int[] world, int naming) {
    int[] names = namings[naming];
    for (int i = 0; i < acceptors; i++) {
      candidate[i] = world[names[i]];
    }
    for (int i = acceptors; i < world.length - 1; i++) {
      candidate[i] = clients.renamed(world[i], naming, names);
    }
    candidate[world.length - 1] = world[world.length - 1];
  }

  /** All orders of the acceptors, that of their names first. */
  private static int[][] namings(int acceptors) {
    List<int[]> all = new ArrayList<>();
    collect(new int[acceptors], 0, 0, all);
    return all.toArray(int[][]::new);
  }

  private static void collect(int[] names, int filled, int used, List<int[]> all) {
    if (filled == names.length) {
      all.add(names.clone());
      return;
    }
    for (int name = 0; name < names.length; name++) {
      if ((used >> name & 1) == 0) {
        names[filled] = name;
        collect(names, filled + 1, used | 1 << name, all);
      }
    }
  }
}
