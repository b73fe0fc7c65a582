package io.redemption.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.Capability;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Refused;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import java.util.List;

/** Asserts the reasons of a refusal. They depend on whether the issuer explains its refusals. */
final class ExpectedRefusal {
    /** The parameter of a refusal for reuse that says whether something was redeemed. */
    static final String REDEEMED = "redeemed";

    private ExpectedRefusal() {}

    /** Asserts that an outcome is a refusal for exactly these reasons. */
    static void refused(ClauseContext context, RedemptionOutcome outcome, ViolationCode... codes) {
        assertThat(outcome).as("redeem").isInstanceOf(Refused.class);
        explained(context, ((Refused) outcome).violations(), codes);
    }

    /**
     * Asserts that these reasons are given. An issuer that does not explain its refusals may give
     * {@code refused_by_issuer} instead.
     */
    static void explained(ClauseContext context, List<Violation> violations, ViolationCode... codes) {
        List<ViolationCode> reported = violations.stream().map(Violation::code).toList();
        boolean unexplained = reported.equals(List.of(ViolationCode.REFUSED_BY_ISSUER));
        if (unexplained && !context.can(Capability.EXPLAINED_REFUSALS)) {
            context.lacks("the port does not declare EXPLAINED_REFUSALS; it refused, as it must, without a reason");
        } else {
            assertThat(reported).as("reasons").containsExactlyInAnyOrder(codes);
        }
    }

    /** Asserts that an outcome is a refusal for reuse of an attempt id, and says whether that id redeemed something. */
    static void reused(ClauseContext context, RedemptionOutcome outcome, String redeemed) {
        refused(context, outcome, ViolationCode.ATTEMPT_REUSED);
        reused(context, (Refused) outcome, redeemed);
    }

    /** Asserts that a refusal, if explained, is one for reuse of an attempt id. */
    static void reused(ClauseContext context, Refused refused, String redeemed) {
        if (context.can(Capability.EXPLAINED_REFUSALS)) {
            assertThat(refused.violations().get(0).parameters())
                    .as("redeemed, as the refusal says")
                    .containsEntry(REDEEMED, redeemed);
        }
    }
}
