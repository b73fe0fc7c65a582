package io.redemption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.redemption.events.RedemptionListener.DecisionContradicted;
import io.redemption.events.RedemptionListener.HandedOver;
import io.redemption.events.RedemptionListener.Verdict;
import io.redemption.model.AttemptId;
import io.redemption.model.Capability;
import io.redemption.model.Decision;
import io.redemption.model.Decision.Outcome;
import io.redemption.model.DecisionResult;
import io.redemption.model.FailureCode;
import io.redemption.model.Redeemed;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Refused;
import io.redemption.model.Resolution;
import io.redemption.model.Ticket;
import io.redemption.model.TransactionChoice;
import io.redemption.model.Unknown;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import io.redemption.port.AttemptJournal;
import io.redemption.port.AttemptState;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A person's decision is answered as such, sends nothing, and yields to every proof. */
class DecideTest {
    private static final Decision YES = new Decision(Outcome.REDEEMED, "Ada", "shown in the console", ManualTime.START);
    private static final Decision NO =
            new Decision(Outcome.NOT_REDEEMED, "Ada", "not in the console", ManualTime.START);
    private static final Refused REFUSED = Refused.of(Violation.of(ViolationCode.EXPIRED));

    private final Shop shop = new Shop(new ProgrammedPort(Capability.KEEPS_TRANSACTION_IDS));
    private final LyingIssuer issuer = new LyingIssuer(shop.time);
    private final RedemptionAttempt attempt = shop.anAttempt();
    private final CompletableFuture<RedemptionOutcome> late = new CompletableFuture<>();

    DecideTest() {
        issuer.serve(shop.port);
        shop.port.onRedeem = asked -> late;
    }

    private Ticket doubt(Shop which) {
        CompletableFuture<RedemptionOutcome> outcome = which.begin(attempt);
        which.time.advance(RedemptionsBuilder.DEFAULT_PORT_TIMEOUT);
        Unknown unknown = (Unknown) Shop.now(outcome);
        return unknown.ticket();
    }

    private DecisionResult decide(Decision decision) {
        return Shop.now(shop.redemptions.decide(attempt.id(), decision));
    }

    @Test
    void redeem_decided_isUnknownWithTheDecisionAndSendsNothing() {
        Ticket ticket = doubt(shop);

        assertThat(decide(YES)).isEqualTo(DecisionResult.RECORDED);

        assertThat(shop.redeem(attempt)).isEqualTo(new Unknown(ticket, YES));
        assertThat(decide(NO)).isEqualTo(DecisionResult.RECORDED);
        assertThat(shop.redeem(attempt)).isEqualTo(new Unknown(ticket, NO));
        assertThat(shop.port.sent).hasSize(1);
        assertThat(shop.log.of(DecisionContradicted.class)).isEmpty();
    }

    /** Asking an issuer again that honours attempt ids could redeem what a person said was not redeemed. */
    @Test
    void redeem_decidedAtAnIssuerThatHonoursAttempts_isNotSentAgain() {
        Shop idempotent = new Shop(new ProgrammedPort(Capability.IDEMPOTENT_ATTEMPTS));
        idempotent.port.onRedeem = asked -> new CompletableFuture<>();
        doubt(idempotent);
        doubt(idempotent);
        Shop.now(idempotent.redemptions.decide(attempt.id(), NO));

        assertThat(((Unknown) idempotent.redeem(attempt)).decision()).isEqualTo(NO);

        assertThat(idempotent.port.sent)
                .as("the second is what an undecided one does")
                .hasSize(2);
    }

    @Test
    void resolve_foundAfterDecidedNotRedeemed_isRedeemedAndContradicts() {
        Ticket ticket = doubt(shop);
        decide(NO);
        issuer.book(attempt);

        assertThat(shop.resolve(ticket)).isInstanceOf(Resolution.Confirmed.class);

        assertThat(shop.redeem(attempt)).isEqualTo(new Redeemed(issuer.record.get(0), true));
        assertContradicted(Outcome.NOT_REDEEMED, Verdict.CONFIRMED);
        assertThat(decide(NO)).isEqualTo(DecisionResult.NOT_IN_DOUBT);
    }

    @Test
    void resolve_absentAfterDecidedRedeemed_isAbsentAndContradicts() {
        Ticket ticket = doubt(shop);
        decide(YES);
        shop.time.advance(Duration.ofMinutes(5));

        assertThat(shop.resolve(ticket)).isInstanceOf(Resolution.Absent.class);

        assertThat(shop.known(attempt)).contains(new AttemptState.Absent());
        assertContradicted(Outcome.REDEEMED, Verdict.ABSENT);
    }

    @Test
    void resolve_foundAfterDecidedRedeemed_contradictsNothing() {
        Ticket ticket = doubt(shop);
        decide(YES);
        issuer.book(attempt);

        assertThat(shop.resolve(ticket)).isInstanceOf(Resolution.Confirmed.class);

        assertThat(shop.log.of(DecisionContradicted.class)).isEmpty();
    }

    @Test
    void redeem_lateAnswerAfterDecidedNotRedeemed_isRedeemedAndContradicts() {
        doubt(shop);
        decide(NO);

        late.complete(Samples.redeemed(attempt));

        assertThat(shop.redeem(attempt)).isEqualTo(Samples.asReplayed(attempt));
        assertContradicted(Outcome.NOT_REDEEMED, Verdict.CONFIRMED);
    }

    @Test
    void redeem_lateRefusalAfterDecidedRedeemed_isRefusedAndContradicts() {
        doubt(shop);
        decide(YES);

        late.complete(REFUSED);

        assertThat(shop.redeem(attempt)).isEqualTo(REFUSED);
        assertContradicted(Outcome.REDEEMED, Verdict.ABSENT);
    }

    @Test
    void redeem_lateProofThatItWasNotSentAfterDecidedRedeemed_contradicts() {
        doubt(shop);
        decide(YES);

        late.completeExceptionally(new RedemptionException(FailureCode.OVERLOADED, "never left the queue"));

        assertThat(shop.known(attempt)).isEmpty();
        assertContradicted(Outcome.REDEEMED, Verdict.ABSENT);
    }

    @Test
    void decide_underWay_isNotRecordedUntilItsCallMustHaveEnded() {
        Shop.now(shop.journal.delegate.open(attempt));
        // The journal in memory of these tests has the system's clock: what is young stays young.
        assertThat(decide(NO)).isEqualTo(DecisionResult.UNDER_WAY);

        AttemptJournal journal = AttemptJournal.inMemory(shop.time);
        Shop.now(journal.open(attempt));
        shop.time.advance(AttemptJournal.HELD_AFTER_OPENING.minusMillis(1));
        assertThat(Shop.now(journal.decide(attempt.id(), NO))).isEqualTo(DecisionResult.UNDER_WAY);
        shop.time.advance(Duration.ofMillis(1));
        assertThat(Shop.now(journal.decide(attempt.id(), NO))).isEqualTo(DecisionResult.RECORDED);
    }

    @Test
    void decide_notKnown_isNotRecorded() {
        assertThat(decide(YES)).isEqualTo(DecisionResult.NOT_KNOWN);
        assertThat(shop.redemptions.blocking().decide(attempt.id(), YES)).isEqualTo(DecisionResult.NOT_KNOWN);
    }

    /** An attempt without a marker keeps only its ticket in memory, and a person alone can tell. */
    @Test
    void decide_withoutMarker_isRecorded() {
        RedemptionAttempt unmarked = shop.redemptions.prepare(Samples.aRequest()
                .transaction(new TransactionChoice.AsGiven(null))
                .build());
        CompletableFuture<RedemptionOutcome> outcome = shop.begin(unmarked);
        shop.time.advance(RedemptionsBuilder.DEFAULT_PORT_TIMEOUT);
        Shop.now(outcome);

        assertThat(Shop.now(shop.redemptions.decide(unmarked.id(), YES))).isEqualTo(DecisionResult.RECORDED);

        assertThat(((Unknown) shop.redeem(unmarked)).decision()).isEqualTo(YES);
    }

    @Test
    void watch_decidedDoubtGivenUp_asksNobodyAgain() {
        Redemptions watching = shop.builder()
                .resolveInBackground(true)
                .pollSpread(new Random(1))
                .journal(AttemptJournal.inMemory(shop.time))
                .build();
        CompletableFuture<RedemptionOutcome> outcome = watching.redeem(attempt).toCompletableFuture();
        shop.port.onHistory = query -> CompletableFuture.failedStage(
                new RedemptionException(FailureCode.NOT_AUTHORISED, "the key was revoked"));
        shop.time.advance(RedemptionsBuilder.DEFAULT_PORT_TIMEOUT);
        Shop.now(outcome);
        Shop.now(watching.decide(attempt.id(), NO));
        for (int hour = 0; hour < 26; hour++) {
            for (int minute = 0; minute < 60; minute++) {
                shop.time.advance(Duration.ofMinutes(1));
            }
        }

        assertThat(shop.log.of(HandedOver.class)).isEmpty();
        assertThat(shop.port.read).as("polled all the same").hasSizeGreaterThan(10);
        watching.close();
    }

    @Test
    void decide_brokenJournal_failsAsJournalFailed() {
        Redemptions broken = shop.builder()
                .journal(new ProgrammedJournal() {
                    @Override
                    public CompletionStage<DecisionResult> decide(AttemptId id, Decision decision) {
                        throw new IllegalStateException("no disk");
                    }
                })
                .build();

        RedemptionException failure =
                catchThrowableOfType(RedemptionException.class, () -> Shop.now(broken.decide(attempt.id(), YES)));

        assertThat(failure.code()).isEqualTo(FailureCode.JOURNAL_FAILED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "two\nlines", "a\u0000b", "\u202eright to left", "half \ud800", "bell\u0007"})
    void decision_unfitText_isRefusedWithoutRepeatingIt(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Decision(Outcome.REDEEMED, text, "note", ManualTime.START))
                .withMessageStartingWith("name: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Decision(Outcome.REDEEMED, "Ada", text, ManualTime.START))
                .withMessageStartingWith("note: ");
    }

    @Test
    void decision_longestTexts_areKeptAndNotPrinted() {
        String name = "n".repeat(Decision.MAX_NAME);
        String note = "ü".repeat(Decision.MAX_NOTE);

        Decision decision = new Decision(Outcome.REDEEMED, " " + name + " ", note, ManualTime.START);

        assertThat(decision.by()).isEqualTo(name);
        assertThat(decision.note()).isEqualTo(note);
        assertThat(decision.toString()).contains("REDEEMED").doesNotContain("nnn", "üüü");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Decision(Outcome.REDEEMED, name + "n", note, ManualTime.START));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Decision(Outcome.REDEEMED, name, note + "ü", ManualTime.START));
    }

    private void assertContradicted(Outcome decided, Verdict proof) {
        assertThat(shop.log.of(DecisionContradicted.class))
                .extracting(event -> event.call().attempt(), DecisionContradicted::decided, DecisionContradicted::proof)
                .containsExactly(tuple(attempt.id(), decided, proof));
    }
}
