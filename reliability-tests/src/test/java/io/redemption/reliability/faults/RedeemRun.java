package io.redemption.reliability.faults;

import io.redemption.Redemptions;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Ticket;
import io.redemption.model.Unknown;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Many redeem calls, and what is true of them afterwards. Redeemed has to be recorded once and under that id, refused
 * and failed not at all, unknown at most once; and nothing at all may be recorded twice.
 */
final class RedeemRun {
    /** How many calls are about the same redeemable: few enough that its list is read quickly. */
    private static final int CALLS_PER_REDEEMABLE = 20;

    private record Ended(
            String marker,
            @Nullable RedemptionOutcome outcome,
            @Nullable Throwable thrown) {}

    private final RecordingIssuer issuer;
    private final Queue<Ended> ended = new ConcurrentLinkedQueue<>();
    private final AtomicInteger failed = new AtomicInteger();

    RedeemRun(RecordingIssuer issuer) {
        this.issuer = issuer;
    }

    void run(Redemptions redemptions, int calls, int atOnce) {
        ConcurrentCalls.run(calls, atOnce, number -> {
            RedemptionAttempt attempt = redemptions.prepare(Calls.request(number, CALLS_PER_REDEEMABLE));
            String marker = String.valueOf(attempt.marker());
            return redemptions
                    .redeem(attempt)
                    .whenComplete((outcome, thrown) -> ended.add(new Ended(marker, outcome, thrown)));
        });
    }

    int calls() {
        return ended.size();
    }

    /** The outcomes that the issuer's records contradict, each in words. */
    List<String> lies() {
        return ended.stream()
                .filter(call -> !isTrue(call))
                .map(call -> call.outcome() + " " + call.thrown() + ", recorded: " + issuer.recorded(call.marker()))
                .toList();
    }

    private boolean isTrue(Ended call) {
        List<String> recorded = issuer.recorded(call.marker());
        RedemptionOutcome outcome = call.outcome();
        if (outcome == null) {
            return isProof(call.thrown()) && recorded.isEmpty();
        }
        return outcome.fold(
                redeemed -> recorded.equals(List.of(redeemed.redemption().id().value())),
                refused -> recorded.isEmpty(),
                unknown -> recorded.size() <= 1);
    }

    private static boolean isProof(@Nullable Throwable thrown) {
        Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : thrown;
        return cause instanceof RedemptionException;
    }

    /** The tickets of those in doubt, as text, that were recorded all the same. */
    List<String> doubtfulAndRecorded() {
        return ended.stream()
                .filter(call -> !issuer.recorded(call.marker()).isEmpty())
                .map(Ended::outcome)
                .filter(Unknown.class::isInstance)
                .map(outcome -> ((Unknown) outcome).ticket().encode())
                .toList();
    }

    /** The calls that ended in doubt. */
    long doubtful() {
        return ended.stream().filter(call -> call.outcome() instanceof Unknown).count();
    }

    /** Resolves tickets with nothing but their text; answers how many were not found to be what was recorded. */
    int notFound(Redemptions elsewhere, List<String> tickets, int atOnce) {
        ConcurrentCalls.run(tickets.size(), atOnce, number -> {
            Ticket ticket = Ticket.decode(tickets.get(number));
            List<String> recorded = issuer.recorded(String.valueOf(ticket.marker()));
            return elsewhere.resolve(ticket).thenAccept(resolution -> {
                boolean found = resolution.fold(
                        confirmed -> recorded.equals(
                                List.of(confirmed.redemption().id().value())),
                        absent -> false,
                        duplicate -> false,
                        still -> false);
                if (!found) {
                    failed.incrementAndGet();
                }
            });
        });
        return failed.get();
    }
}
