package io.redemption.reliability.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redemption.inmemory.LedgerEntry;
import io.redemption.model.Amount;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionId;
import io.redemption.reliability.Fixtures;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The judge of the cards sees a ten-thousandth too much, a read of the past, and money from nowhere. */
class CardAuditTest {
    private static final CardAudit AUDIT = new CardAudit(
            100_000,
            List.of(
                    entry(1, LedgerEntry.Type.REDEMPTION, "a", 30_000),
                    entry(2, LedgerEntry.Type.REDEMPTION, "b", 70_000),
                    entry(3, LedgerEntry.Type.REVERSAL, "a", 30_000)));

    private static LedgerEntry entry(long number, LedgerEntry.Type type, String id, long value) {
        return new LedgerEntry(
                number,
                type,
                Redemption.builder(RedemptionId.of(id), RedeemableId.giftCard("card"), Fixtures.NOON)
                        .value(new Amount(value))
                        .build(),
                Fixtures.NOON);
    }

    @ParameterizedTest
    @CsvSource({"0,0,0", "0,1,30000", "1,2,100000", "2,2,100000", "3,1,70000"})
    void explains_whatWasTrueWithinTheRead_isTrue(int from, long active, long spent) {
        assertThat(AUDIT.explains(from, active, spent)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1,0,0", "2,1,30000", "0,1,30001", "0,2,30000", "3,2,100000", "0,3,100000"})
    void explains_whatWasNotTrueWithinTheRead_isFalse(int from, long active, long spent) {
        assertThat(AUDIT.explains(from, active, spent)).isFalse();
    }

    @Test
    void lowestBalance_cardThatWasEmptyOnce_isZero() {
        assertThat(AUDIT.lowestBalance()).isZero();
    }

    @Test
    void lowestBalance_overspentCard_isNegative() {
        CardAudit overspent = new CardAudit(99_999, AUDIT.entries());

        assertThat(overspent.lowestBalance()).isEqualTo(-1);
    }

    @Test
    void lowestBalance_reversalTwice_isFound() {
        LedgerEntry first = entry(1, LedgerEntry.Type.REDEMPTION, "a", 1);
        LedgerEntry back = entry(2, LedgerEntry.Type.REVERSAL, "a", 1);
        CardAudit twice = new CardAudit(10, List.of(first, back, back));

        assertThatThrownBy(twice::lowestBalance).isInstanceOf(AssertionError.class);
    }

    @Test
    void lowestBalance_redemptionThatReturned_isFound() {
        LedgerEntry first = entry(1, LedgerEntry.Type.REDEMPTION, "a", 1);
        CardAudit returned = new CardAudit(10, List.of(first, entry(2, LedgerEntry.Type.REVERSAL, "a", 1), first));

        assertThatThrownBy(returned::lowestBalance).isInstanceOf(AssertionError.class);
    }
}
