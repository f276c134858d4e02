package io.paxos.history;

/** What can go wrong. */
public enum Fault {
  /** A request never arrives. */
  REQUEST_LOST,
  /** A request was handled and its reply never arrives. */
  REPLY_LOST,
  /** A request arrives twice. */
  REQUEST_DUPLICATED,
  /** A request arrives before one that was sent earlier the same way. */
  REORDERED,
  /** A message arrives when the sender has given it up. */
  DELAYED_BEYOND_TIMEOUT,
  /** Messages from one node to another are dropped, but not those that go back. */
  CUT_ONE_WAY,
  /** Messages between two nodes are dropped, but both reach a third. */
  CUT_BETWEEN_TWO,
  /** A node is cut off from all others. */
  ISOLATED,
  /** A process dies at any moment. */
  CRASHED,
  /** A process dies with a batch decided but not on the disk. */
  CRASHED_BEFORE_PERSIST,
  /** A process dies with a batch on the disk and its replies not sent. */
  CRASHED_AFTER_PERSIST,
  /** A process dies before a message leaves. */
  CRASHED_BEFORE_SEND,
  /** A process dies right after a message has left. */
  CRASHED_AFTER_SEND,
  /** Every process is restarted, one after the other. */
  ROLLING_RESTART,
  /** A process stands still for a while. */
  PAUSED,
  /** A proposer forgets everything, and its acceptor goes on. */
  PROPOSER_RESTARTED,
  /** A commit was reported as failed, and nothing of it is on the disk. */
  COMMIT_FAILED_AND_LOST,
  /** A commit was reported as failed, and all of it is on the disk. */
  COMMIT_FAILED_AND_KEPT,
  /** A disk was replaced by an empty one. */
  DISK_WIPED,
  /** A disk was replaced by an earlier copy of itself. */
  DISK_ROLLED_BACK,
  /** A clock jumped. */
  CLOCK_JUMPED,
  /** A clock runs at the wrong speed. */
  CLOCK_SKEWED,
  /** A client got no answer in time and asks another node. */
  CLIENT_RETRIED_ELSEWHERE,
  /** A message of a process that is dead arrives. */
  MESSAGE_OF_THE_DEAD;

  /** Whether it is done to a run; the others follow from what was done. */
  public boolean isHarm() {
    return this != REORDERED && this != CLIENT_RETRIED_ELSEWHERE && this != MESSAGE_OF_THE_DEAD;
  }
}
