/** Samples that break the rules of the architecture on purpose, each named by what it does wrong. */
@NullMarked
package wrong.spring.test;

import org.jspecify.annotations.NullMarked;
