package io.paxos.wan;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;

/**
 * Clients beside every node, each with a register of its own, each doing one thing after the other.
 */
final class Clients {
  private static final int DIGITS = 3;

  private final List<Site> sites;
  private final int perSite;
  private final Duration warmup;
  private final Duration duration;

  /**
   * Clients of these sites.
   *
   * @param perSite how many there are beside each node
   * @param warmup not measured
   * @param duration measured
   */
  Clients(List<Site> sites, int perSite, Duration warmup, Duration duration) {
    this.sites = List.copyOf(sites);
    this.perSite = perSite;
    this.warmup = warmup;
    this.duration = duration;
  }

  /**
   * All of them do this for the given time, at once.
   *
   * @return for every site how long it took, in nanoseconds
   * @throws IllegalStateException if one of them failed
   */
  List<Histogram> measure(Deed deed) throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(sites.size() * perSite);
    try {
      List<Future<Histogram>> running = new ArrayList<>();
      for (Site site : sites) {
        for (int i = 0; i < perSite; i++) {
          URI register = register(site, deed, i);
          running.add(threads.submit(() -> repeat(deed, register)));
        }
      }
      return perSite(running);
    } finally {
      threads.shutdownNow();
    }
  }

  private List<Histogram> perSite(List<Future<Histogram>> running) throws InterruptedException {
    List<Histogram> sums = new ArrayList<>();
    for (int site = 0; site < sites.size(); site++) {
      Histogram sum = new Histogram(DIGITS);
      for (Future<Histogram> one : running.subList(site * perSite, (site + 1) * perSite)) {
        sum.add(result(one));
      }
      sums.add(sum);
    }
    return sums;
  }

  /** New ones in every run, so that no earlier promise is in the way. */
  private static URI register(Site site, Deed deed, int client) {
    return URI.create(
        "%s/v1/registers/wan/%s/%s/%d/%x"
            .formatted(
                site.localAddress(), site.node(), deed.name(), client, System.currentTimeMillis()));
  }

  private Histogram repeat(Deed deed, URI register) throws IOException, InterruptedException {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    Histogram nanos = new Histogram(DIGITS);
    long began = System.nanoTime();
    long before = began;
    while (before - began < warmup.plus(duration).toNanos()) {
      deed.perform(client, register);
      long after = System.nanoTime();
      if (before - began >= warmup.toNanos()) {
        nanos.recordValue(after - before);
      }
      before = after;
    }
    return nanos;
  }

  private static Histogram result(Future<Histogram> one) throws InterruptedException {
    try {
      return one.get();
    } catch (ExecutionException failed) {
      throw new IllegalStateException("a client failed: " + failed.getCause(), failed);
    }
  }
}
