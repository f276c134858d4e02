/** Tests of the load generator, against servers that play their part. */
@NullMarked
package io.paxos.load;

import org.jspecify.annotations.NullMarked;
