package io.paxos.server.http;

/** What a request is answered with. Immutable. */
public sealed interface Answer permits Response, Problem {}
