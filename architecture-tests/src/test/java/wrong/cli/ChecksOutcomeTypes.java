package wrong.cli;

import io.redemption.model.Redeemed;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Refused;
import io.redemption.model.Unknown;
import java.util.List;

/** Has two checks that count, one of them in a lambda, and one in a {@code fold}, which may have it. */
final class ChecksOutcomeTypes {
    boolean isRedeemed(RedemptionOutcome outcome) {
        return outcome instanceof Redeemed;
    }

    boolean areRefused(List<RedemptionOutcome> outcomes) {
        return outcomes.stream().allMatch(outcome -> outcome instanceof Refused);
    }

    boolean fold(RedemptionOutcome outcome) {
        return outcome instanceof Unknown;
    }
}
