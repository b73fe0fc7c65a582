/**
 * The same promises on every path to an issuer: one scenario and the contract kit, in memory and over real HTTP. Start
 * with {@code RedemptionScenario}.
 */
@NullMarked
package io.redemption.server.conformance;

import org.jspecify.annotations.NullMarked;
