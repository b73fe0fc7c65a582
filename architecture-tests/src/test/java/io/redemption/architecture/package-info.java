/**
 * The architecture as rules over the classes of every module. {@code DependencyRules} says which package may use which,
 * {@code CodingRules} what no class may do. The package {@code wrong} holds a sample that breaks each rule.
 */
@NullMarked
package io.redemption.architecture;

import org.jspecify.annotations.NullMarked;
