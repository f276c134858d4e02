@NullMarked
package io.paxos.storage.jdbc;

import org.jspecify.annotations.NullMarked;
