package io.redemption.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.redemption.events.RedemptionCall;
import io.redemption.events.RedemptionListener.Begun;
import io.redemption.events.RedemptionListener.CallResult;
import io.redemption.events.RedemptionListener.Ended;
import io.redemption.model.AttemptId;
import io.redemption.model.Doubt;
import io.redemption.model.FailureCode;
import io.redemption.model.Operation;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.TransactionChoice;
import io.redemption.model.ViolationCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The observations of calls: names, keys, parents, and that none stays behind. */
class MicrometerObservationListenerTest {
    private static final String SECRET_CARD = "gift-148061360458405ee43a1a8";
    private static final RedemptionAttempt ATTEMPT = new RedemptionAttempt(
            AttemptId.of("order-7/1"),
            RedemptionRequest.builder(RedeemableId.giftCard(SECRET_CARD))
                    .user("user-7")
                    .value("50.00")
                    .transaction(new TransactionChoice.AsGiven(null))
                    .build(),
            null,
            Instant.EPOCH);

    private final ObservationRegistry registry = ObservationRegistry.create();
    private final List<Observation.Context> stopped = new ArrayList<>();
    private final MicrometerObservationListener listener = MicrometerObservationListener.of(registry);

    MicrometerObservationListenerTest() {
        registry.observationConfig().observationHandler(new ObservationHandler<>() {
            @Override
            public void onStop(Observation.Context context) {
                stopped.add(context);
            }

            @Override
            public boolean supportsContext(Observation.Context context) {
                return true;
            }
        });
    }

    private static Ended ended(
            RedemptionCall call, CallResult result, @Nullable Doubt doubt, @Nullable FailureCode failure) {
        List<ViolationCode> reasons = result == CallResult.REFUSED ? List.of(ViolationCode.EXPIRED) : List.of();
        return new Ended(call, result, reasons, doubt, failure, Duration.ofMillis(35));
    }

    private Observation.Context observed(RedemptionCall call, Ended ended) {
        listener.begun(new Begun(call));
        listener.ended(ended);
        return stopped.get(stopped.size() - 1);
    }

    private static Map<String, String> map(KeyValues keys) {
        return keys.stream().collect(Collectors.toMap(KeyValue::getKey, KeyValue::getValue));
    }

    @Test
    void call_isOneObservationWithTheDocumentedNamesAndKeys() {
        RedemptionCall call = RedemptionCall.of(ATTEMPT);

        Observation.Context context = observed(call, ended(call, CallResult.UNKNOWN, Doubt.NO_ANSWER, null));

        assertThat(context.getName()).isEqualTo("redemption.call");
        assertThat(context.getContextualName()).isEqualTo("redeem gift_card");
        assertThat(map(context.getLowCardinalityKeyValues()))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "operation", "redeem",
                        "kind", "gift_card",
                        "result", "unknown",
                        "failure", "none",
                        "doubt", "no_answer"));
        assertThat(map(context.getHighCardinalityKeyValues())).containsExactly(Map.entry("attempt", "order-7/1"));
        assertThat(context.getError()).isNull();
        assertThat(context.toString())
                .doesNotContain(SECRET_CARD)
                .doesNotContain("user-7")
                .doesNotContain("50.00");
    }

    @Test
    void failed_hasAnErrorWithItsCode_refusedHasNone() {
        RedemptionCall lookup = RedemptionCall.of(Operation.LOOKUP, null);
        RedemptionCall reverse = RedemptionCall.of(Operation.REVERSE, RedeemableKind.COUPON);

        Observation.Context failed = observed(lookup, ended(lookup, CallResult.FAILED, null, FailureCode.THROTTLED));
        Observation.Context refused = observed(reverse, ended(reverse, CallResult.REFUSED, null, null));

        assertThat(failed.getError())
                .isInstanceOfSatisfying(
                        RedemptionException.class,
                        error -> assertThat(error.code()).isEqualTo(FailureCode.THROTTLED));
        assertThat(map(failed.getLowCardinalityKeyValues()))
                .containsEntry("failure", "throttled")
                .containsEntry("kind", "none");
        assertThat(failed.getContextualName()).isEqualTo("lookup");
        assertThat(failed.getHighCardinalityKeyValues()).isEmpty();
        assertThat(refused.getError()).isNull();
        assertThat(map(refused.getLowCardinalityKeyValues())).containsEntry("result", "refused");
    }

    @Test
    void parent_isTheCallersObservation_andStaysCurrent() {
        RedemptionCall call = RedemptionCall.of(ATTEMPT);
        Observation checkout = Observation.start("checkout", registry);

        checkout.scoped(() -> {
            listener.begun(new Begun(call));
            listener.ended(ended(call, CallResult.DONE, null, null));
            assertThat(registry.getCurrentObservation()).isSameAs(checkout);
        });

        assertThat(stopped.get(0).getParentObservation()).isSameAs(checkout);
    }

    /** Calls of the same attempt are told apart by their identity, and what ended is not kept. */
    @Test
    void ended_leavesNothing() {
        RedemptionCall first = RedemptionCall.of(ATTEMPT);
        RedemptionCall second = RedemptionCall.of(ATTEMPT);

        listener.begun(new Begun(first));
        listener.begun(new Begun(second));
        String both = listener.toString();
        listener.ended(ended(first, CallResult.DONE, null, null));
        listener.ended(ended(first, CallResult.DONE, null, null));
        String one = listener.toString();
        listener.ended(ended(second, CallResult.REPLAYED, null, null));

        assertThat(both).contains("(2 under way)");
        assertThat(one).contains("(1 under way)");
        assertThat(listener).hasToString("MicrometerObservation(0 under way)");
        assertThat(stopped).hasSize(2);
    }

    @Test
    void noopRegistry_observesNothing() {
        MicrometerObservationListener off = MicrometerObservationListener.of(ObservationRegistry.NOOP);
        RedemptionCall call = RedemptionCall.of(ATTEMPT);
        Map<String, String> headers = new HashMap<>();

        off.begun(new Begun(call));
        off.addTo(call, headers::put);

        assertThat(off).hasToString("MicrometerObservation(0 under way)");
        assertThat(headers).isEmpty();
    }

    @Test
    void convention_ofThePlatform_changesNameAndAddsKeys() {
        MicrometerObservationListener own = MicrometerObservationListener.of(registry, new RedemptionCallConvention() {
            @Override
            public String getName() {
                return "acme.redemption";
            }

            @Override
            public KeyValues getLowCardinalityKeyValues(RedemptionCallContext context) {
                return RedemptionCallConvention.super
                        .getLowCardinalityKeyValues(context)
                        .and("merchant", "acme");
            }
        });
        RedemptionCall call = RedemptionCall.of(ATTEMPT);

        own.begun(new Begun(call));
        own.ended(ended(call, CallResult.DONE, null, null));

        assertThat(stopped.get(0).getName()).isEqualTo("acme.redemption");
        assertThat(map(stopped.get(0).getLowCardinalityKeyValues()))
                .containsEntry("merchant", "acme")
                .containsEntry("result", "done");
    }
}
