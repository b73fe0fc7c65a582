/**
 * The {@code redemption} command: a sandbox server and a demonstration. Start reading at
 * {@link io.redemption.cli.RedemptionCommand}.
 */
@NullMarked
package io.redemption.cli;

import org.jspecify.annotations.NullMarked;
