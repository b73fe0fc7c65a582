package wrong.tck;

import io.redemption.internal.Stages;
import org.assertj.core.internal.Failures;

/** Uses a package of the core that is not exported to the kit, and one that AssertJ keeps to itself. */
final class KitUsesInternals {
    String names() {
        return Stages.class.getName() + Failures.class.getName();
    }
}
