package io.redemption.reliability.restart;

import io.redemption.Redemptions;
import io.redemption.model.AttemptId;
import io.redemption.model.FailureCode;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Resolution;
import io.redemption.reliability.restart.OrderRow.End;
import io.redemption.server.GatewayCall;
import io.redemption.server.Merchant.TransactionIds;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * The code of a platform in one process: it redeems one order, whatever is stored of it, and repeats and resolves until
 * it knows how the order ended or has asked often enough. A client of a gateway is the same, in a process that does not
 * end.
 */
final class SimulatedShop {
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final int ROUNDS = 10;
    private static final String ORDER = "order-1";

    private final RecoveryWay way;
    private final SimulatedProcess process;
    private final Redemptions redemptions;
    private final RedeemableId redeemable;
    private final OrderRow row;
    private int rounds;

    SimulatedShop(
            RecoveryWay way, SimulatedProcess process, Redemptions redemptions, RedeemableId redeemable, OrderRow row) {
        this.way = way;
        this.process = process;
        this.redemptions = redemptions;
        this.redeemable = redeemable;
        this.row = row;
    }

    void begin() {
        if (way.isGateway()) {
            callGateway(
                    GatewayCall.to(redemptions, way.looksFirst() ? TransactionIds.UNIQUE : TransactionIds.AS_GIVEN));
        } else if (way.storesAttempt()) {
            takeUpRow();
        } else {
            redeem(prepared());
        }
    }

    private void callGateway(GatewayCall gateway) {
        gateway.redeem(redeemable, SimulatedIssuer.SHOPPER, ORDER, "transaction-1")
                .whenComplete((outcome, thrown) -> {
                    Runnable repeat = () -> later(() -> callGateway(gateway));
                    Runnable next = outcome == null
                            ? repeat
                            : outcome.fold(
                                    redeemed -> () -> end(End.REDEEMED),
                                    refused -> () -> end(End.REFUSED),
                                    unknown -> repeat);
                    next.run();
                });
    }

    private RedemptionAttempt prepared() {
        RedemptionRequest request = RedemptionRequest.builder(redeemable)
                .user(SimulatedIssuer.SHOPPER)
                .value("1.00")
                .build();
        return redemptions.prepare(request, AttemptId.of(ORDER));
    }

    private void takeUpRow() {
        String stored = row.attempt();
        if (stored == null) {
            RedemptionAttempt fresh = prepared();
            if (process.makes(Step.STORE_ATTEMPT)) {
                row.store(fresh.encode());
                send(fresh);
            }
        } else if (row.isSending()) {
            redeem(RedemptionAttempt.decode(stored));
        } else {
            send(RedemptionAttempt.decode(stored));
        }
    }

    /** The row says that it was only prepared: it was certainly not sent. */
    private void send(RedemptionAttempt attempt) {
        if (process.makes(Step.STORE_SENDING)) {
            row.storeSending();
            hear(attempt, redemptions.redeemFirst(attempt));
        }
    }

    private void redeem(RedemptionAttempt attempt) {
        hear(attempt, redemptions.redeem(attempt));
    }

    private void hear(RedemptionAttempt attempt, CompletionStage<RedemptionOutcome> call) {
        call.whenComplete((outcome, thrown) -> {
            if (outcome == null) {
                failed(attempt, thrown);
                return;
            }
            Runnable next = outcome.fold(
                    redeemed -> () -> end(End.REDEEMED),
                    refused -> () -> end(End.REFUSED),
                    unknown -> () -> later(() -> look(attempt, redemptions.resolve(unknown.ticket()))));
            next.run();
        });
    }

    private void failed(RedemptionAttempt attempt, Throwable thrown) {
        boolean originUnknown =
                thrown instanceof RedemptionException failure && failure.code() == FailureCode.ORIGIN_UNKNOWN;
        if (!originUnknown) {
            later(() -> redeem(attempt));
        } else if (way == RecoveryWay.VOUCHES_BLINDLY) {
            hear(attempt, redemptions.redeemFirst(attempt));
        } else {
            look(attempt, redemptions.recover(attempt));
        }
    }

    private void look(RedemptionAttempt attempt, CompletionStage<Resolution> looking) {
        looking.whenComplete((seen, thrown) -> {
            Runnable next = seen.fold(
                    confirmed -> () -> end(End.REDEEMED),
                    absent -> () -> redeem(attempt),
                    duplicate -> () -> end(End.DUPLICATE),
                    still -> () -> later(() -> look(attempt, redemptions.resolve(still.ticket()))));
            next.run();
        });
    }

    private void later(Runnable task) {
        if (++rounds > ROUNDS) {
            end(End.UNKNOWN);
        } else {
            process.schedule(PAUSE, task);
        }
    }

    private void end(End how) {
        if (process.makes(Step.STORE_ANSWER)) {
            row.storeEnd(how);
        }
    }
}
