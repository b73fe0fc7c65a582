/** Tests of the journal in a database, over real ones. */
@NullMarked
package io.redemption.jdbc;

import org.jspecify.annotations.NullMarked;
