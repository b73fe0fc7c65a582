package io.redemption.vertx;

import io.redemption.model.Freshness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.NothingToReverse;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import io.redemption.model.Redeemed;
import io.redemption.model.RedemptionException;
import io.redemption.model.Refused;
import io.redemption.model.Reversed;
import io.redemption.model.Unknown;
import io.redemption.model.Violation;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** The operations whose claims are in a table, and the text of a claim. */
enum Claim {
    REDEEM {
        @Override
        CompletionStage<?> begin(VertxRedemptionPort port, RedeemableId id) {
            return port.redeem(Fixture.attempt(id));
        }

        @Override
        String body(RedeemableId id) {
            return Fixture.redemption(id);
        }
    },
    REVERSE {
        @Override
        CompletionStage<?> begin(VertxRedemptionPort port, RedeemableId id) {
            return port.reverse(Fixture.reversal(id));
        }

        @Override
        String body(RedeemableId id) {
            return "{\"deleted\":true}";
        }
    },
    FIND {
        @Override
        CompletionStage<?> begin(VertxRedemptionPort port, RedeemableId id) {
            return port.find(id, Fixture.REDEMPTION, Freshness.FROM_ISSUER);
        }

        @Override
        String body(RedeemableId id) {
            return id.kind() == RedeemableKind.VOUCHER ? HISTORY.body(id) : "{\"data\":" + Fixture.redemption(id) + "}";
        }
    },
    HISTORY {
        @Override
        CompletionStage<?> begin(VertxRedemptionPort port, RedeemableId id) {
            return port.history(id, HistoryQuery.ALL_FROM_ISSUER);
        }

        @Override
        String body(RedeemableId id) {
            return "{\"data\":[" + Fixture.redemption(id) + "]}";
        }
    },
    LOOKUP {
        @Override
        CompletionStage<?> begin(VertxRedemptionPort port, RedeemableId id) {
            return port.lookup(id, Freshness.FROM_ISSUER);
        }

        @Override
        String body(RedeemableId id) {
            return "{\"data\":{\"id\":\"" + id.value() + "\",\"value\":\"50.00\",\"value_unit\":\"value\",\"currency\":"
                    + "\"USD\",\"total_value\":\"100.00\",\"balance\":\"50.00\",\"active_status\":1,\"redeemed\":0}}";
        }
    };

    abstract CompletionStage<?> begin(VertxRedemptionPort port, RedeemableId id);

    /** The body of the API's own success. */
    abstract String body(RedeemableId id);

    /** How it ends, in words. */
    String of(VertxRedemptionPort port, RedeemableId id) {
        try {
            return words(Fixture.await(begin(port, id)));
        } catch (RedemptionException failure) {
            return "failed: " + lower(failure.code());
        }
    }

    private static String words(Object answer) {
        if (answer instanceof Optional<?> read) {
            return read.isPresent() ? "found" : "absent";
        }
        if (answer instanceof Unknown unknown) {
            return "unknown: " + lower(unknown.ticket().doubt());
        }
        if (answer instanceof Refused refused) {
            List<Violation> violations = refused.violations();
            return "refused: "
                    + violations.stream().map(why -> why.code().value()).collect(Collectors.joining(", "));
        }
        if (answer instanceof NothingToReverse) {
            return "nothing to reverse";
        }
        return answer instanceof Redeemed ? "redeemed" : answer instanceof Reversed ? "reversed" : answer.toString();
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
