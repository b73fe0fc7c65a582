package io.redemption.resilience;

import static io.redemption.resilience.ResilienceFixtures.ATTEMPT;
import static io.redemption.resilience.ResilienceFixtures.CARD;
import static io.redemption.resilience.ResilienceFixtures.REVERSAL;
import static io.redemption.resilience.ResilienceFixtures.failed;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.BasketOutcome.BasketUnknown;
import io.redemption.model.Capability;
import io.redemption.model.Doubt;
import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.Likelihood;
import io.redemption.model.Ticket;
import io.redemption.model.Unknown;
import io.redemption.testing.ManualTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The table of what is sent again, cell by cell through the port: how many sends a call makes if each of them ends in
 * the same way.
 */
class RetryTableTest {
    private final ManualTime time = ResilienceFixtures.noon();

    private int sends(
            StubPort port, CompletionStage<?> each, Function<ResilientRedemptionPort, CompletionStage<?>> operation) {
        port.answering(each);
        ResilientRedemptionPort resilient = ResilientRedemptionPort.over(
                port, ResilienceFixtures.options(time).build());

        CompletionStage<?> call = operation.apply(resilient);
        time.advance(ofSeconds(10));

        assertThat(call.toCompletableFuture()).as("the call").isDone();
        assertThat(time.waiting()).as("timers").isZero();
        return port.sends();
    }

    private static StubPort vauchar() {
        return new StubPort();
    }

    private static StubPort ours() {
        return new StubPort(Capability.IDEMPOTENT_ATTEMPTS, Capability.ATOMIC_BASKET);
    }

    private static Stream<Function<ResilientRedemptionPort, CompletionStage<?>>> reads() {
        return Stream.of(
                port -> port.find(CARD, REVERSAL.redemption(), Freshness.FROM_ISSUER),
                port -> port.history(CARD, HistoryQuery.ALL),
                port -> port.lookup(CARD, io.redemption.model.Freshness.FROM_ISSUER),
                port -> port.lookup(io.redemption.model.Code.of("ABC")),
                port -> port.validate(ATTEMPT.request()));
    }

    @ParameterizedTest
    @CsvSource({
        // failure of each send, reads, redeem and redeemAll, reverse
        "NOT_REACHABLE, 3, 3, 3",
        "NOT_AUTHORISED, 1, 1, 1",
        "PAYMENT_REQUIRED, 1, 1, 1",
        "THROTTLED, 3, 2, 3",
        "BREAKER_OPEN, 1, 1, 1",
        "OVERLOADED, 1, 1, 1",
        "DEADLINE_EXCEEDED, 3, 3, 3",
        "MISCONFIGURED, 1, 1, 1",
        "NOT_SUPPORTED, 1, 1, 1",
        "CANCELLED, 1, 1, 1",
        "CLOSED, 1, 1, 1",
        "INVALID_ARGUMENT, 1, 1, 1",
        "INCOMPLETE, 1, 1, 1",
        "UNREADABLE, 2, 1, 1",
        "ISSUER_FAILED, 3, 1, 1",
        "WOULD_BLOCK, 1, 1, 1",
        "BROKEN_RULE, 1, 1, 1",
        "JOURNAL_FAILED, 1, 1, 1",
        "JOURNAL_FULL, 1, 1, 1",
        "ORIGIN_UNKNOWN, 1, 1, 1",
        "BROKEN_COMPONENT, 1, 1, 1",
        "BROKEN_ADAPTER, 1, 1, 1"
    })
    void failedSend_eachCode_isRepeatedAsTheTableSays(FailureCode code, int reads, int redeem, int reverse) {
        reads().forEach(read -> assertThat(sends(vauchar(), failed(code), read)).isEqualTo(reads));
        assertThat(sends(vauchar(), failed(code), port -> port.redeem(ATTEMPT))).isEqualTo(redeem);
        assertThat(sends(ours(), failed(code), port -> port.redeem(ATTEMPT))).isEqualTo(redeem);
        assertThat(sends(ours(), failed(code), port -> port.redeemAll(List.of(ATTEMPT))))
                .isEqualTo(redeem);
        assertThat(sends(vauchar(), failed(code), port -> port.reverse(REVERSAL)))
                .isEqualTo(reverse);
    }

    @Test
    void failedSend_notAuthorisedButWithOtherCredentialsByNow_isRepeatedOnce() {
        CompletionStage<?> renewed = failed(FailureCode.NOT_AUTHORISED, Duration.ZERO);

        reads().forEach(read -> assertThat(sends(vauchar(), renewed, read)).isEqualTo(2));
        assertThat(sends(vauchar(), renewed, port -> port.redeem(ATTEMPT))).isEqualTo(2);
        assertThat(sends(ours(), renewed, port -> port.redeemAll(List.of(ATTEMPT))))
                .isEqualTo(2);
        assertThat(sends(vauchar(), renewed, port -> port.reverse(REVERSAL))).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        // doubt that each send leaves, redeem without and with IDEMPOTENT_ATTEMPTS, reverse
        "NO_ANSWER, 1, 3, 3",
        "ANSWER_UNREADABLE, 1, 3, 3",
        "ECHO_MISMATCH, 1, 3, 3",
        "ECHO_OUT_OF_TIME, 1, 3, 3",
        "CONTRADICTORY_ANSWER, 1, 3, 3",
        "STILL_SHOWN, 1, 3, 3",
        "NOT_CONFIRMED, 1, 3, 3",
        "REDEEMABLE_GONE, 1, 1, 1",
        "UNEXPECTED_STATUS, 1, 3, 3",
        "REDIRECTED, 1, 1, 1",
        "REFUSED_AFTER_RESEND, 1, 1, 1",
        "ISSUER_IN_DOUBT, 1, 3, 3",
        "BROKEN_ADAPTER, 1, 1, 1",
        "CANCELLED, 1, 1, 1",
        "INTERRUPTED, 1, 1, 1",
        "BEGUN_EARLIER, 1, 1, 1"
    })
    void sendInDoubt_eachReason_isRepeatedAsTheTableSays(Doubt doubt, int plain, int idempotent, int reverse) {
        Ticket ticket =
                Ticket.of(ATTEMPT, doubt, Likelihood.POSSIBLE, 1, ResilienceFixtures.NOON, ResilienceFixtures.NOON);
        CompletionStage<?> one = ResilienceFixtures.done(new Unknown(ticket));
        CompletionStage<?> basket = ResilienceFixtures.done(new BasketUnknown(List.of(ticket)));

        assertThat(sends(vauchar(), one, port -> port.redeem(ATTEMPT))).isEqualTo(plain);
        assertThat(sends(ours(), one, port -> port.redeem(ATTEMPT))).isEqualTo(idempotent);
        assertThat(sends(vauchar(), basket, port -> port.redeemAll(List.of(ATTEMPT))))
                .isEqualTo(plain);
        assertThat(sends(ours(), basket, port -> port.redeemAll(List.of(ATTEMPT))))
                .isEqualTo(idempotent);
        assertThat(sends(vauchar(), ResilienceFixtures.reversalInDoubt(doubt), port -> port.reverse(REVERSAL)))
                .isEqualTo(reverse);
    }

    /** A new code or doubt must get a row above. */
    @Test
    void tables_nameEveryCodeAndDoubt() throws NoSuchMethodException {
        assertThat(rows("failedSend_eachCode_isRepeatedAsTheTableSays", FailureCode.class))
                .containsExactlyInAnyOrder(names(FailureCode.values()));
        assertThat(rows("sendInDoubt_eachReason_isRepeatedAsTheTableSays", Doubt.class))
                .containsExactlyInAnyOrder(names(Doubt.values()));
    }

    private static List<String> rows(String test, Class<?> first) throws NoSuchMethodException {
        CsvSource source = RetryTableTest.class
                .getDeclaredMethod(test, first, int.class, int.class, int.class)
                .getAnnotation(CsvSource.class);
        return Arrays.stream(source.value())
                .map(row -> row.substring(0, row.indexOf(',')))
                .toList();
    }

    private static String[] names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toArray(String[]::new);
    }
}
