package io.redemption.reliability.claims;

import io.redemption.model.Amount;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The issuer's own record of one redeemable: the redemption that a call is about, whether it stands, and what the
 * call's requests did. Thread-safe.
 */
final class Account {
    /** One redemption. */
    record Booking(
            RedemptionId id, RedeemableId redeemable, String user, Amount value, String transaction, Instant created) {
        boolean is(Redemption told) {
            return isShownBy(told) && user.equals(told.redeemer().userId()) && value.equals(told.value());
        }

        /** Whether it has the id and the redeemable that are told; a read has nothing else to compare with. */
        boolean isShownBy(Redemption told) {
            return id.equals(told.id()) && redeemable.equals(told.redeemable());
        }
    }

    private final Booking ours;
    private final List<Booking> others;
    private boolean stands;
    private boolean executed;
    private boolean mayBeExecuted;
    private int posts;
    private int dangerousPosts;

    /**
     * A record.
     *
     * @param ours the redemption that a call is about, recorded or not
     * @param others other people's redemptions, which stand
     * @param stands whether ours is recorded from the beginning
     */
    Account(Booking ours, List<Booking> others, boolean stands) {
        this.ours = ours;
        this.others = List.copyOf(others);
        this.stands = stands;
    }

    Booking ours() {
        return ours;
    }

    /** Executes a create. */
    synchronized void redeem() {
        executed = true;
        stands = true;
    }

    /** Executes a delete, if there is something to delete. */
    synchronized void reverse() {
        executed |= stands;
        stands = false;
    }

    /** A create has come: it must not, if an earlier one may have been executed as far as the client can know. */
    synchronized void postCame() {
        posts++;
        dangerousPosts += mayBeExecuted ? 1 : 0;
    }

    /** The create was answered by something that does not prove that it was not executed. */
    synchronized void leftInDoubt() {
        mayBeExecuted = true;
    }

    synchronized boolean stands() {
        return stands;
    }

    /** Whether a request of the call changed the record. */
    synchronized boolean executed() {
        return executed;
    }

    synchronized int posts() {
        return posts;
    }

    /** How many creates came after one that may have been executed. */
    synchronized int dangerousPosts() {
        return dangerousPosts;
    }

    /** All that stand, newest first. */
    synchronized List<Booking> standing() {
        List<Booking> standing = new ArrayList<>(stands ? List.of(ours) : List.of());
        standing.addAll(others);
        return standing;
    }
}
