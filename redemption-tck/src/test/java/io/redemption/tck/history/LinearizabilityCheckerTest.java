package io.redemption.tck.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.tck.history.AccountCall.Kind;
import io.redemption.tck.history.AccountCall.Result;
import io.redemption.tck.history.SimulatedHistory.Mix;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LinearizabilityCheckerTest {
    private static final int HISTORIES = Boolean.getBoolean("reliability") ? 100_000 : 1_000;

    @ParameterizedTest
    @EnumSource
    void check_damagedHistory_isRejected(Damage damage, TestReporter reporter) {
        int damaged = 0;
        int rejected = 0;

        for (long seed = 0; damaged < HISTORIES; seed++) {
            Optional<AccountHistory> history =
                    damage.applyTo(SimulatedHistory.of(seed, damage.mix()), new Random(seed));
            damaged += history.isPresent() ? 1 : 0;
            rejected += history.isPresent() && !LinearizabilityChecker.isLinearizable(history.get()) ? 1 : 0;
        }

        reporter.publishEntry(damage.name(), rejected + " of " + damaged + " rejected");
        assertThat(rejected).isEqualTo(damaged);
    }

    @Test
    void check_simulatedHistory_isAccepted() {
        for (Mix mix : List.of(new Mix(4, 5, 3, 3, 0), new Mix(4, 5, 3, 3, 2), new Mix(8, 5, 3, 3, 1))) {
            for (long seed = 0; seed < HISTORIES; seed++) {
                AccountHistory history = SimulatedHistory.of(seed, mix);

                boolean accepted = LinearizabilityChecker.isLinearizable(history);

                assertThat(accepted)
                        .as("seed " + seed + " of " + mix + ": " + history)
                        .isTrue();
            }
        }
    }

    @Test
    void check_overlappingDebitsForOneUse_oneMayWin() {
        AccountCall first = new AccountCall(Kind.DEBIT, 0, Result.REFUSED, 0, 0, 2);
        AccountCall second = new AccountCall(Kind.DEBIT, 1, Result.DONE, 0, 1, 3);

        assertThat(accepts(first, second)).isTrue();
    }

    @Test
    void check_refusedBeforeTheWinnerBegan_isRejected() {
        AccountCall first = new AccountCall(Kind.DEBIT, 0, Result.REFUSED, 0, 0, 1);
        AccountCall second = new AccountCall(Kind.DEBIT, 1, Result.DONE, 0, 2, 3);

        assertThat(accepts(first, second)).isFalse();
    }

    @Test
    void check_lostDebit_mayTakeEffectLater() {
        AccountCall lost = new AccountCall(Kind.DEBIT, 0, Result.UNKNOWN, 0, 0, AccountCall.NEVER);
        AccountCall before = new AccountCall(Kind.READ, -1, Result.DONE, 0, 1, 2);
        AccountCall after = new AccountCall(Kind.READ, -1, Result.DONE, 1, 3, 4);
        AccountCall refused = new AccountCall(Kind.DEBIT, 1, Result.REFUSED, 0, 5, 6);

        assertThat(accepts(lost, before, after, refused)).isTrue();
    }

    @Test
    void check_lostDebitThatWasSeen_doesNotDisappear() {
        AccountCall lost = new AccountCall(Kind.DEBIT, 0, Result.UNKNOWN, 0, 0, AccountCall.NEVER);
        AccountCall seen = new AccountCall(Kind.READ, -1, Result.DONE, 1, 1, 2);
        AccountCall gone = new AccountCall(Kind.READ, -1, Result.DONE, 0, 3, 4);

        assertThat(accepts(lost, seen, gone)).isFalse();
    }

    @Test
    void check_lostCreditOfAnEntry_mayHaveGivenBack() {
        AccountCall debit = new AccountCall(Kind.DEBIT, 0, Result.DONE, 0, 0, 1);
        AccountCall lost = new AccountCall(Kind.CREDIT, 0, Result.UNKNOWN, 0, 2, AccountCall.NEVER);
        AccountCall next = new AccountCall(Kind.DEBIT, 1, Result.DONE, 0, 3, 4);

        assertThat(accepts(debit, lost, next)).isTrue();
        assertThat(accepts(debit, next)).isFalse();
    }

    private static boolean accepts(AccountCall... calls) {
        return LinearizabilityChecker.isLinearizable(new AccountHistory(1, List.of(1L, 1L), List.of(calls)));
    }
}
