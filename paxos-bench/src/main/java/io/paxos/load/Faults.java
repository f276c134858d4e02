package io.paxos.load;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Does things to nodes while a run goes on, on a thread of its own. Nodes that were paused go on
 * again when it is closed.
 */
final class Faults implements AutoCloseable {
  private final List<Fault> faults;
  private final Map<String, NodeProcess> processes = new HashMap<>();
  private final Set<String> paused = new HashSet<>();
  private final PrintWriter progress;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread created = new Thread(work, "faults");
            created.setDaemon(true);
            return created;
          });

  /**
   * Faults, for which the processes are looked up.
   *
   * @throws IllegalArgumentException if a process is not there, or a fault after the end
   */
  Faults(List<Fault> faults, Path data, Duration duration, PrintWriter progress) {
    this.faults = faults.stream().sorted(Comparator.comparing(Fault::at)).toList();
    this.progress = progress;
    for (Fault fault : this.faults) {
      if (fault.at().compareTo(duration) >= 0) {
        throw new IllegalArgumentException(
            "the fault %s is at %s, after the end of a run of %s"
                .formatted(fault, fault.at(), duration));
      }
      processes.computeIfAbsent(fault.node(), node -> NodeProcess.find(data, node));
    }
  }

  /** Begins. Each fault is told when it was done, with the time of {@link System#nanoTime}. */
  void start(long measuredFrom, Consumer<Fault> done) {
    for (Fault fault : faults) {
      long delay = measuredFrom + fault.at().toNanos() - System.nanoTime();
      var unused = thread.schedule(() -> inflict(fault, done), delay, TimeUnit.NANOSECONDS);
    }
  }

  private synchronized void inflict(Fault fault, Consumer<Fault> done) {
    done.accept(fault);
    progress.println(fault);
    progress.flush();
    send(fault);
    if (fault.action() == Fault.Action.PAUSE) {
      paused.add(fault.node());
    } else {
      paused.remove(fault.node());
    }
  }

  private void send(Fault fault) {
    try {
      NodeProcess process = processes.get(fault.node());
      if (process != null) {
        process.signal(fault.action().signal());
      }
    } catch (IOException failed) {
      progress.println(failed.getMessage());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    synchronized (this) {
      for (String node : paused) {
        progress.println("resume:" + node + ", since the run is over");
        send(new Fault(Fault.Action.RESUME, node, Duration.ZERO));
      }
      paused.clear();
      progress.flush();
    }
  }
}
