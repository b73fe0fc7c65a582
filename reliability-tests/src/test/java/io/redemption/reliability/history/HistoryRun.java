package io.redemption.reliability.history;

import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.model.Amount;
import io.redemption.model.NothingToReverse;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Refused;
import io.redemption.model.Reversal;
import io.redemption.model.ReversalOutcome;
import io.redemption.reliability.Fixtures;
import io.redemption.reliability.RaceThreads;
import io.redemption.tck.history.AccountHistory;
import io.redemption.tck.history.AccountRecorder;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/** Some threads that redeem, take back and read one redeemable at random, and what they saw. */
final class HistoryRun {
    private final InMemoryRedemptionPort issuer;
    private final Function<RedemptionAttempt, RedemptionOutcome> redeem;
    private final RedeemableId redeemable;
    private final AccountRecorder recorder;
    private final Queue<Redemption> redeemed = new ConcurrentLinkedQueue<>();

    /** A run on a redeemable that has not been used. */
    HistoryRun(
            InMemoryRedemptionPort issuer,
            Function<RedemptionAttempt, RedemptionOutcome> redeem,
            RedeemableId redeemable,
            long capacity) {
        this.issuer = issuer;
        this.redeem = redeem;
        this.redeemable = redeemable;
        this.recorder = new AccountRecorder(capacity);
    }

    AccountHistory record(int threads, int calls, long seed) {
        List<Integer> done = RaceThreads.race(threads, thread -> () -> act(calls, new Random(seed * threads + thread)));
        if (done.stream().anyMatch(each -> each != calls)) {
            throw new AssertionError("calls: " + done + " (expected: " + calls + " of each thread)");
        }
        return recorder.history();
    }

    private int act(int calls, Random random) {
        for (int i = 0; i < calls; i++) {
            int die = random.nextInt(10);
            Redemption target = redeemed.peek();
            if (die < 5) {
                debit(random);
            } else if (die < 8 && target != null) {
                credit(random.nextBoolean() ? target : Objects.requireNonNullElse(redeemed.poll(), target));
            } else {
                read();
            }
        }
        return calls;
    }

    private void debit(Random random) {
        RedemptionAttempt attempt = redeemable.kind() == RedeemableKind.GIFT_CARD
                ? Fixtures.spending(new Amount(100L * (1 + random.nextInt(400))), redeemable)
                : Fixtures.by("user-" + random.nextInt(3), redeemable);
        Amount value = attempt.request().value();
        AccountRecorder.Call call = recorder.debit(label(attempt), value == null ? 1 : value.tenThousandths());
        RedemptionOutcome outcome = redeem.apply(attempt);
        if (outcome instanceof Redeemed done) {
            call.done();
            redeemed.add(done.redemption());
        } else if (outcome instanceof Refused) {
            call.refused();
        }
    }

    private static String label(RedemptionAttempt attempt) {
        return Objects.requireNonNull(attempt.transactionId()).value();
    }

    private static String label(Redemption redemption) {
        return Objects.requireNonNull(redemption.transactionId()).value();
    }

    private void credit(Redemption redemption) {
        AccountRecorder.Call call = recorder.credit(label(redemption));
        ReversalOutcome outcome = Fixtures.answer(issuer.reverse(Reversal.of(redemption)));
        if (outcome instanceof NothingToReverse) {
            call.refused();
        } else {
            call.done();
        }
    }

    private void read() {
        AccountRecorder.Call call = recorder.read();
        call.saw(Fixtures.history(issuer, redeemable).redemptions().stream()
                .map(HistoryRun::label)
                .toList());
    }
}
