/**
 * The borders of the house, as rules over the classes of every module. Start with {@code Borders} for who may use whom,
 * with {@code Manners} for what nobody may do; the package {@code wrong} holds a sample for each rule that must fail
 * it.
 */
@NullMarked
package io.redemption.architecture;

import org.jspecify.annotations.NullMarked;
