/** The values of the domain: redeemables, requests, attempts, redemptions, outcomes and tickets. All are immutable. */
@NullMarked
package io.redemption.model;

import org.jspecify.annotations.NullMarked;
