/** What the tests of the HTTP interface share. */
@NullMarked
package io.paxos.server.wire;

import org.jspecify.annotations.NullMarked;
