package io.redemption.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redemption.model.BasketRecord.Kind;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The records of a basket and their text form. */
class BasketRecordTest {
    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

    private static RedemptionAttempt attempt(String id) {
        RedemptionRequest request = RedemptionRequest.builder(RedeemableId.giftCard("gc-1"))
                .user("shopper-4711")
                .email("shopper@example.com")
                .phone("+441234567")
                .value("5.00")
                .uniqueTransaction("order-7")
                .build();
        return new RedemptionAttempt(AttemptId.of(id), request, TransactionId.of("order-7"), NOON);
    }

    private static Ticket ticket() {
        return Ticket.of(attempt("a-1"), Doubt.BEGUN_EARLIER, Likelihood.POSSIBLE, 1, NOON, NOON);
    }

    static Stream<BasketRecord> records() {
        return Stream.of(
                BasketRecord.started(List.of(AttemptId.of("a-1"), AttemptId.of("a/2"))),
                BasketRecord.ofTicket(Kind.INTENT, 0, ticket()),
                BasketRecord.ofRedemption(Kind.DONE, 0, RedemptionId.of("red-1")),
                BasketRecord.ofStep(Kind.REFUSED, 1, "balance_too_low,expired"),
                BasketRecord.ofStep(Kind.REFUSED, 1, null),
                BasketRecord.ofTicket(Kind.IN_DOUBT, 31, ticket()),
                BasketRecord.of(Kind.ABORTING, "REFUSED"),
                BasketRecord.ofRedemption(Kind.COMP_INTENT, 0, RedemptionId.of("red-1")),
                BasketRecord.ofStep(Kind.COMP_DONE, 0, null),
                BasketRecord.ofStep(Kind.STUCK, 0, null),
                BasketRecord.of(Kind.COMMITTED, null),
                BasketRecord.of(Kind.ABORTED, null));
    }

    @Test
    void records_together_areOfEveryKind() {
        assertThat(records().map(BasketRecord::kind)).contains(Kind.values());
    }

    @ParameterizedTest
    @MethodSource("records")
    void decode_encoded_isEqualAndHoldsNoPersonalData(BasketRecord record) {
        String text = record.encode();

        assertThat(BasketRecord.decode(text)).isEqualTo(record);
        assertThat(record.toString()).doesNotContain("4711", "example.com", "1234567");
        assertThat(text).hasSizeLessThanOrEqualTo(4_000).matches("[!-~]+");
    }

    @ParameterizedTest
    @MethodSource("records")
    void decode_cutOrAltered_isRefused(BasketRecord record) {
        String text = record.encode();

        for (int i = 0; i < text.length(); i += 7) {
            String cut = text.substring(0, i);
            String altered = cut + (text.charAt(i) == 'A' ? 'B' : 'A') + text.substring(i + 1);
            assertThatThrownBy(() -> BasketRecord.decode(cut)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> BasketRecord.decode(altered)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void encode_largestPlan_fitsIntoAColumn() {
        List<AttemptId> plan = IntStream.range(0, BasketRecord.MAX_STEPS)
                .mapToObj(i -> AttemptId.of(String.format("%064d", i)))
                .toList();

        String text = BasketRecord.started(plan).encode();

        assertThat(text).hasSizeLessThanOrEqualTo(4_000);
        assertThat(BasketRecord.decode(text).plan()).isEqualTo(plan);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void new_withoutWhatItsKindNeeds_isRefused(Kind kind) {
        boolean needsNothing = kind == Kind.ABORTING || kind.ends();

        if (needsNothing) {
            assertThatThrownBy(() -> BasketRecord.ofStep(kind, 0, null)).isInstanceOf(IllegalArgumentException.class);
        } else {
            assertThatThrownBy(() -> BasketRecord.of(kind, null)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void new_withMoreThanItsKindNeeds_isRefused() {
        assertThatThrownBy(() -> BasketRecord.ofTicket(Kind.COMP_DONE, 0, ticket()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BasketRecord.ofRedemption(Kind.INTENT, 0, RedemptionId.of("red-1")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BasketRecord.ofStep(Kind.STUCK, BasketRecord.MAX_STEPS, null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BasketRecord.started(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
