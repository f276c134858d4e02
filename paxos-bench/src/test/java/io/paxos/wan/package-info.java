/** Tests of the ways between far nodes. */
@NullMarked
package io.paxos.wan;

import org.jspecify.annotations.NullMarked;
