package io.paxos.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CompanyTest {
  private final AtomicLong clock = new AtomicLong(1_000);
  private final Company company = new Company(500, clock::get);

  @Test
  void who_was_alone_is_not_waited_for() {
    clock.addAndGet(100);
    assertThat(company.patienceNanos()).isZero();
    company.onTaken(1);
    clock.addAndGet(100);
    assertThat(company.patienceNanos()).isZero();
  }

  @Test
  void those_who_shared_a_group_are_expected_back_twice() {
    company.onTaken(3);
    assertThat(company.expected()).isEqualTo(3);
    company.onTaken(1);
    assertThat(company.expected()).isEqualTo(3);
    company.onTaken(2);
    assertThat(company.expected()).isEqualTo(2);
  }

  @Test
  void they_are_waited_for_twice_as_long_as_the_last_group_took() {
    company.onTaken(2);
    clock.addAndGet(100);
    assertThat(company.patienceNanos()).isEqualTo(200);
  }

  /** A collection may take seconds; nobody is kept waiting for that. */
  @Test
  void they_are_never_waited_for_longer_than_the_bound() {
    company.onTaken(2);
    clock.addAndGet(1_000_000);
    assertThat(company.patienceNanos()).isEqualTo(500);
  }
}
