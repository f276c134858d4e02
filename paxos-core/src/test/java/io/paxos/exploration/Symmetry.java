package io.paxos.exploration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Acceptors that take part alike differ only by name, so of all worlds that differ only by their
 * names one stands for all: the one whose columns grow, and among those the least in its clients.
 */
final class Symmetry {
  private final Clients clients;
  private final int acceptors;
  private final Plan plan;
  private final int[][] namings;

  /** Whether an acceptor takes part as the one before it does; asked in every state. */
  private final boolean[] isLikeBefore;

  private final int[] best;
  private final int[] candidate;

  Symmetry(World world) {
    this.clients = world.clients();
    this.acceptors = world.scope().acceptors();
    this.plan = world.scope().plan();
    this.namings = namings();
    this.isLikeBefore = new boolean[acceptors];
    for (int i = 1; i < acceptors; i++) {
      isLikeBefore[i] = plan.isAlike(i - 1, i);
    }
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
      if (isLikeBefore[i] && world[names[i - 1]] > world[names[i]]) {
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
    int places = acceptors + clients.places();
    for (int i = acceptors; i < places; i++) {
      candidate[i] = clients.renamed(world[i], naming, names);
    }
    System.arraycopy(world, places, candidate, places, world.length - places);
  }

  /** All orders of the acceptors in which only such as are alike are exchanged, theirs first. */
  private int[][] namings() {
    List<int[]> all = new ArrayList<>();
    collect(new int[acceptors], 0, 0, all);
    return all.toArray(int[][]::new);
  }

  private void collect(int[] names, int filled, int used, List<int[]> all) {
    if (filled == names.length) {
      all.add(names.clone());
      return;
    }
    for (int name = 0; name < names.length; name++) {
      if ((used >> name & 1) == 0 && plan.isAlike(name, filled)) {
        names[filled] = name;
        collect(names, filled + 1, used | 1 << name, all);
      }
    }
  }
}
