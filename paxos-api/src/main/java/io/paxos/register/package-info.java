/** What an application sees: registers, switches, variables, and what comes of a change. */
@NullMarked
package io.paxos.register;

import org.jspecify.annotations.NullMarked;
