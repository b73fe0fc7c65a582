/** The one name of Reactor that the core looks for. */
@NullMarked
package reactor.core.scheduler;

import org.jspecify.annotations.NullMarked;
