package io.redemption.checkout;

import io.redemption.Capability;
import io.redemption.Doubt;
import io.redemption.EchoCheck;
import io.redemption.FailureCode;
import io.redemption.Likelihood;
import io.redemption.Operation;
import io.redemption.RedeemableChanges.Change;
import io.redemption.RedeemableChanges.RedemptionChange;
import io.redemption.Redeemed;
import io.redemption.RedemptionAttempt;
import io.redemption.RedemptionException;
import io.redemption.RedemptionListener.Breach;
import io.redemption.RedemptionOutcome;
import io.redemption.Refused;
import io.redemption.Ticket;
import io.redemption.Unknown;
import io.redemption.Violation;
import io.redemption.ViolationCode;
import io.redemption.checkout.AttemptJournal.Opening;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The use case redeem: rules, then the journal, then the port, then the journal again, and only then the caller. The rules
 * decide only where nothing is known of the attempt. One that is under way in this process is joined; one that the journal
 * knows is never sent twice, unless the issuer itself honours attempt ids.
 */
final class Redeeming {
    private final Wiring wiring;
    private final Reporter reporter;
    private final Backstop backstop;
    private final Records records;
    private final MarkerMemory markers;
    private final boolean issuerHonoursAttempts;
    private final Map<Object, Flight> flights = new ConcurrentHashMap<>();

    Redeeming(Wiring wiring, MarkerMemory markers) {
        this.wiring = wiring;
        this.reporter = wiring.reporter();
        this.backstop = wiring.backstop();
        this.records = wiring.records();
        this.markers = markers;
        this.issuerHonoursAttempts = wiring.port().capabilities().has(Capability.IDEMPOTENT_ATTEMPTS);
    }

    CompletionStage<RedemptionOutcome> redeem(RedemptionAttempt attempt) {
        Reporter.Call report =
                reporter.begin(Operation.REDEEM, attempt.redeemable().kind());
        return board(attempt, objection(attempt), report);
    }

    /**
     * How the rules end an attempt of which nothing is known; {@code null} if they let it pass. What is known of an attempt
     * wins, because the rules may have changed since it was sent.
     */
    private @Nullable Consumer<Flight> objection(RedemptionAttempt attempt) {
        try {
            List<Violation> violations = wiring.violations(attempt.request());
            return violations.isEmpty() ? null : flight -> end(flight, new Refused(violations));
        } catch (RedemptionException brokenRule) {
            return flight -> fail(flight, brokenRule);
        }
    }

    private CompletionStage<RedemptionOutcome> board(
            RedemptionAttempt attempt, @Nullable Consumer<Flight> objection, Reporter.Call report) {
        while (true) {
            Flight mine = new Flight(attempt);
            Flight earlier = flights.putIfAbsent(attempt.id(), mine);
            Flight flight = earlier == null ? mine : earlier;
            if (!flight.attempt().hasContentOf(attempt)) {
                return refused(report, reused());
            }
            // Who joins hears an answer that is another's: the money moved once.
            UnaryOperator<RedemptionOutcome> heard = flight == mine ? UnaryOperator.identity() : Redeeming::replayed;
            CompletionStage<RedemptionOutcome> own = flight.join(heard);
            if (own != null) {
                flight.outcome()
                        .whenComplete((outcome, thrown) ->
                                tellEnd(report, outcome == null ? null : heard.apply(outcome), thrown));
                if (flight == mine) {
                    open(flight, objection, report);
                }
                return own;
            }
            flights.remove(attempt.id(), flight);
        }
    }

    private void open(Flight flight, @Nullable Consumer<Flight> objection, Reporter.Call report) {
        records.open(flight.attempt()).whenComplete((opening, thrown) -> {
            if (thrown != null || opening == null) {
                fail(
                        flight,
                        new RedemptionException(
                                FailureCode.JOURNAL_FAILED,
                                "the journal could not record the attempt; nothing was sent"));
            } else {
                proceed(flight, objection, report, opening);
            }
        });
    }

    private void proceed(Flight flight, @Nullable Consumer<Flight> objection, Reporter.Call report, Opening opening) {
        if (opening instanceof Opening.Settled settled) {
            end(flight, replayed(settled.outcome()));
        } else if (opening instanceof Opening.Reused) {
            end(flight, reused());
        } else if (opening instanceof Opening.StillOpen open) {
            Ticket ticket = open.ticket();
            Unknown before = ticket == null ? unknown(flight.attempt(), Doubt.BEGUN_EARLIER) : new Unknown(ticket);
            if (issuerHonoursAttempts && objection == null && !flight.isDeserted()) {
                send(flight, report, before);
            } else {
                end(flight, before);
            }
        } else if (objection != null) {
            records.discard(flight.attempt().id()).whenComplete((discarded, thrown) -> objection.accept(flight));
        } else if (flight.isDeserted()) {
            abandon(flight, report);
        } else {
            send(flight, report, null);
        }
    }

    /** Sends; {@code before} is what is in doubt of earlier sends, about which a failure of this one proves nothing. */
    private void send(Flight flight, Reporter.Call report, @Nullable Unknown before) {
        RedemptionAttempt attempt = flight.attempt();
        Instant sentAt = wiring.time().now();
        Backstop.Guarded<RedemptionOutcome> call =
                backstop.write(report, () -> wiring.port().redeem(attempt), doubt -> unknown(attempt, doubt, sentAt));
        flight.stopBy(call::cancel);
        call.answer().whenComplete((outcome, thrown) -> {
            if (thrown == null) {
                settle(flight, checked(attempt, outcome, sentAt, report), before != null);
            } else if (before == null && thrown instanceof RedemptionException proof) {
                release(flight, proof);
            } else {
                end(flight, before == null ? unknown(attempt, Doubt.BROKEN_ADAPTER, sentAt) : before);
            }
        });
        call.late().whenComplete((late, thrown) -> {
            if (thrown == null) {
                settleLate(attempt, checked(attempt, late, sentAt, report));
            } else if (before == null) {
                records.discard(attempt.id());
                wiring.tell(attempt.redeemable(), Change.SETTLED, RedemptionChange.of(attempt.id()));
            }
        });
    }

    /** A confirmation of something else is no confirmation, whatever the adapter says. */
    private RedemptionOutcome checked(
            RedemptionAttempt attempt, RedemptionOutcome outcome, Instant sentAt, Reporter.Call report) {
        if (!(outcome instanceof Redeemed redeemed)) {
            return outcome;
        }
        if (EchoCheck.contradiction(attempt, redeemed.redemption()) != null) {
            report.broken(Breach.WRONG_ECHO);
            return unknown(attempt, Doubt.ECHO_MISMATCH, sentAt);
        }
        markers.learn(attempt, redeemed.redemption());
        return outcome;
    }

    /** Records the outcome before the caller learns it. A journal that fails now cannot undo what the issuer did. */
    private void settle(Flight flight, RedemptionOutcome outcome, boolean wasInDoubt) {
        CompletionStage<Void> recording = record(flight.attempt(), outcome);
        if (wasInDoubt && !(outcome instanceof Unknown)) {
            wiring.tell(
                    flight.attempt().redeemable(),
                    Change.SETTLED,
                    RedemptionChange.of(flight.attempt().id()));
        }
        recording.whenComplete((recorded, thrown) -> end(flight, outcome));
    }

    private CompletionStage<Void> record(RedemptionAttempt attempt, RedemptionOutcome outcome) {
        if (outcome instanceof Redeemed redeemed) {
            RedemptionChange change = new RedemptionChange(redeemed.redemption().id(), redeemed.redemption());
            wiring.tell(attempt.redeemable(), Change.ADDED, change);
        } else if (outcome instanceof Unknown) {
            wiring.tell(attempt.redeemable(), Change.IN_DOUBT, RedemptionChange.of(attempt.id()));
        }
        return records.settle(attempt.id(), outcome);
    }

    /** An adapter that was given up may still come to know; then the journal and the caches learn it. */
    private void settleLate(RedemptionAttempt attempt, RedemptionOutcome outcome) {
        if (!(outcome instanceof Unknown)) {
            record(attempt, outcome);
            wiring.tell(attempt.redeemable(), Change.SETTLED, RedemptionChange.of(attempt.id()));
        }
    }

    /** Nobody waits any more and nothing was sent; but somebody may join while the journal forgets the attempt. */
    private void abandon(Flight flight, Reporter.Call report) {
        records.discard(flight.attempt().id()).whenComplete((discarded, thrown) -> {
            if (flight.giveUpIfDeserted()) {
                fail(flight, new RedemptionException(FailureCode.CANCELLED, "cancelled before anything was sent"));
            } else {
                open(flight, null, report);
            }
        });
    }

    private void release(Flight flight, RedemptionException proof) {
        records.discard(flight.attempt().id()).whenComplete((discarded, thrown) -> fail(flight, proof));
    }

    private void end(Flight flight, RedemptionOutcome outcome) {
        flights.remove(flight.attempt().id(), flight);
        flight.end(outcome);
    }

    private void fail(Flight flight, RedemptionException failure) {
        flights.remove(flight.attempt().id(), flight);
        flight.fail(failure);
    }

    private static CompletionStage<RedemptionOutcome> refused(Reporter.Call report, Refused refused) {
        report.refused(refused.violations());
        return CompletableFuture.completedStage(refused);
    }

    private static Refused reused() {
        return Refused.of(Violation.of(ViolationCode.ATTEMPT_REUSED));
    }

    private static RedemptionOutcome replayed(RedemptionOutcome outcome) {
        return outcome instanceof Redeemed redeemed ? new Redeemed(redeemed.redemption(), true) : outcome;
    }

    private Unknown unknown(RedemptionAttempt attempt, Doubt doubt) {
        return unknown(attempt, doubt, attempt.preparedAt());
    }

    private Unknown unknown(RedemptionAttempt attempt, Doubt doubt, Instant sentAt) {
        return new Unknown(Ticket.of(
                attempt, doubt, Likelihood.POSSIBLE, 1, sentAt, wiring.time().now()));
    }

    private static void tellEnd(Reporter.Call report, @Nullable RedemptionOutcome outcome, @Nullable Throwable thrown) {
        if (thrown != null) {
            report.failed(Stages.cause(thrown));
        } else if (outcome instanceof Refused refused) {
            report.refused(refused.violations());
        } else if (outcome instanceof Unknown unknown) {
            report.unknown(unknown.ticket().doubt());
        } else if (outcome instanceof Redeemed redeemed && redeemed.replayed()) {
            report.replayed();
        } else {
            report.done();
        }
    }
}
