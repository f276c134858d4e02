package io.paxos.report;

/** A picture of figures. Immutable. */
public sealed interface Chart permits LineChart, BarChart {
  /** An SVG element that takes colours of text and grid from where it stands. */
  String svg();
}
