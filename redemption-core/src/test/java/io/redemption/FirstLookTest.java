package io.redemption;

import static io.redemption.Samples.aRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redemption.events.RedemptionListener.CallResult;
import io.redemption.events.RedemptionListener.Ended;
import io.redemption.model.AttemptId;
import io.redemption.model.Capability;
import io.redemption.model.Completeness;
import io.redemption.model.Doubt;
import io.redemption.model.FailureCode;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Refused;
import io.redemption.model.Resolution.Absent;
import io.redemption.model.Resolution.Confirmed;
import io.redemption.model.Ticket;
import io.redemption.model.TransactionChoice;
import io.redemption.model.Unknown;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import io.redemption.port.AttemptState;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is looked up before the first send of an attempt that the journal does not know, and how it ends the call. */
class FirstLookTest {
    private static final AttemptId KEY = AttemptId.of("idempotency-key-1");

    private final Shop shop = new Shop(new ProgrammedPort(Capability.KEEPS_TRANSACTION_IDS));
    private final LyingIssuer issuer = new LyingIssuer(shop.time);
    private final Redemptions looking = shop.builder().lookFirst().build();
    private final RedemptionAttempt attempt = looking.prepare(aRequest().build(), KEY);
    private final CompletableFuture<Optional<RedemptionHistory>> slowRead = new CompletableFuture<>();

    FirstLookTest() {
        issuer.serve(shop.port);
    }

    /** A gateway that was restarted prepares the same key again; its journal is empty. */
    @Test
    void redeem_wasSentByAnEarlierProcess_isReplayedUnsentAndRecorded() {
        issuer.answersAreLost = true;
        Redemptions earlier = shop.elsewhere().build();
        Shop.now(earlier.redeem(earlier.prepare(aRequest().build(), KEY)));
        Redeemed replayed = new Redeemed(issuer.record.get(0), true);

        RedemptionOutcome outcome = redeem();
        RedemptionOutcome again = redeem();

        assertThat(outcome).isEqualTo(replayed);
        assertThat(again).isEqualTo(replayed);
        assertThat(shop.port.sent).as("by the earlier process").hasSize(1);
        assertThat(shop.port.read).as("the second call asks the journal").hasSize(1);
        assertThat(shop.known(attempt)).contains(new AttemptState.Settled(Redeemed.of(issuer.record.get(0))));
    }

    @Test
    void redeem_nothingIsListed_isSentOnce() {
        RedemptionOutcome outcome = redeem();

        assertThat(outcome).isEqualTo(Redeemed.of(issuer.record.get(0)));
        assertThat(shop.port.read).hasSize(1);
        assertThat(shop.port.sent).containsExactly(attempt);
    }

    static Stream<Arguments> listsThatLetItBeSent() {
        return Stream.of(
                how("list not proven complete", test -> test.issuer.completeness = Completeness.UNKNOWN),
                how("what is to be redeemed is not found", test -> test.read(Optional.empty())),
                how("another's redemption", test -> test.issuer.book(test.shop.anAttempt())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("listsThatLetItBeSent")
    void redeem_nothingOfOursIsFound_isSent(String name, Consumer<FirstLookTest> given) {
        given.accept(this);

        assertThat(redeem()).isInstanceOf(Redeemed.class);
        assertThat(shop.port.sent).containsExactly(attempt);
    }

    @Test
    void redeem_foundTwice_isUnknownUnsent() {
        issuer.book(attempt);
        issuer.book(attempt);

        assertThat(doubt(redeem())).isEqualTo(Doubt.BEGUN_EARLIER);
        assertThat(shop.port.sent).isEmpty();
        assertThat(shop.known(attempt)).containsInstanceOf(AttemptState.Open.class);
    }

    /** The same user and value without a transaction id may be what an earlier process redeemed. */
    @Test
    void redeem_candidateIsFound_isUnknownUnsentWithATicketThatCanBeResolved() {
        issuer.listing = LyingIssuer.transaction(id -> null);
        issuer.book(attempt);
        shop.port.onHistory = query -> CompletableFuture.completedStage(Optional.of(page()));

        Ticket ticket = ((Unknown) redeem()).ticket();
        issuer.listing = r -> r;

        assertThat(ticket.marker()).isEqualTo(attempt.transactionId());
        assertThat(shop.port.sent).isEmpty();
        assertThat(Shop.now(looking.resolve(ticket))).isInstanceOf(Confirmed.class);
    }

    @Test
    void redeem_anotherValueUnderItsTransactionId_isRefusedUnsentAndStaysRefused() {
        issuer.booking = LyingIssuer.value("49.99");
        issuer.book(attempt);
        Refused taken = Refused.of(Violation.of(ViolationCode.TRANSACTION_REUSED, "redeemed", "yes"));

        assertThat(redeem()).isEqualTo(taken);
        assertThat(redeem()).isEqualTo(taken);
        assertThat(shop.port.sent).isEmpty();
    }

    @Test
    void redeem_issuerCannotBeRead_failsUnsentAndMayBeMadeAgain() {
        shop.port.onHistory = query -> CompletableFuture.failedStage(new IllegalStateException("down"));

        assertFails(looking.redeem(attempt), FailureCode.NOT_REACHABLE, "nothing was sent");
        assertThat(shop.port.sent).isEmpty();
        assertThat(shop.known(attempt)).isEmpty();
        assertThat(shop.log.of(Ended.class)).extracting(Ended::failure).contains(FailureCode.NOT_REACHABLE);
        issuer.serve(shop.port);
        assertThat(redeem()).isInstanceOf(Redeemed.class);
    }

    @Test
    void redeem_issuerHonoursAttemptIds_isSentUnread() {
        Shop idempotent =
                new Shop(ProgrammedPort.honest(Capability.IDEMPOTENT_ATTEMPTS, Capability.KEEPS_TRANSACTION_IDS));
        Redemptions redemptions = idempotent.builder().lookFirst().build();

        RedemptionOutcome outcome =
                Shop.now(redemptions.redeem(redemptions.prepare(aRequest().build())));

        assertThat(outcome).isInstanceOf(Redeemed.class);
        assertThat(idempotent.port.sent).hasSize(1);
        assertThat(idempotent.port.read).isEmpty();
    }

    @Test
    void redeem_withoutATransactionId_isSentUnread() {
        RedemptionAttempt unmarked = looking.prepare(
                aRequest().transaction(new TransactionChoice.AsGiven(null)).build());

        assertThat(Shop.now(looking.redeem(unmarked))).isInstanceOf(Redeemed.class);
        assertThat(shop.port.read).isEmpty();
    }

    @Test
    void redeem_builtWithoutALook_isSentUnread() {
        assertThat(shop.redeem(shop.anAttempt())).isInstanceOf(Redeemed.class);
        assertThat(shop.port.read).isEmpty();
    }

    @Test
    void redeem_provenAbsentBefore_isSentWithoutAnotherLook() {
        shop.port.onRedeem = any -> CompletableFuture.failedStage(new IllegalStateException("lost"));
        Ticket lost = ((Unknown) redeem()).ticket();
        shop.time.advance(Duration.ofMinutes(2));
        assertThat(Shop.now(looking.resolve(lost))).isInstanceOf(Absent.class);
        int reads = shop.port.read.size();
        issuer.serve(shop.port);

        assertThat(redeem()).isInstanceOf(Redeemed.class);
        assertThat(shop.port.read).hasSize(reads);
    }

    @Test
    void cancel_whileLooking_endsTheReadSendsNothingAndForgetsTheAttempt() {
        shop.port.onHistory = query -> slowRead;
        CompletableFuture<RedemptionOutcome> call = looking.redeem(attempt).toCompletableFuture();

        call.cancel(false);

        assertThat(slowRead).isCancelled();
        assertThat(shop.port.sent).isEmpty();
        assertThat(shop.known(attempt)).isEmpty();
        assertThat(shop.log.of(Ended.class)).extracting(Ended::failure).contains(FailureCode.CANCELLED);
        issuer.serve(shop.port);
        assertThat(redeem()).isInstanceOf(Redeemed.class);
    }

    @Test
    void cancel_oneOfTwoCallersWhileLooking_isSentForTheOther() {
        shop.port.onHistory = query -> slowRead;
        CompletableFuture<RedemptionOutcome> first = looking.redeem(attempt).toCompletableFuture();
        CompletionStage<RedemptionOutcome> second = looking.redeem(attempt);

        first.cancel(false);
        slowRead.complete(Optional.of(page()));

        assertThat(Shop.now(second)).isInstanceOf(Redeemed.class);
        assertThat(shop.port.sent).containsExactly(attempt);
    }

    /** What was found is recorded before the caller gets it; a journal that cannot does not change the answer. */
    @Test
    void redeem_foundButTheJournalCannotSettle_isReplayedAllTheSame() {
        Redemption booked = issuer.book(attempt);
        shop.journal.onSettle = (id, opening, outcome) -> CompletableFuture.failedStage(new IllegalStateException());

        assertThat(redeem()).isEqualTo(new Redeemed(booked, true));
        assertThat(shop.log.endings()).contains(CallResult.REPLAYED);
    }

    private RedemptionOutcome redeem() {
        return Shop.now(looking.redeem(attempt));
    }

    private void read(Optional<RedemptionHistory> history) {
        shop.port.onHistory = query -> CompletableFuture.completedStage(history);
    }

    private RedemptionHistory page() {
        return new RedemptionHistory(
                issuer.record.stream().map(issuer.listing).toList(), null, null, Completeness.PROVEN, null);
    }

    private static Arguments how(String name, Consumer<FirstLookTest> given) {
        return Arguments.of(name, given);
    }

    private static Doubt doubt(RedemptionOutcome outcome) {
        assertThat(outcome).isInstanceOf(Unknown.class);
        return ((Unknown) outcome).ticket().doubt();
    }

    private static void assertFails(CompletionStage<?> stage, FailureCode code, String says) {
        assertThatThrownBy(() -> Shop.now(stage))
                .hasMessageContaining(says)
                .isInstanceOfSatisfying(
                        RedemptionException.class,
                        failure -> assertThat(failure.code()).isEqualTo(code));
    }
}
