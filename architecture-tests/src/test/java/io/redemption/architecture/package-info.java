/**
 * The architecture as rules over the classes, the build files and the sources of every module. {@code DependencyRules}
 * says which package may use which, {@code CodingRules} what no class may do, and {@code public-api.txt} which types
 * are public. The package {@code wrong} holds a sample that breaks each rule.
 */
@NullMarked
package io.redemption.architecture;

import org.jspecify.annotations.NullMarked;
