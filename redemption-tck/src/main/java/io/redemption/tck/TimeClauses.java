package io.redemption.tck;

import static io.redemption.model.ViolationCode.EXPIRED;
import static io.redemption.model.ViolationCode.NOT_STARTED;

import io.redemption.model.Redeemable;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Validity;
import io.redemption.port.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;

/**
 * Clauses about the period of validity, on both sides of each boundary. With the issuer's clock the boundary is tested
 * exactly. On real time the terms are shifted by a margin instead of waiting.
 */
final class TimeClauses {
    private static final Duration MARGIN = Duration.ofSeconds(2);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final int TRIES = 5;

    static final List<Clause> ALL = List.of(
            clause(
                    1,
                    "a coupon is refused before it starts, and redeemed from that second on",
                    RedeemableKind.COUPON,
                    true),
            clause(
                    2,
                    "a voucher is refused before it starts, and redeemed from that second on",
                    RedeemableKind.VOUCHER,
                    true),
            clause(
                    3,
                    "a card is refused before it starts, and redeemed from that second on",
                    RedeemableKind.GIFT_CARD,
                    true),
            clause(
                    4,
                    "a coupon is redeemed up to its last second, and refused from its end on",
                    RedeemableKind.COUPON,
                    false),
            clause(
                    5,
                    "a voucher is redeemed up to its last second, and refused from its end on",
                    RedeemableKind.VOUCHER,
                    false),
            clause(
                    6,
                    "a card is redeemed up to its last second, and refused from its end on",
                    RedeemableKind.GIFT_CARD,
                    false));

    private TimeClauses() {}

    private static Clause clause(int number, String sentence, RedeemableKind kind, boolean start) {
        Clause.Body exact = context -> {
            if (start) {
                startsExactly(context, kind);
            } else {
                endsExactly(context, kind);
            }
        };
        Clause.Body withMargin = context -> {
            if (start) {
                startsWithMargin(context, kind);
            } else {
                endsWithMargin(context, kind);
            }
        };
        return Clause.of(Group.TIME, number, sentence, exact).needing(Requirement.ISSUER_CLOCK, withMargin);
    }

    private static void startsExactly(ClauseContext context, RedeemableKind kind) throws InterruptedException {
        IssuerClock clock = Objects.requireNonNull(context.clock());
        Instant start = inTenSeconds(clock);
        RedeemableId id = context.seed(terms(context, kind, Validity.from(start)));

        moveTo(clock, start.minus(SECOND));
        context.refused(context.data().attempt(request(context, id)), NOT_STARTED);
        moveTo(clock, start);
        context.redeemed(context.data().attempt(request(context, id)));
    }

    private static void endsExactly(ClauseContext context, RedeemableKind kind) throws InterruptedException {
        IssuerClock clock = Objects.requireNonNull(context.clock());
        Instant end = inTenSeconds(clock);
        RedeemableId last = context.seed(terms(context, kind, Validity.until(end)));
        RedeemableId late = context.seed(terms(context, kind, Validity.until(end)));

        moveTo(clock, end.minus(SECOND));
        context.redeemed(context.data().attempt(request(context, last)));
        moveTo(clock, end);
        context.refused(context.data().attempt(request(context, late)), EXPIRED);
    }

    private static void startsWithMargin(ClauseContext context, RedeemableKind kind) throws InterruptedException {
        Instant now = now();
        RedeemableId started = context.seed(terms(context, kind, Validity.from(now.minus(MARGIN))));
        context.redeemed(context.data().attempt(request(context, started)));
        within(margin -> {
            Instant start = now().plus(margin);
            RedeemableId early = context.seed(terms(context, kind, Validity.from(start)));
            RedemptionOutcome outcome = context.redeem(context.data().attempt(request(context, early)));
            boolean tooSlow = Outcomes.isRedeemed(outcome) && isNear(start);
            if (!tooSlow) {
                ExpectedRefusal.refused(context, outcome, NOT_STARTED);
            }
            return !tooSlow;
        });
    }

    private static void endsWithMargin(ClauseContext context, RedeemableKind kind) throws InterruptedException {
        Instant now = now();
        RedeemableId expired = context.seed(terms(context, kind, Validity.until(now.minus(MARGIN))));
        context.refused(context.data().attempt(request(context, expired)), EXPIRED);
        within(margin -> {
            Instant end = now().plus(margin);
            RedeemableId late = context.seed(terms(context, kind, Validity.until(end)));
            RedemptionOutcome outcome = context.redeem(context.data().attempt(request(context, late)));
            boolean redeemed = Outcomes.isRedeemed(outcome);
            boolean tooSlow = !redeemed && isNear(end);
            if (!tooSlow && !redeemed) {
                throw new AssertionError("redeem " + margin + " before the end answered "
                        + outcome.getClass().getSimpleName() + " (expected: Redeemed)");
            }
            return !tooSlow;
        });
    }

    /** A try that returns whether the issuer answered well before the boundary. */
    @FunctionalInterface
    private interface Try {
        boolean succeeds(Duration margin) throws InterruptedException;
    }

    /** Doubles the margin for an issuer that is too slow for it. */
    private static void within(Try attempt) throws InterruptedException {
        Duration margin = MARGIN;
        for (int i = 0; i < TRIES; i++) {
            if (attempt.succeeds(margin)) {
                return;
            }
            margin = margin.multipliedBy(2);
        }
        throw new AssertionError("the issuer takes longer than " + margin + " to issue and redeem");
    }

    private static boolean isNear(Instant boundary) {
        return now().isAfter(boundary.minus(SECOND));
    }

    private static Instant now() {
        return TimeSource.system().now().truncatedTo(ChronoUnit.SECONDS);
    }

    private static Instant inTenSeconds(IssuerClock clock) {
        return clock.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(10);
    }

    private static void moveTo(IssuerClock clock, Instant instant) {
        clock.advance(Duration.between(clock.now(), instant));
    }

    private static Redeemable terms(ClauseContext context, RedeemableKind kind, Validity validity) {
        return switch (kind) {
            case COUPON -> context.data().coupon().validity(validity).build();
            case VOUCHER -> context.data().voucher().validity(validity).build();
            case GIFT_CARD -> context.data().card("10").validity(validity).build();
        };
    }

    private static RedemptionRequest.Builder request(ClauseContext context, RedeemableId id) {
        return RedemptionRequest.builder(id).user(context.data().user()).value("1");
    }
}
