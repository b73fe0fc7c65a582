package io.redemption.benchmarks;

import io.redemption.Redemptions;
import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.model.AttemptId;
import io.redemption.model.Coupon;
import io.redemption.model.Discount;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.TransactionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.DoubleStream;

/** Measures what stays in the heap for each redemption. */
final class KeptBench {
    private static final int REDEMPTIONS = 30_000;
    private static final int ROUNDS = 3;

    private final Progress progress;
    private final RedemptionRequest request = Sample.request();
    private final TransactionId transaction = TransactionId.of(Sample.TRANSACTION);
    private final Instant now = Instant.now();
    /** Everything measured, because what is let go of would lower the next figure at some time. */
    private final List<Object> held = new ArrayList<>();

    KeptBench(Progress progress) {
        this.progress = progress;
    }

    List<Row> run() {
        progress.say("heap: what is kept");
        double[] issuer = new double[ROUNDS];
        double[] journal = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            issuer[i] = keptByIssuer();
            journal[i] = keptWithJournal() - issuer[i];
        }
        for (Object each : held) {
            if (each instanceof Redemptions redemptions) {
                redemptions.close();
            }
        }
        held.clear();
        return List.of(
                Row.of(
                        "issuer in memory: kept per redemption",
                        "B",
                        FigureSeries.of(DoubleStream.of(issuer)),
                        Target.atMost(400)),
                Row.of(
                        "journal in memory: kept per settled attempt",
                        "B",
                        FigureSeries.of(DoubleStream.of(journal)),
                        Target.atMost(250)));
    }

    private double keptByIssuer() {
        InMemoryRedemptionPort issuer = issuer();
        held.add(issuer);
        return keptFor(i -> issuer.redeem(attempt(i)).toCompletableFuture().join());
    }

    private double keptWithJournal() {
        InMemoryRedemptionPort issuer = issuer();
        Redemptions redemptions = Redemptions.builder(issuer).build();
        held.add(redemptions);
        return keptFor(i -> redemptions.redeem(attempt(i)).toCompletableFuture().join());
    }

    private RedemptionAttempt attempt(int number) {
        return new RedemptionAttempt(AttemptId.of("attempt-" + number), request, transaction, now);
    }

    private static InMemoryRedemptionPort issuer() {
        InMemoryRedemptionPort issuer = InMemoryRedemptionPort.create();
        issuer.restore(Coupon.builder(Sample.COUPON.value(), Discount.fixed(Sample.VALUE))
                        .build())
                .toCompletableFuture()
                .join();
        return issuer;
    }

    /** Returns how many bytes more are in use after each of the calls; the first ones are not counted. */
    private static double keptFor(IntConsumer call) {
        int before = REDEMPTIONS / 10;
        for (int i = 0; i < before; i++) {
            call.accept(i);
        }
        long used = used();
        for (int i = before; i < before + REDEMPTIONS; i++) {
            call.accept(i);
        }
        return (double) (used() - used) / REDEMPTIONS;
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
