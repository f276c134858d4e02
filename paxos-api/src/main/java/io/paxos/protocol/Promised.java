package io.paxos.protocol;

/** The ballot is promised, durably. */
public record Promised(Report report) implements PrepareReply {
  @Override
  public int valueBytes() {
    return report.valueBytes();
  }
}
