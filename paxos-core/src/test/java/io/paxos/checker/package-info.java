/** What must hold of every history, one property a class. */
@NullMarked
package io.paxos.checker;

import org.jspecify.annotations.NullMarked;
