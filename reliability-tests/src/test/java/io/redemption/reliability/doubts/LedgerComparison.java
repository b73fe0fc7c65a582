package io.redemption.reliability.doubts;

import io.redemption.model.RedeemableKind;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.TransactionId;
import io.redemption.port.AttemptJournal;
import io.redemption.port.AttemptState;
import io.redemption.reliability.Fixtures;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the journal says of attempts in the end, held against the issuer's ledger. Counts; not thread-safe. */
final class LedgerComparison {
    private enum Verdict {
        REDEEMED,
        NOT_REDEEMED,
        IN_DOUBT
    }

    private final Map<RedeemableKind, Integer> redeemed = new EnumMap<>(RedeemableKind.class);
    private final Map<RedeemableKind, Integer> absent = new EnumMap<>(RedeemableKind.class);
    private int inDoubt;
    private int duplicates;
    private int lost;
    private int wrong;

    /** Compares. What the ledger has and nobody attempted counts as wrong. */
    static LedgerComparison of(
            List<RedemptionAttempt> attempts, AttemptJournal journal, Map<TransactionId, List<Redemption>> ledger) {
        LedgerComparison comparison = new LedgerComparison();
        Map<TransactionId, List<Redemption>> unexplained = new HashMap<>(ledger);
        for (RedemptionAttempt attempt : attempts) {
            TransactionId marker = attempt.transactionId();
            List<Redemption> booked = unexplained.remove(marker);
            comparison.add(
                    attempt,
                    Fixtures.answer(journal.find(attempt.id())).orElse(null),
                    booked == null ? List.of() : booked);
        }
        comparison.wrong += unexplained.size();
        return comparison;
    }

    private void add(RedemptionAttempt attempt, @Nullable AttemptState state, List<Redemption> booked) {
        Optional<Redemption> claimed = redemptionOf(state);
        RedeemableKind kind = attempt.redeemable().kind();
        duplicates += booked.size() > 1 ? 1 : 0;
        switch (verdict(state)) {
            case REDEEMED -> {
                boolean isTrue = booked.stream().anyMatch(one -> isSame(attempt, one, claimed.orElseThrow()));
                redeemed.merge(kind, isTrue ? 1 : 0, Integer::sum);
                wrong += isTrue ? 0 : 1;
            }
            case NOT_REDEEMED -> {
                absent.merge(kind, booked.isEmpty() ? 1 : 0, Integer::sum);
                lost += booked.isEmpty() ? 0 : 1;
            }
            case IN_DOUBT -> inDoubt++;
        }
    }

    private static Verdict verdict(@Nullable AttemptState state) {
        return state == null // withdrawn: certainly not sent
                ? Verdict.NOT_REDEEMED
                : state.fold(
                        open -> Verdict.IN_DOUBT,
                        settled -> settled.outcome()
                                .fold(
                                        yes -> Verdict.REDEEMED,
                                        refused -> Verdict.NOT_REDEEMED,
                                        unknown -> Verdict.IN_DOUBT),
                        inReversal -> Verdict.IN_DOUBT,
                        reversed -> Verdict.NOT_REDEEMED,
                        gone -> Verdict.NOT_REDEEMED);
    }

    private static Optional<Redemption> redemptionOf(@Nullable AttemptState state) {
        return state instanceof AttemptState.Settled settled
                ? settled.outcome()
                        .fold(yes -> Optional.of(yes.redemption()), refused -> Optional.empty(), no -> Optional.empty())
                : Optional.empty();
    }

    private static boolean isSame(RedemptionAttempt attempt, Redemption booked, Redemption claimed) {
        return booked.id().equals(claimed.id())
                && booked.redeemable().equals(attempt.redeemable())
                && attempt.request().redeemer().userId() != null
                && attempt.request()
                        .redeemer()
                        .userId()
                        .equals(booked.redeemer().userId())
                && String.valueOf(attempt.request().value()).equals(String.valueOf(booked.value()));
    }

    /** Said to be redeemed, and the ledger has the same redemption. */
    int redeemed(RedeemableKind kind) {
        return redeemed.getOrDefault(kind, 0);
    }

    /** Said not to be redeemed, and the ledger has nothing. */
    int absent(RedeemableKind kind) {
        return absent.getOrDefault(kind, 0);
    }

    /** The same for all kinds. */
    int absent() {
        return absent.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Not said to be either. */
    int inDoubt() {
        return inDoubt;
    }

    /** Attempts that the ledger has more than once. */
    int duplicates() {
        return duplicates;
    }

    /** Said not to be redeemed, and the ledger has it. */
    int lost() {
        return lost;
    }

    /** Said to be redeemed, and the ledger has nothing or something else; or booked without an attempt. */
    int wrong() {
        return wrong;
    }
}
