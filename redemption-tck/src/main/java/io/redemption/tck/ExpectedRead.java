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

/** What a search for one redemption has to answer, which depends on whether the issuer can prove absence. */
final class ExpectedRead {
    private ExpectedRead() {}

    /** That there is no such redemption; where absence cannot be proven, the read may fail as incomplete. */
    static void absent(ClauseContext bench, RedeemableId redeemable, RedemptionId redemption)
            throws InterruptedException {
        for (Freshness freshness : Freshness.values()) {
            absent(bench, redeemable, redemption, freshness);
        }
    }

    private static void absent(
            ClauseContext bench, RedeemableId redeemable, RedemptionId redemption, Freshness freshness)
            throws InterruptedException {
        try {
            Optional<Redemption> found =
                    bench.answer("find", () -> bench.port().find(redeemable, redemption, freshness));
            assertThat(found).as("find, " + freshness).isEmpty();
        } catch (RedemptionException failed) {
            assertThat(failed.code()).as("failure of find").isEqualTo(FailureCode.INCOMPLETE);
            assertThat(bench.can(Capability.PROVEN_HISTORY))
                    .as("absence is not proven although PROVEN_HISTORY is declared")
                    .isFalse();
            bench.lacks("the port does not declare PROVEN_HISTORY; find failed as incomplete, as it may");
        }
    }
}
