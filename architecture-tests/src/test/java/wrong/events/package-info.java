/** Samples that break the rules of the architecture on purpose, each named by what it does wrong. */
@NullMarked
package wrong.events;

import org.jspecify.annotations.NullMarked;
