/**
 * The contract that every adapter of {@link io.redemption.port.RedemptionPort} has to keep, clause by clause. Start
 * with {@link io.redemption.tck.RedemptionPortContract}: one class with two methods proves an adapter. Without JUnit,
 * {@link io.redemption.tck.ContractReport#of} does the same.
 *
 * <p>Before a first run:
 *
 * <ul>
 *   <li>The contract issues some hundreds of redeemables under random ids and leaves them; use a sandbox.
 *   <li>What a port does not declare in its {@link io.redemption.model.Capabilities} it must refuse as the contract
 *       defines.
 *   <li>An issuer whose clock can be moved is proven to the second: override
 *       {@link io.redemption.tck.RedemptionPortContract#issuerClock}.
 *   <li>A policy that does not restore everything on reversal is declared by
 *       {@link io.redemption.tck.RedemptionPortContract#restoredOnReversal}.
 *   <li>{@link io.redemption.tck.ContractScale} sets the size of the races.
 * </ul>
 */
@NullMarked
package io.redemption.tck;

import org.jspecify.annotations.NullMarked;
