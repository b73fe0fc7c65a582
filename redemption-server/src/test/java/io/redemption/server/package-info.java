/** Tests of the server over real sockets. Start reading at {@code DocumentedOperationsTest}. */
@NullMarked
package io.redemption.server;

import org.jspecify.annotations.NullMarked;
