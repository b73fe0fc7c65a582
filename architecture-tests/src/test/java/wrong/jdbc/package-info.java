/** Samples that break the rules of the architecture on purpose, each named by what it does wrong. */
@NullMarked
package wrong.jdbc;

import org.jspecify.annotations.NullMarked;
