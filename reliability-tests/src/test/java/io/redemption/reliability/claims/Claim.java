package io.redemption.reliability.claims;

import io.redemption.model.Completeness;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Resolution;
import io.redemption.model.ReversalOutcome;
import io.redemption.model.Unknown;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a client says about a call, held against the issuer's record.
 *
 * @param name in words
 * @param isTrue whether it is so in the record
 * @param isDefinite whether it says anything about the record at all
 */
record Claim(String name, boolean isTrue, boolean isDefinite) {
    private static Claim of(String name, boolean isTrue) {
        return new Claim(name, isTrue, true);
    }

    private static Claim none(String name) {
        return new Claim(name, true, false);
    }

    /** The claim in how a call ended. */
    static Claim of(Cell cell, @Nullable Object answer, @Nullable Throwable thrown) {
        Account account = cell.account();
        if (answer instanceof Optional<?> read) {
            return read.map(found -> shown(cell, found)).orElseGet(() -> absent(cell));
        }
        if (answer instanceof Unknown) {
            return none("unknown");
        }
        if (answer instanceof RedemptionOutcome outcome) {
            return redeemed(account, outcome);
        }
        if (answer instanceof ReversalOutcome outcome) {
            return reversed(account, outcome);
        }
        if (answer instanceof Resolution resolution) {
            return resolved(cell, resolution);
        }
        if (!(thrown instanceof RedemptionException)) {
            return of("broken: " + (thrown == null ? answer : thrown), false);
        }
        boolean write = cell.asked() == Asked.REDEEM || cell.asked() == Asked.REVERSE;
        return write ? of("failed", !account.executed()) : none("failed");
    }

    private static Claim redeemed(Account account, RedemptionOutcome outcome) {
        return outcome.fold(
                redeemed -> of("redeemed", account.stands() && account.ours().is(redeemed.redemption())),
                refused -> of("refused", !account.executed()),
                unknown -> none("unknown"));
    }

    private static Claim reversed(Account account, ReversalOutcome outcome) {
        return outcome.fold(
                reversed -> of("reversed", !account.stands()),
                nothing -> of("nothing to reverse", !account.stands()),
                refused -> of("refused", !account.executed()),
                unknown -> none("unknown"));
    }

    private static Claim resolved(Cell cell, Resolution resolution) {
        Account account = cell.account();
        return resolution.fold(
                confirmed -> of("confirmed", account.stands() && isOurs(cell, confirmed.redemption())),
                absent -> of("absent", !account.stands()),
                duplicate -> of("duplicate", false),
                still -> none("still unknown"));
    }

    /** A redeem is confirmed with what was asked for; a reversal is about an id. */
    private static boolean isOurs(Cell cell, Redemption told) {
        Account.Booking ours = cell.account().ours();
        return cell.asked() == Asked.RESOLVE_REDEEM ? ours.is(told) : ours.isShownBy(told);
    }

    private static Claim shown(Cell cell, Object found) {
        return found instanceof RedemptionHistory history
                ? listed(cell, history)
                : of(
                        "shown",
                        found instanceof Redemption told
                                && cell.account().stands()
                                && cell.account().ours().isShownBy(told));
    }

    private static Claim listed(Cell cell, RedemptionHistory history) {
        List<Account.Booking> standing = cell.account().standing();
        boolean isThere = history.redemptions().stream()
                .allMatch(told -> standing.stream().anyMatch(booking -> booking.isShownBy(told)));
        boolean isAll = standing.stream()
                .filter(booking -> !cell.asksForTransaction()
                        || booking.equals(cell.account().ours()))
                .allMatch(booking -> history.redemptions().stream().anyMatch(booking::isShownBy));
        return history.completeness() == Completeness.PROVEN
                ? of("listed, all", isThere && isAll)
                : of("listed", isThere);
    }

    private static Claim absent(Cell cell) {
        boolean isSo = cell.asked() == Asked.HISTORY
                ? cell.account().standing().isEmpty()
                : !cell.account().stands();
        return of("absent", isSo);
    }
}
