package io.redemption.micrometer;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.redemption.events.RedemptionListener.Ended;
import io.redemption.model.AttemptId;
import io.redemption.model.RedeemableKind;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an observed call is called. Implement it to change names or to add keys; what is not overridden stays as it is.
 *
 * <table>
 * <caption>Keys; the value of one that does not apply is {@code none}</caption>
 * <tr><th>Key</th><th>Cardinality</th><th>Value</th></tr>
 * <tr><td>{@code operation}</td><td>low</td><td>{@link io.redemption.model.Operation}</td></tr>
 * <tr><td>{@code kind}</td><td>low</td><td>{@link RedeemableKind}; none if there are several, or it is not known</td>
 * </tr>
 * <tr><td>{@code result}</td><td>low</td><td>done, replayed, refused, unknown, failed; none before the end</td></tr>
 * <tr><td>{@code failure}</td><td>low</td><td>{@link io.redemption.model.FailureCode} of a call that failed</td></tr>
 * <tr><td>{@code doubt}</td><td>low</td><td>{@link io.redemption.model.Doubt} of a call that is unknown</td></tr>
 * <tr><td>{@code attempt}</td><td>high</td><td>the attempt's id, if the call redeems exactly one; otherwise the key is
 * missing</td></tr>
 * </table>
 *
 * <p>All values are in lower case. No key holds the id of a redeemable, a code, an amount or a person.
 */
public interface RedemptionCallConvention extends ObservationConvention<RedemptionCallContext> {
    /** The convention as it is documented. */
    RedemptionCallConvention DEFAULT = new RedemptionCallConvention() {};

    /** {@return {@code redemption.call}} */
    @Override
    default String getName() {
        return "redemption.call";
    }

    /** {@return operation and kind, for example {@code redeem gift_card}} */
    @Override
    default String getContextualName(RedemptionCallContext context) {
        RedeemableKind kind = context.call().kind();
        return kind == null
                ? lower(context.call().operation())
                : lower(context.call().operation()) + " " + lower(kind);
    }

    @Override
    default boolean supportsContext(Observation.Context context) {
        return context instanceof RedemptionCallContext;
    }

    @Override
    default KeyValues getLowCardinalityKeyValues(RedemptionCallContext context) {
        Ended ended = context.ended();
        return KeyValues.of(
                KeyValue.of("operation", lower(context.call().operation())),
                KeyValue.of("kind", lower(context.call().kind())),
                KeyValue.of("result", lower(ended == null ? null : ended.result())),
                KeyValue.of("failure", lower(ended == null ? null : ended.failure())),
                KeyValue.of("doubt", lower(ended == null ? null : ended.doubt())));
    }

    @Override
    default KeyValues getHighCardinalityKeyValues(RedemptionCallContext context) {
        AttemptId attempt = context.call().attempt();
        return attempt == null ? KeyValues.empty() : KeyValues.of("attempt", attempt.value());
    }

    private static String lower(@Nullable Enum<?> value) {
        return value == null ? "none" : value.name().toLowerCase(Locale.ROOT);
    }
}
