package io.redemption;

import static io.redemption.Samples.aRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.redemption.BrokenTime.Part;
import io.redemption.events.RedemptionListener.Component;
import io.redemption.events.RedemptionListener.ComponentFailed;
import io.redemption.internal.Stages;
import io.redemption.model.Capability;
import io.redemption.model.Doubt;
import io.redemption.model.FailureCode;
import io.redemption.model.Likelihood;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Resolution;
import io.redemption.model.Resolution.Confirmed;
import io.redemption.model.Reversal;
import io.redemption.model.Reversed;
import io.redemption.model.Ticket;
import io.redemption.port.AttemptJournal;
import io.redemption.port.AttemptState;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the library is given throws, at whatever step: each call ends, failed if nothing was sent, else unknown. */
class EveryCallEndsTest {
    private static final int STEPS = 12;

    private final Shop shop = new Shop(new ProgrammedPort(Capability.KEEPS_TRANSACTION_IDS));
    private final LyingIssuer issuer = new LyingIssuer(shop.time);

    EveryCallEndsTest() {
        issuer.serve(shop.port);
    }

    static Stream<Arguments> brokenClocks() {
        List<Arguments> all = new ArrayList<>();
        for (Part part : Part.values()) {
            for (int step = 0; step < STEPS; step++) {
                for (Throwable thrown : List.of(
                        new IllegalStateException("no clock"),
                        new RejectedExecutionException("shut down"),
                        new NoClassDefFoundError("acme/Clock"),
                        new OutOfMemoryError("no thread"))) {
                    all.add(Arguments.of(part, step, thrown));
                }
            }
        }
        return all.stream();
    }

    @ParameterizedTest(name = "{0} from call {1}: {2}")
    @MethodSource("brokenClocks")
    void redeem_clockBreaks_endsHonestlyAndSoDoesEveryLaterCall(Part part, int step, Throwable thrown) {
        RedemptionAttempt attempt = shop.anAttempt();
        Redemptions broken = with(part, step, thrown);

        for (int call = 0; call < 3; call++) {
            int before = issuer.record.size();
            assertHonest(ended(broken.redeem(attempt)), before);
        }

        RedemptionOutcome later = shop.redeem(attempt);
        assertThat(later.<Boolean>fold(redeemed -> true, refused -> false, unknown -> true))
                .isTrue();
        assertThat(issuer.record).as("it is never sent twice").hasSizeLessThanOrEqualTo(1);
    }

    @ParameterizedTest(name = "{0} from call {1}: {2}")
    @MethodSource("brokenClocks")
    void reverse_clockBreaks_endsAndWhatWasTakenBackIsNotReportedAsRedeemed(Part part, int step, Throwable thrown) {
        RedemptionAttempt attempt = shop.anAttempt();
        Redemption redeemed = ((Redeemed) shop.redeem(attempt)).redemption();
        Redemptions broken = with(part, step, thrown);

        Object outcome = ended(broken.reverse(Reversal.of(redeemed)));

        boolean isGone = issuer.record.isEmpty();
        assertThat(outcome).isInstanceOf(isGone ? Reversed.class : RedemptionException.class);
        RedemptionOutcome again = shop.redeem(attempt);
        assertThat(again.<Boolean>fold(r -> !isGone, refused -> isGone, unknown -> false))
                .isTrue();
    }

    @ParameterizedTest(name = "{0} from call {1}: {2}")
    @MethodSource("brokenClocks")
    void resolveAndRecover_clockBreaks_end(Part part, int step, Throwable thrown) {
        issuer.answersAreLost = true;
        RedemptionAttempt attempt = shop.anAttempt();
        Ticket ticket = shop.doubt(attempt);

        Object resolved = ended(with(part, step, thrown).resolve(ticket));
        Object recovered = ended(with(part, step, thrown).recover(attempt));

        assertThat(resolved).isInstanceOfAny(Resolution.class, RedemptionException.class);
        assertThat(recovered).isInstanceOfAny(Resolution.class, RedemptionException.class);
        assertThat(shop.resolve(ticket)).isInstanceOf(Confirmed.class);
    }

    @Test
    void blocking_clockBreaks_throwsWhatItPromises() {
        Redemptions broken = with(Part.NOW, 1, new IllegalStateException("no clock"));

        assertThatCode(() -> broken.blocking().redeem(broken.prepare(aRequest().build())))
                .isInstanceOfSatisfying(
                        RedemptionException.class,
                        failure -> assertThat(failure.code()).isEqualTo(FailureCode.BROKEN_COMPONENT));
        assertThat(issuer.record).isEmpty();
    }

    /** Where the journal throws, returns null, answers null, fails, and never ends. */
    static Stream<Arguments> brokenJournals() {
        List<Arguments> all = new ArrayList<>();
        for (Step step : Step.values()) {
            for (Failure failure : Failure.values()) {
                all.add(Arguments.of(step, failure));
            }
        }
        return all.stream();
    }

    enum Step {
        OPEN,
        FIND,
        OWNER,
        SETTLE,
        DISCARD,
        ABSENT,
        REVERSAL,
        FIND_REVERSAL;

        void breakIn(ProgrammedJournal journal, Failure failure) {
            switch (this) {
                case OPEN -> journal.onOpen = attempt -> failure.stage();
                case FIND -> journal.onFind = id -> failure.stage();
                case OWNER -> journal.onOwnerOf = redemption -> failure.stage();
                case SETTLE -> journal.onSettle = (id, opening, outcome) -> failure.stage();
                case DISCARD -> journal.onDiscard = (id, opening) -> failure.stage();
                case ABSENT -> journal.onAbsent = (id, opening) -> failure.stage();
                case REVERSAL -> journal.onReversal = (reversal, state) -> failure.stage();
                case FIND_REVERSAL -> journal.onFindReversal = reversal -> failure.stage();
            }
        }
    }

    enum Failure {
        THROWS,
        THROWS_ERROR,
        RETURNS_NULL,
        FAILS,
        NEVER_ENDS;

        @SuppressWarnings("NullAway") // null is what is tested
        <T> CompletionStage<T> stage() {
            return switch (this) {
                case THROWS -> throw new IllegalStateException("disk full");
                case THROWS_ERROR -> throw new NoClassDefFoundError("acme/Journal");
                case RETURNS_NULL -> null;
                case FAILS -> CompletableFuture.failedStage(new java.io.IOException("disk full"));
                case NEVER_ENDS -> new CompletableFuture<>();
            };
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("brokenJournals")
    void everyCall_journalBreaks_endsAndNotifiesTheListener(Step step, Failure failure) {
        RedemptionAttempt redeemed = shop.anAttempt();
        shop.redeem(redeemed);
        Reversal reversal = Reversal.of(issuer.record.get(0));
        issuer.answersAreLost = true;
        Ticket ticket = shop.doubt(shop.anAttempt());
        issuer.answersAreLost = false;
        issuer.echo = LyingIssuer.transaction(id -> null);
        step.breakIn(shop.journal, failure);

        assertHonest(ended(shop.redemptions.redeem(shop.anAttempt())), 2);
        assertThat(ended(shop.redemptions.resolve(ticket))).isInstanceOf(Resolution.class);
        assertThat(ended(shop.redemptions.recover(redeemed))).isInstanceOf(Resolution.class);
        assertThat(ended(shop.redemptions.reverse(reversal))).isEqualTo(new Reversed(reversal));
        assertThat(ended(shop.redemptions.resolve(reverseTicket(reversal)))).isInstanceOf(Resolution.class);
        shop.port.onRedeem =
                any -> CompletableFuture.failedStage(new RedemptionException(FailureCode.NOT_REACHABLE, "down"));
        assertThat(ended(shop.redemptions.redeem(shop.anAttempt()))).isInstanceOf(RedemptionException.class);

        if (step != Step.ABSENT) { // nothing of this was absent
            assertThat(shop.log.of(ComponentFailed.class))
                    .extracting(ComponentFailed::component)
                    .contains(Component.JOURNAL);
        }
    }

    /**
     * The redemption happened. That it could not be recorded is reported to the listener, and not only in the log of
     * the journal.
     */
    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void redeem_settleBreaks_isRedeemedAndReported(Failure failure) {
        Step.SETTLE.breakIn(shop.journal, failure);

        Object outcome = ended(shop.redemptions.redeem(shop.anAttempt()));

        assertThat(outcome).isInstanceOf(io.redemption.model.Redeemed.class);
        assertThat(shop.log.of(ComponentFailed.class))
                .singleElement()
                .extracting(ComponentFailed::component)
                .isEqualTo(Component.JOURNAL);
    }

    static Stream<Failure> failures() {
        return Stream.of(Failure.values());
    }

    /** A journal that takes the id back again and again: the call ends all the same. */
    @Test
    void redeem_journalNeverFreesTheTransactionId_ends() {
        Redemption booked = issuer.book(shop.anAttempt());
        issuer.record.clear();
        RedemptionAttempt attempt = shop.redemptions.prepare(
                aRequest().value("1.00").uniqueTransaction("order-7").build());
        shop.journal.onOpen = any -> CompletableFuture.completedStage(new AttemptJournal.Opening.TransactionTaken(
                io.redemption.model.AttemptId.of("first"),
                false,
                new AttemptState.Settled(io.redemption.model.Redeemed.of(booked))));
        ended(shop.redemptions.redeem(attempt));
        shop.time.advance(RedemptionsBuilder.DEFAULT_MAX_READ_LAG);

        assertThat(ended(shop.redemptions.redeem(attempt))).isInstanceOf(RedemptionException.class);
        assertThat(shop.port.sent).isEmpty();
    }

    static Stream<Function<Redemptions, CompletionStage<?>>> brokenRules() {
        return Stream.of(
                r -> r.redeem(aRequest().build()), r -> r.validate(aRequest().build()));
    }

    @ParameterizedTest
    @MethodSource("brokenRules")
    void call_ruleThrows_endsUnsent(Function<Redemptions, CompletionStage<?>> call) {
        Redemptions broken = shop.builder()
                .requestRule("acme.broken", request -> {
                    throw new NoClassDefFoundError("acme/Rule");
                })
                .build();

        assertThat(ended(call.apply(broken)))
                .isInstanceOfSatisfying(
                        RedemptionException.class,
                        failure -> assertThat(failure.code()).isEqualTo(FailureCode.BROKEN_RULE));
        assertThat(shop.port.sent).isEmpty();
    }

    private Ticket reverseTicket(Reversal reversal) {
        return Ticket.of(reversal, Doubt.NO_ANSWER, Likelihood.POSSIBLE, 1, shop.time.now(), shop.time.now());
    }

    private Redemptions with(Part part, int step, Throwable thrown) {
        return shop.builder()
                .time(new BrokenTime(shop.time, part, thrown, step))
                .build();
    }

    /** What the stage ends with; time passes where something has to be given up. */
    private Object ended(CompletionStage<?> stage) {
        CompletableFuture<Object> ended = new CompletableFuture<>();
        stage.whenComplete((value, failed) -> ended.complete(failed == null ? value : Stages.cause(failed)));
        for (int i = 0; i < 10 && !ended.isDone(); i++) {
            shop.time.advance(RedemptionsBuilder.DEFAULT_PORT_TIMEOUT);
        }
        assertThat(ended).as("the call has ended").isDone();
        return ended.join();
    }

    /** Failed means that nothing was sent; redeemed that it was; unknown may be both. */
    private void assertHonest(Object outcome, int bookedBefore) {
        boolean bookedNow = issuer.record.size() > bookedBefore;
        if (outcome instanceof RedemptionException) {
            assertThat(bookedNow)
                    .as("failed, so nothing was booked by this call")
                    .isFalse();
        } else {
            assertThat(((RedemptionOutcome) outcome)
                            .<Boolean>fold(
                                    redeemed -> !issuer.record.isEmpty(), refused -> !bookedNow, unknown -> true))
                    .as("%s", outcome)
                    .isTrue();
        }
    }
}
