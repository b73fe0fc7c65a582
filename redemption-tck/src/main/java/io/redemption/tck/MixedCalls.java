package io.redemption.tck;

import io.redemption.model.Amount;
import io.redemption.model.Capability;
import io.redemption.model.Completeness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Reversal;
import io.redemption.model.TransactionId;
import io.redemption.tck.history.AccountHistory;
import io.redemption.tck.history.AccountRecorder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;

/** Redeems, reverses and reads one redeemable from many threads, by a seed, and records what they saw. */
final class MixedCalls {
    private static final int MAX_UNITS = 5;

    private final ClauseContext context;
    private final RedeemableId id;
    private final boolean unitDebits;
    private final long seed;
    private final AccountRecorder recorder;
    private final List<Redemption> acknowledged = new CopyOnWriteArrayList<>();

    MixedCalls(ClauseContext context, RedeemableId id, long capacity, boolean unitDebits, long seed) {
        this.context = context;
        this.id = id;
        this.unitDebits = unitDebits;
        this.seed = seed;
        this.recorder = new AccountRecorder(capacity);
    }

    AccountHistory run() throws InterruptedException {
        List<Callable<Void>> callers = new ArrayList<>();
        for (int i = 0; i < context.scale().historyThreads(); i++) {
            Random random = new Random(seed * 31 + i);
            callers.add(() -> {
                for (int call = 0; call < context.scale().historyCalls(); call++) {
                    next(random);
                }
                return null;
            });
        }
        new Race(
                        "mixed calls of " + callers.size() + " callers",
                        context.scale().timeout())
                .run(callers);
        return recorder.history();
    }

    private void next(Random random) throws InterruptedException {
        int choice = random.nextInt(10);
        List<Redemption> known = acknowledged;
        if (choice < 3) {
            read();
        } else if (choice < 6 && !known.isEmpty()) {
            reverse(known.get(random.nextInt(known.size())));
        } else {
            redeem(Amount.of(Integer.toString(1 + random.nextInt(MAX_UNITS))));
        }
    }

    private void redeem(Amount value) throws InterruptedException {
        RedemptionAttempt attempt = context.data()
                .attempt(RedemptionRequest.builder(id)
                        .user(context.data().user())
                        .value(value));
        TransactionId transaction = attempt.transactionId();
        AccountRecorder.Call call = recorder.debit(
                String.valueOf(transaction == null ? attempt.id() : transaction.value()),
                unitDebits ? 1 : value.tenThousandths());
        try {
            context.redeem(attempt)
                    .fold(
                            redeemed -> {
                                call.done(label(redeemed.redemption()));
                                acknowledged.add(redeemed.redemption());
                                return true;
                            },
                            refused -> {
                                call.refused();
                                return true;
                            },
                            this::unknown);
        } catch (RedemptionException failed) {
            call.notExecuted();
        }
    }

    /** Fails, because without transaction ids an entry in doubt could not be distinguished from a phantom. */
    private boolean unknown(io.redemption.model.Unknown unknown) {
        if (!context.can(Capability.KEEPS_TRANSACTION_IDS)) {
            throw new AssertionError(
                    "redeem is in doubt: " + unknown.ticket().doubt() + " (expected: an issuer that answers)");
        }
        return false;
    }

    private void reverse(Redemption redemption) throws InterruptedException {
        AccountRecorder.Call call = recorder.credit(label(redemption));
        try {
            context.reverse(Reversal.of(redemption))
                    .fold(
                            reversed -> {
                                call.done();
                                return true;
                            },
                            nothing -> {
                                call.refused();
                                return true;
                            },
                            refused -> {
                                throw new AssertionError("reverse was refused: " + refused.violations());
                            },
                            unknown -> false);
        } catch (RedemptionException failed) {
            call.notExecuted();
        }
    }

    private void read() throws InterruptedException {
        AccountRecorder.Call call = recorder.read();
        try {
            RedemptionHistory history = context.history(id, HistoryQuery.ALL_FROM_ISSUER);
            if (history.completeness() == Completeness.PROVEN) {
                call.saw(history.redemptions().stream().map(this::label).toList());
            }
        } catch (RedemptionException failed) {
            call.notExecuted();
        }
    }

    private String label(Redemption redemption) {
        TransactionId transaction = redemption.transactionId();
        return context.can(Capability.KEEPS_TRANSACTION_IDS) && transaction != null
                ? transaction.value()
                : redemption.id().value();
    }
}
