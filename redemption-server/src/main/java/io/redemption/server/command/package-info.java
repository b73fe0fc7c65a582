/**
 * The {@code redemption} command: a sandbox server and a demonstration. Start reading at
 * {@link io.redemption.server.command.RedemptionCommand}.
 */
@NullMarked
package io.redemption.server.command;

import org.jspecify.annotations.NullMarked;
