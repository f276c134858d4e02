/** Tests of the reports. */
@NullMarked
package io.paxos.report;

import org.jspecify.annotations.NullMarked;
