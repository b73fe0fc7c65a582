/**
 * A durable attempt journal in a database. {@link io.redemption.jdbc.JdbcAttemptJournal} is where a reader starts;
 * {@code GroupCommit} writes what waits in one transaction, and {@code Dialect} holds what differs between databases.
 */
@NullMarked
package io.redemption.jdbc;

import org.jspecify.annotations.NullMarked;
