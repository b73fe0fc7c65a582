package io.redemption.reliability.doubts;

import io.redemption.Redemptions;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.Resolution;
import io.redemption.model.Resolution.Obstacle;
import io.redemption.port.AttemptJournal;
import io.redemption.reliability.Fixtures;
import io.redemption.reliability.faults.Sockets;
import io.redemption.resilience.BreakerSettings;
import io.redemption.vauchar.VaucharOptions;
import io.redemption.vauchar.VaucharOptionsBuilder;
import io.redemption.vauchar.VaucharRedemptions;
import io.redemption.vertx.CredentialsProvider;
import io.redemption.vertx.VertxRedemptionPort;
import java.time.Duration;
import java.util.List;

/**
 * The client stack as platforms get it and a strict issuer, with an account of their own: customers redeem while each
 * redeem fails in one way, and nobody helps until all is settled. Not thread-safe.
 */
final class RealRun implements AutoCloseable {
    /** How many redemptions of each kind are acknowledged first, so that the lists were seen to keep ids. */
    static final int ACKNOWLEDGED = 20;

    private static final int REDEEMABLES = 2_000;
    private static final int KINDS = RedeemableKind.values().length;
    private static final Duration LATE_APPLY = Duration.ofSeconds(2);
    private static final Duration VISIBLE = Duration.ofMillis(200);
    private static final Duration SEND_TIMEOUT = Duration.ofMillis(1_500);
    private static final Duration LATE = Duration.ofSeconds(1);
    private static final int POLLS_AT_ONCE = 64;
    private static final int POLLS_PER_SECOND = 100_000;

    /** How many polls there are until the one that can prove absence. */
    private static final int POLLS = 3;

    /** Nearly every redeem fails, and that is what it is about: breakers open only if all do. */
    private static final BreakerSettings NEVER = new BreakerSettings(10_000, 10_000, 100, Duration.ofMillis(1), 1_000);

    private final StrictIssuer issuer = new StrictIssuer();
    private final AttemptJournal journal = AttemptJournal.inMemory();
    private final Customers customers = new Customers();
    private final List<RedeemableId> redeemables = issuer.issue(REDEEMABLES);
    private final long begunNanos = System.nanoTime();

    private RealRun() {}

    /**
     * What came of a run.
     *
     * @param faults how many redeems failed on the way
     * @param withoutEvidence doubts that stay because no list was ever seen to keep an id
     * @param compared journal and ledger
     */
    record End(int faults, int withoutEvidence, LedgerComparison compared) {}

    /** Every answer is cut somewhere. */
    static End answersCut(int calls) {
        try (RealRun run = new RealRun()) {
            return run.settled(calls, run.shop(), run.issuer::cutAnswers);
        }
    }

    /** Every request is cut somewhere. */
    static End requestsCut(int calls) {
        try (RealRun run = new RealRun()) {
            return run.settled(calls, run.shop(), run.issuer::cutRequests);
        }
    }

    /** Every request arrives later than the connection breaks, and earlier than the issuer may execute it. */
    static End requestsLate(int calls) {
        try (RealRun run = new RealRun()) {
            return run.settled(calls, run.shop(), () -> run.issuer.deliverAfter(LATE));
        }
    }

    /** The same for a client without a horizon, which no platform gets. */
    static End requestsLateForHasty(int calls) {
        try (RealRun run = new RealRun()) {
            run.settled(calls, run.hasty(), () -> run.issuer.deliverAfter(LATE));
            int booked = withThosePassed(calls) + ACKNOWLEDGED * KINDS;
            Sockets.await("the late requests", () -> run.issuer.ledger().size() == booked);
            return run.end(0);
        }
    }

    /** Every request is cut, and nothing was acknowledged first, so that an empty list says nothing. */
    static End requestsCutNoneAcknowledged(int calls) {
        try (RealRun run = new RealRun();
                Redemptions shop = run.shop()) {
            run.issuer.cutRequests();
            run.customers.redeem(shop, run.redeemables, withThosePassed(calls));
            run.customers.awaitLookedFor(POLLS);
            int withoutEvidence = 0;
            for (RedemptionAttempt attempt : run.customers.attempts()) {
                Resolution seen = shop.recover(attempt).toCompletableFuture().join();
                withoutEvidence += lacksEvidence(seen) ? 1 : 0;
            }
            return run.end(withoutEvidence);
        }
    }

    private static boolean lacksEvidence(Resolution resolution) {
        return resolution.fold(
                confirmed -> false,
                absent -> false,
                duplicate -> false,
                still -> still.why() == Obstacle.MARKER_NOT_PROVEN);
    }

    private static int withThosePassed(int calls) {
        return calls + calls / StrictIssuer.PASSED_AFTER;
    }

    private End settled(int calls, Redemptions connected, Runnable faults) {
        try (Redemptions shop = connected) {
            acknowledge(shop);
            faults.run();
            customers.redeem(shop, redeemables, withThosePassed(calls));
            customers.awaitSettled();
        }
        return end(0);
    }

    private void acknowledge(Redemptions shop) {
        customers.redeem(shop, issuer.issue(ACKNOWLEDGED * KINDS), ACKNOWLEDGED * KINDS);
        Sockets.await(
                "the lists of each kind to be read back",
                () -> Fixtures.answer(journal.evidence()).size() == KINDS);
    }

    private End end(int withoutEvidence) {
        System.out.printf(
                "%,d attempts, %,d doubts, in %.1f s%n",
                customers.attempts().size(), customers.doubts(), (System.nanoTime() - begunNanos) / 1e9);
        return new End(
                issuer.faults(), withoutEvidence, LedgerComparison.of(customers.attempts(), journal, issuer.ledger()));
    }

    private VaucharOptionsBuilder options() {
        return VaucharOptions.builder(issuer.baseUri(), CredentialsProvider.of("shop", "secret"))
                .transport(http -> http.poolSize(POLLS_AT_ONCE)
                        .maxQueuedSends(1_000)
                        .connectTimeout(SEND_TIMEOUT)
                        .sendTimeout(SEND_TIMEOUT))
                .resilience(resilience ->
                        resilience.totalDeadline(LATE_APPLY).readBreaker(NEVER).writeBreaker(NEVER))
                .maxExecutionDelay(LATE_APPLY)
                .maxReadLag(VISIBLE)
                .pollBudget(POLLS_AT_ONCE, POLLS_PER_SECOND)
                .journal(journal)
                .listener(customers);
    }

    private Redemptions shop() {
        return VaucharRedemptions.connect(options().build());
    }

    /** Takes what is not there after half a second for absent. */
    private Redemptions hasty() {
        VertxRedemptionPort port = VertxRedemptionPort.create(options().build().transport());
        return Redemptions.builder(port)
                .ownedResource(port)
                .journal(journal)
                .listener(customers)
                .maxExecutionDelay(Duration.ofMillis(1))
                .maxReadLag(Duration.ofMillis(1))
                .pollBudget(POLLS_AT_ONCE, POLLS_PER_SECOND)
                .build();
    }

    @Override
    public void close() {
        issuer.close();
    }
}
