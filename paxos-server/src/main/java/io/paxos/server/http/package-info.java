/**
 * What every HTTP endpoint shares: keys taken raw from the path, entity tags and preconditions (RFC
 * 9110), bodies read up to a limit, and problem documents (RFC 9457).
 */
@NullMarked
package io.paxos.server.http;

import org.jspecify.annotations.NullMarked;
