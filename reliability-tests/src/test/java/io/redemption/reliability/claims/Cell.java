package io.redemption.reliability.claims;

import io.redemption.model.RedeemableKind;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.Reversal;
import io.redemption.model.Ticket;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * One call and how the issuer treats it. Everything about it follows from its number and the seed. Thread-safe, but for
 * {@link #random}, which belongs to the issuer's event loop.
 */
final class Cell {
    private final Asked asked;
    private final Lie lie;
    private final Account account;
    private final RedemptionAttempt attempt;
    private final Random random;
    private final boolean executes;
    private final boolean followsWrongly;
    private volatile boolean isAsked;
    private volatile @Nullable Ticket ticket;

    /**
     * A cell.
     *
     * @param executes whether what rightly can be executed or not is executed, now or while the doubt is made
     * @param followsWrongly whether later requests of the same call are answered wrongly too
     */
    Cell(
            Asked asked,
            Lie lie,
            Account account,
            RedemptionAttempt attempt,
            Random random,
            boolean executes,
            boolean followsWrongly) {
        this.asked = asked;
        this.lie = lie;
        this.account = account;
        this.attempt = attempt;
        this.random = random;
        this.executes = executes;
        this.followsWrongly = followsWrongly;
    }

    Asked asked() {
        return asked;
    }

    Lie lie() {
        return lie;
    }

    Account account() {
        return account;
    }

    RedemptionAttempt attempt() {
        return attempt;
    }

    Reversal reversal() {
        return new Reversal(account.ours().redeemable(), account.ours().id());
    }

    Random random() {
        return random;
    }

    boolean executes() {
        return executes;
    }

    boolean followsWrongly() {
        return followsWrongly;
    }

    /** Whether a history is asked for by transaction. */
    boolean asksForTransaction() {
        return executes;
    }

    /** From now on its requests are those that are answered wrongly. */
    void begin() {
        isAsked = true;
    }

    boolean isAsked() {
        return isAsked;
    }

    void doubted(Ticket ofIt) {
        ticket = ofIt;
    }

    Ticket ticket() {
        return Objects.requireNonNull(ticket, "ticket: null (expected: an unknown outcome before)");
    }

    /** What a request of the call is answered with. */
    Lie lieTo(Request request) {
        return isFirst(request) || (followsWrongly && request != Request.CREATE) ? lie : Lie.RIGHT;
    }

    private boolean isFirst(Request request) {
        boolean voucher = account.ours().redeemable().kind() == RedeemableKind.VOUCHER;
        return switch (asked) {
            case REDEEM -> request == Request.CREATE;
            case REVERSE -> request == Request.DELETE;
            case RESOLVE_REDEEM, HISTORY -> request == Request.LIST;
            case RESOLVE_REVERSE, FIND -> request == (voucher ? Request.LIST : Request.ONE);
        };
    }

    /** The lost write is executed after all. */
    void executeLate() {
        if (lie == Lie.EARLY && executes && asked == Asked.RESOLVE_REDEEM) {
            account.redeem();
        } else if (lie == Lie.EARLY && executes) {
            account.reverse();
        }
    }
}
