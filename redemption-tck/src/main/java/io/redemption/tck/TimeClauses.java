package io.redemption.tck;

import static io.redemption.model.ViolationCode.EXPIRED;
import static io.redemption.model.ViolationCode.NOT_STARTED;

import io.redemption.model.Redeemable;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import io.redemption.model.Redeemed;
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
 * From when until when, on both sides of each boundary. With the issuer's clock the boundary is hit exactly; on real
 * time the terms are shifted by a margin instead, so that nobody has to wait.
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
        Clause.Body exact = bench -> {
            if (start) {
                startsExactly(bench, kind);
            } else {
                endsExactly(bench, kind);
            }
        };
        Clause.Body withMargin = bench -> {
            if (start) {
                startsWithMargin(bench, kind);
            } else {
                endsWithMargin(bench, kind);
            }
        };
        return Clause.of(Group.TIME, number, sentence, exact).needing(Requirement.ISSUER_CLOCK, withMargin);
    }

    private static void startsExactly(ClauseContext bench, RedeemableKind kind) throws InterruptedException {
        IssuerClock clock = Objects.requireNonNull(bench.clock());
        Instant start = inTenSeconds(clock);
        RedeemableId id = bench.seed(terms(bench, kind, Validity.from(start)));

        moveTo(clock, start.minus(SECOND));
        bench.refused(bench.goods().attempt(request(bench, id)), NOT_STARTED);
        moveTo(clock, start);
        bench.redeemed(bench.goods().attempt(request(bench, id)));
    }

    private static void endsExactly(ClauseContext bench, RedeemableKind kind) throws InterruptedException {
        IssuerClock clock = Objects.requireNonNull(bench.clock());
        Instant end = inTenSeconds(clock);
        RedeemableId last = bench.seed(terms(bench, kind, Validity.until(end)));
        RedeemableId late = bench.seed(terms(bench, kind, Validity.until(end)));

        moveTo(clock, end.minus(SECOND));
        bench.redeemed(bench.goods().attempt(request(bench, last)));
        moveTo(clock, end);
        bench.refused(bench.goods().attempt(request(bench, late)), EXPIRED);
    }

    private static void startsWithMargin(ClauseContext bench, RedeemableKind kind) throws InterruptedException {
        Instant now = now();
        RedeemableId started = bench.seed(terms(bench, kind, Validity.from(now.minus(MARGIN))));
        bench.redeemed(bench.goods().attempt(request(bench, started)));
        within(margin -> {
            Instant start = now().plus(margin);
            RedeemableId early = bench.seed(terms(bench, kind, Validity.from(start)));
            RedemptionOutcome outcome = bench.redeem(bench.goods().attempt(request(bench, early)));
            boolean tooSlow = outcome instanceof Redeemed && isNear(start);
            if (!tooSlow) {
                ExpectedRefusal.refused(bench, outcome, NOT_STARTED);
            }
            return !tooSlow;
        });
    }

    private static void endsWithMargin(ClauseContext bench, RedeemableKind kind) throws InterruptedException {
        Instant now = now();
        RedeemableId expired = bench.seed(terms(bench, kind, Validity.until(now.minus(MARGIN))));
        bench.refused(bench.goods().attempt(request(bench, expired)), EXPIRED);
        within(margin -> {
            Instant end = now().plus(margin);
            RedeemableId late = bench.seed(terms(bench, kind, Validity.until(end)));
            RedemptionOutcome outcome = bench.redeem(bench.goods().attempt(request(bench, late)));
            boolean tooSlow = !(outcome instanceof Redeemed) && isNear(end);
            if (!tooSlow && !(outcome instanceof Redeemed)) {
                throw new AssertionError("redeem " + margin + " before the end answered "
                        + outcome.getClass().getSimpleName() + " (expected: Redeemed)");
            }
            return !tooSlow;
        });
    }

    /** A try that says whether the issuer answered before the boundary came near. */
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

    private static Redeemable terms(ClauseContext bench, RedeemableKind kind, Validity validity) {
        return switch (kind) {
            case COUPON -> bench.goods().coupon().validity(validity).build();
            case VOUCHER -> bench.goods().voucher().validity(validity).build();
            case GIFT_CARD -> bench.goods().card("10").validity(validity).build();
        };
    }

    private static RedemptionRequest.Builder request(ClauseContext bench, RedeemableId id) {
        return RedemptionRequest.builder(id).user(bench.goods().user()).value("1");
    }
}
