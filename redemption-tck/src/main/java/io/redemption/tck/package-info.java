/**
 * The contract that every adapter of {@link io.redemption.port.RedemptionPort} has to keep, clause by clause. Start
 * with {@link io.redemption.tck.RedemptionPortContract}: one class and two methods prove an adapter. Without JUnit,
 * {@link io.redemption.tck.ContractRun} does the same and gives a {@link io.redemption.tck.ContractReport}.
 *
 * <p>What to know before a first run:
 *
 * <ul>
 *   <li>The contract issues some hundreds of redeemables under random ids and leaves them; use a sandbox.
 *   <li>Whatever a port does not declare in its {@link io.redemption.model.Capabilities} it must refuse as the contract
 *       defines.
 *   <li>An issuer whose clock can be moved is proven to the second: override
 *       {@link io.redemption.tck.RedemptionPortContract#issuerClock}.
 *   <li>A policy that does not give everything back on reversal is declared by
 *       {@link io.redemption.tck.RedemptionPortContract#givenBack}.
 *   <li>{@link io.redemption.tck.ContractScale} sets the size of the races.
 * </ul>
 */
@NullMarked
package io.redemption.tck;

import org.jspecify.annotations.NullMarked;
