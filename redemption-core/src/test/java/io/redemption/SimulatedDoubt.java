package io.redemption;

import io.redemption.model.Capability;
import io.redemption.model.Completeness;
import io.redemption.model.Doubt;
import io.redemption.model.Likelihood;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.Resolution;
import io.redemption.model.Reversal;
import io.redemption.model.Ticket;
import io.redemption.port.TimeSource;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One doubt about a redeem or a reversal at a simulated issuer, with what is true beside what is claimed. The issuer
 * keeps the two bounds, lies in one way, and has other customers. Everything follows from the seed; time is virtual.
 */
final class SimulatedDoubt {
    /** What the issuer lies about. */
    enum Lie {
        NONE,
        VALUE,
        USER,
        TRANSACTION,
        COUNT,
        REDEEMABLE,
        TIME,
        COMPLETENESS
    }

    /** How a resolver is made weaker, to show that the simulation finds out; none in earnest. */
    enum Weakness {
        NONE,
        WITHOUT_VALUE_CHECK,
        WITHOUT_CANDIDATES,
        EVIDENCE_BY_ECHO,
        REVERSAL_BY_ONE_READ,
        WALL_CLOCK_AS_TIME
    }

    private static final List<Duration> LOOKS = List.of(
            Duration.ZERO,
            Duration.ofMillis(900),
            Duration.ofSeconds(4),
            Duration.ofSeconds(30),
            Duration.ofSeconds(29),
            Duration.ofSeconds(4),
            Duration.ofSeconds(40),
            Duration.ofSeconds(100),
            Duration.ofMinutes(10));

    final Lie lie;
    final boolean reversing;
    private final Random random;
    private final Weakness weakness;
    private final boolean stepsTheClock;
    private final Shop shop;
    private final LyingIssuer issuer;
    private final TimeSource clock;
    private final boolean elsewhere;
    private final Set<Object> ours = new HashSet<>();
    private boolean removalPending;
    private Redemptions resolver;
    private RedemptionAttempt attempt;

    /**
     * How the doubt ended: the last look, the number of wrong claims, and whether the list shows ours as it was asked
     * for.
     */
    record End(Resolution last, int wrongClaims, boolean isConfirmable) {
        boolean isKnown() {
            return last.fold(confirmed -> true, absent -> true, duplicate -> true, still -> false);
        }
    }

    SimulatedDoubt(long seed, Weakness weakness, boolean stepsTheClock) {
        random = new Random(seed * 0x9E37_79B9_7F4A_7C15L); // seeds in a row begin alike otherwise
        this.weakness = weakness;
        this.stepsTheClock = stepsTheClock;
        lie = stepsTheClock ? Lie.NONE : any(Lie.values());
        reversing = random.nextInt(4) == 0;
        elsewhere = random.nextBoolean();
        boolean declared = weakness == Weakness.EVIDENCE_BY_ECHO || (lie != Lie.TRANSACTION && random.nextBoolean());
        shop = new Shop(declared ? new ProgrammedPort(Capability.KEEPS_TRANSACTION_IDS) : new ProgrammedPort());
        issuer = new LyingIssuer(shop.time);
        clock = stepsTheClock
                ? new SteppingTime(shop.time, random, weakness == Weakness.WALL_CLOCK_AS_TIME)
                : shop.time;
        resolver = shop.builder()
                .time(clock)
                .maxExecutionDelay(maxExecutionDelay())
                .maxReadLag(maxReadLag())
                .build();
        attempt = resolver.prepare(Samples.aRequest().build());
        issuer.tellsTime = lie != Lie.TIME && random.nextBoolean();
        serve();
    }

    private Duration maxExecutionDelay() {
        return RedemptionsBuilder.DEFAULT_MAX_EXECUTION_DELAY;
    }

    private Duration maxReadLag() {
        return weakness == Weakness.REVERSAL_BY_ONE_READ
                ? Duration.ofNanos(1)
                : RedemptionsBuilder.DEFAULT_MAX_READ_LAG;
    }

    @SafeVarargs
    private <T> T any(T... of) {
        return of[random.nextInt(of.length)];
    }

    private void serve() {
        issuer.serve(shop.port);
        var honest = shop.port.onHistory;
        shop.port.onHistory = query -> honest.apply(query)
                .thenApply(history -> history.map(page -> new io.redemption.model.RedemptionHistory(
                        weakened(page.redemptions()),
                        lie == Lie.COUNT ? Long.valueOf(random.nextInt(5)) : null,
                        null,
                        page.completeness(),
                        page.issuerTime())));
    }

    private List<Redemption> weakened(List<Redemption> listed) {
        return switch (weakness) {
            case WITHOUT_VALUE_CHECK -> listed.stream().map(this::asAsked).toList();
            case WITHOUT_CANDIDATES ->
                listed.stream()
                        .filter(r ->
                                !ours.contains(r.id()) || Objects.equals(attempt.transactionId(), r.transactionId()))
                        .toList();
            default -> listed;
        };
    }

    private Redemption asAsked(Redemption r) {
        return r.toBuilder()
                .redeemer(attempt.request().redeemer())
                .value(attempt.request().value())
                .customerId(null)
                .teamId(null)
                .href(null)
                .build();
    }

    /** Runs the doubt to its end. */
    End run() {
        proveHabit();
        strangers();
        Ticket ticket = reversing ? reversalInDoubt() : redeemInDoubt();
        if (elsewhere) {
            resolver = shop.elsewhere()
                    .time(clock)
                    .maxExecutionDelay(maxExecutionDelay())
                    .maxReadLag(maxReadLag())
                    .build();
            ticket = Ticket.decode(ticket.encode());
            Duration lag = issuer.readLag;
            issuer.readLag = Duration.ZERO;
            proveHabit();
            issuer.readLag = lag;
        }
        int wrong = 0;
        Resolution last = Shop.now(resolver.resolve(ticket));
        wrong += isWrong(last) ? 1 : 0;
        for (Duration wait : LOOKS) {
            pass(wait.plusMillis(random.nextInt(500)));
            last = Shop.now(resolver.resolve(ticket));
            wrong += isWrong(last) ? 1 : 0;
            Ticket before = ticket;
            ticket = last.fold(confirmed -> before, absent -> before, duplicate -> before, still -> still.ticket());
            wrong += !reversing && random.nextInt(3) == 0 && isWrongReplay() ? 1 : 0;
        }
        return new End(last, wrong, issuer.record.stream().anyMatch(this::isShownAsAsked));
    }

    private void pass(Duration by) {
        if (clock instanceof SteppingTime stepping) {
            stepping.step();
        }
        shop.time.advance(by);
    }

    private void proveHabit() {
        if (stepsTheClock || random.nextInt(8) != 0) {
            Shop.now(resolver.redeem(Samples.aRequest().user("prover").build()));
        }
    }

    private void strangers() {
        for (int i = random.nextInt(4); i > 0; i--) {
            RedemptionAttempt other = resolver.prepare(Samples.aRequest()
                    .user(any("user-1", "user-2", "user-3"))
                    .value(any("50.00", "49.99", "5000.00"))
                    .build());
            Redemption made = issuer.book(other);
            if (!stepsTheClock && random.nextInt(3) == 0) {
                issuer.record.set(0, LyingIssuer.transaction(id -> null).apply(made));
            }
        }
    }

    private Ticket redeemInDoubt() {
        boolean executed = random.nextInt(3) > 0;
        issuer.executionDelay = Duration.ofMillis(any(0, 3_000, 30_000, 59_000));
        issuer.readLag = Duration.ofMillis(any(0, 3_000, 4_900));
        UnaryOperator<Redemption> altered = alteration();
        boolean inTruth = random.nextBoolean();
        shop.port.onRedeem = asked -> {
            if (executed) {
                issuer.booking = inTruth ? altered : UnaryOperator.identity();
                int copies = lie == Lie.COUNT ? 1 + random.nextInt(2) : 1;
                for (int i = 0; i < copies; i++) {
                    ours.add(issuer.book(asked).id());
                }
                issuer.booking = UnaryOperator.identity();
            }
            return CompletableFuture.failedStage(new IllegalStateException("lost"));
        };
        UnaryOperator<Redemption> listing = inTruth ? UnaryOperator.identity() : altered;
        issuer.listing = r -> ours.contains(r.id()) ? listing.apply(r) : r;
        if (lie == Lie.COMPLETENESS) {
            issuer.completeness = any(Completeness.UNKNOWN, Completeness.CUT);
            boolean hides = random.nextBoolean();
            issuer.listing = r -> hides && ours.contains(r.id()) ? elsewhereListed(r) : r;
        }
        Ticket ticket = ((io.redemption.model.Unknown) Shop.now(resolver.redeem(attempt))).ticket();
        serve();
        issuer.executionDelay = Duration.ZERO;
        return ticket;
    }

    /** A page that is not shown: the same item as one that cannot be mistaken for ours. */
    private static Redemption elsewhereListed(Redemption r) {
        return LyingIssuer.transaction(id -> "hidden")
                .apply(LyingIssuer.user("hidden").apply(r));
    }

    private static UnaryOperator<Redemption> altered(Function<String, @Nullable String> change) {
        return LyingIssuer.transaction(id -> id == null ? null : change.apply(id));
    }

    private UnaryOperator<Redemption> alteration() {
        return switch (lie) {
            case VALUE -> LyingIssuer.value(random.nextInt(4) == 0 ? null : any("5000.00", "0.01", "50.01"));
            case USER -> LyingIssuer.user(random.nextInt(3) == 0 ? null : any("user-2", "USER-1"));
            case TRANSACTION ->
                altered(any(
                        id -> null,
                        id -> id.substring(0, 12),
                        id -> id.toUpperCase(java.util.Locale.ROOT),
                        id -> " " + id + "  ",
                        id -> "000" + id));
            case REDEEMABLE ->
                r -> Redemption.builder(r.id(), RedeemableId.giftCard("gc-other"), r.createdAt())
                        .redeemer(r.redeemer())
                        .value(r.value())
                        .transactionId(r.transactionId())
                        .build();
            case TIME -> LyingIssuer.created(at -> at.minus(Duration.ofHours(random.nextInt(48))));
            case NONE, COUNT, COMPLETENESS -> UnaryOperator.identity();
        };
    }

    private Ticket reversalInDoubt() {
        issuer.readLag = Duration.ofMillis(any(0, 3_000, 4_900));
        Redemption redeemed = ((Redeemed) Shop.now(resolver.redeem(attempt))).redemption();
        ours.add(redeemed.id());
        pass(Duration.ofMillis(random.nextInt(8_000)));
        boolean executed = random.nextBoolean();
        shop.port.onReverse = reversal -> {
            if (executed) {
                removalPending = true;
                shop.time.schedule(Duration.ofMillis(any(0, 3_000, 30_000, 59_000)), () -> {
                    issuer.record.removeIf(r -> Reversal.of(r).equals(reversal));
                    removalPending = false;
                });
            }
            return CompletableFuture.failedStage(new IllegalStateException("lost"));
        };
        Ticket ticket = ((io.redemption.model.Unknown) Shop.now(resolver.reverse(Reversal.of(redeemed)))).ticket();
        return random.nextBoolean()
                ? ticket
                : Ticket.of(
                        Reversal.of(redeemed),
                        Doubt.NO_ANSWER,
                        Likelihood.POSSIBLE,
                        1,
                        ticket.sentAt(),
                        ticket.doubtfulSince());
    }

    private boolean isWrong(Resolution claim) {
        return claim.fold(
                confirmed -> removalPending || !stands(confirmed.redemption()),
                absent -> !removalPending && issuer.record.stream().anyMatch(r -> ours.contains(r.id())),
                duplicate -> !duplicate.redemptions().stream().allMatch(this::stands),
                still -> false);
    }

    private boolean stands(Redemption claimed) {
        return issuer.record.stream().anyMatch(r -> r.id().equals(claimed.id()) && isOursAsAsked(r));
    }

    private boolean isShownAsAsked(Redemption r) {
        Redemption shown = issuer.listing.apply(r);
        return isOursAsAsked(r)
                && attempt.contradiction(shown, false) == null
                && Objects.equals(attempt.transactionId(), shown.transactionId());
    }

    private boolean isOursAsAsked(Redemption r) {
        return ours.contains(r.id()) && attempt.contradiction(r, false) == null;
    }

    /** What the journal answers to the attempt from now on. */
    private boolean isWrongReplay() {
        return shop.known(attempt)
                .map(state -> state.<Boolean>fold(
                        open -> false,
                        settled -> settled.outcome()
                                .<Boolean>fold(r -> !stands(r.redemption()), refused -> false, unknown -> false),
                        in -> false,
                        back -> false,
                        absent -> issuer.record.stream().anyMatch(r -> ours.contains(r.id()))))
                .orElse(false);
    }
}
