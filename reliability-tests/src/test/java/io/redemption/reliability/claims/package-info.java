/**
 * Claims held against the issuer's own record. A server on loopback executes or does not, keeps a record of it, and
 * answers wrongly; whatever a client then claims must be so in that record. Start with
 * {@link io.redemption.reliability.claims.TruthTable}.
 *
 * <p>The rule of the game: an answer is wrong in any way but one. It never says whole, in the API's own words and about
 * the very thing that was asked for, what is not so, because nobody could tell that from the truth. So a right echo, a
 * 204 to a DELETE, a refusal, a list with a count that fits, and a 404 to a GET are given where they are true;
 * everything else is given both where something was executed and where nothing was.
 */
@NullMarked
package io.redemption.reliability.claims;

import org.jspecify.annotations.NullMarked;
