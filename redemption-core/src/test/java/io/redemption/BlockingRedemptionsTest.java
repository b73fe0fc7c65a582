package io.redemption;

import static io.redemption.Samples.redeemed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.redemption.model.Doubt;
import io.redemption.model.FailureCode;
import io.redemption.model.HistoryQuery;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Unknown;
import io.redemption.port.AttemptState;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The view for callers who wait, and the end of these redemptions. */
class BlockingRedemptionsTest {
    private final Shop shop = new Shop(ProgrammedPort.honest());

    @AfterEach
    void clearTheInterruptFlag() {
        Thread.interrupted();
    }

    @Test
    void redeem_answered_isTheOutcome() {
        RedemptionAttempt attempt = shop.anAttempt();

        RedemptionOutcome outcome = shop.redemptions.blocking().redeem(attempt);

        assertThat(outcome).isEqualTo(redeemed(attempt));
    }

    @Test
    void redeem_fails_throwsWithTheStackOfTheCaller() {
        RedemptionException below = new RedemptionException(FailureCode.THROTTLED, "slow down");
        shop.port.onRedeem = attempt -> CompletableFuture.failedStage(below);
        RedemptionAttempt attempt = shop.anAttempt();

        RedemptionException thrown = catchThrowableOfType(
                RedemptionException.class, () -> shop.redemptions.blocking().redeem(attempt));

        assertThat(thrown.code()).isEqualTo(FailureCode.THROTTLED);
        assertThat(thrown).hasCause(below);
        assertThat(thrown.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(BlockingRedemptionsTest.class.getName()));
    }

    @Test
    void redeem_interrupted_isUnknownAndKeepsTheFlagAndIsJournalledLater() {
        CompletableFuture<RedemptionOutcome> issuer = new CompletableFuture<>();
        shop.port.onRedeem = attempt -> new BareStage<>(issuer);
        RedemptionAttempt attempt = shop.anAttempt();
        Thread.currentThread().interrupt();

        RedemptionOutcome outcome = shop.redemptions.blocking().redeem(attempt);
        boolean flag = Thread.interrupted();
        issuer.complete(redeemed(attempt));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Unknown.class,
                        unknown -> assertThat(unknown.ticket().doubt()).isEqualTo(Doubt.INTERRUPTED));
        assertThat(flag).isTrue();
        assertThat(shop.known(attempt)).contains(new AttemptState.Settled(redeemed(attempt)));
    }

    @Test
    void history_interrupted_throwsCancelledAndKeepsTheFlag() {
        shop.port.onHistory = query -> new CompletableFuture<>();
        Thread.currentThread().interrupt();

        RedemptionException thrown = catchThrowableOfType(
                RedemptionException.class, () -> shop.redemptions.blocking().history(Samples.CARD, HistoryQuery.ALL));

        assertThat(thrown.code()).isEqualTo(FailureCode.CANCELLED);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void redeem_onAThreadThatMustNotBlock_throwsBeforeSending() {
        Redemptions redemptions = shop.builder()
                .nonBlockingThreads(Thread.currentThread()::equals)
                .build();
        RedemptionAttempt attempt = shop.anAttempt();

        RedemptionException thrown = catchThrowableOfType(
                RedemptionException.class, () -> redemptions.blocking().redeem(attempt));

        assertThat(thrown.code()).isEqualTo(FailureCode.WOULD_BLOCK);
        assertThat(shop.port.sent).isEmpty();
    }

    @Test
    void redeem_afterClose_failsUnsent() {
        shop.redemptions.close();

        RedemptionException thrown = catchThrowableOfType(
                RedemptionException.class,
                () -> Shop.now(shop.redemptions.redeem(Samples.aRequest().build())));

        assertThat(thrown.code()).isEqualTo(FailureCode.CLOSED);
        assertThat(shop.port.sent).isEmpty();
    }

    @Test
    void close_twiceAndOneResourceThrows_closesEachOnceLastFirst() {
        List<String> closed = new ArrayList<>();
        Redemptions redemptions = shop.builder()
                .ownedResource(() -> closed.add("first"))
                .ownedResource(() -> {
                    closed.add("second");
                    throw new IllegalStateException("second");
                })
                .ownedResource(() -> {
                    closed.add("third");
                    throw new IllegalStateException("third");
                })
                .build();

        IllegalStateException thrown = catchThrowableOfType(IllegalStateException.class, redemptions::close);
        redemptions.close();

        assertThat(closed).containsExactly("third", "second", "first");
        assertThat(thrown).hasRootCauseMessage("third");
        assertThat(thrown.getSuppressed()).hasSize(1);
    }
}
