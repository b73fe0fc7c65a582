package io.redemption.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.Capability;
import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionId;
import java.util.Optional;

/** Asserts answers to a search for one redemption. They depend on whether the issuer can prove absence. */
final class ExpectedRead {
    private ExpectedRead() {}

    /** Asserts that there is no such redemption. Where absence cannot be proven, the read may fail as incomplete. */
    static void absent(ClauseContext context, RedeemableId redeemable, RedemptionId redemption)
            throws InterruptedException {
        for (Freshness freshness : Freshness.values()) {
            absent(context, redeemable, redemption, freshness);
        }
    }

    private static void absent(
            ClauseContext context, RedeemableId redeemable, RedemptionId redemption, Freshness freshness)
            throws InterruptedException {
        try {
            Optional<Redemption> found =
                    context.answer("find", () -> context.port().find(redeemable, redemption, freshness));
            assertThat(found).as("find, " + freshness).isEmpty();
        } catch (RedemptionException failed) {
            assertThat(failed.code()).as("failure of find").isEqualTo(FailureCode.INCOMPLETE);
            assertThat(context.can(Capability.PROVEN_HISTORY))
                    .as("absence is not proven although PROVEN_HISTORY is declared")
                    .isFalse();
            context.lacks("the port does not declare PROVEN_HISTORY; find failed as incomplete, as it may");
        }
    }
}
