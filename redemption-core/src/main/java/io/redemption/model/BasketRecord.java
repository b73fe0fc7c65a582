package io.redemption.model;

import io.redemption.internal.Checks;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One record of a basket that is redeemed step by step, see {@link io.redemption.port.BasketJournal}. It holds no
 * personal data: of the user at most what a {@link Ticket} holds. Immutable.
 *
 * @param kind what happened
 * @param step the position in the basket, from 0; {@link #NO_STEP} if the record is about the whole basket
 * @param plan the attempts of the basket in their order; empty unless the basket started
 * @param ticket by which the step can be looked for; {@code null} unless it is intended or in doubt
 * @param redemption the redemption of the step; {@code null} unless it is done or to be reversed
 * @param reason why, as a name of ours or as violation codes separated by commas; {@code null} if there is none
 */
public record BasketRecord(
        Kind kind,
        int step,
        List<AttemptId> plan,
        @Nullable Ticket ticket,
        @Nullable RedemptionId redemption,
        @Nullable String reason) {
    /** The step of a record about the whole basket. */
    public static final int NO_STEP = -1;

    /** The most attempts of one basket: {@value}. */
    public static final int MAX_STEPS = 32;

    private static final int MAX_REASON = 1_000;
    private static final String TAG = "rdm-basket-1";

    /** What a record says. */
    public enum Kind {
        /** The basket begins. */
        STARTED,
        /** The step may be sent from now on. */
        INTENT,
        /** The step is redeemed, as the issuer acknowledged. */
        DONE,
        /** The step certainly changed nothing: it was refused, or not executed. */
        REFUSED,
        /** The step may or may not be redeemed. */
        IN_DOUBT,
        /** From now on no step is sent, and what was redeemed is reversed. */
        ABORTING,
        /** The step's redemption may be reversed from now on. */
        COMP_INTENT,
        /** Nothing of the step is redeemed any more. */
        COMP_DONE,
        /** Every step is redeemed, for good. */
        COMMITTED,
        /** No step is redeemed any more. */
        ABORTED,
        /** The step could be neither settled nor reversed after several tries; a person is told. */
        STUCK;

        /**
         * Returns whether this record is a decision about the whole basket. Each decision moves the basket's epoch by
         * one, so that no other process can append what it decided before.
         *
         * @return whether it moves the epoch
         */
        public boolean movesEpoch() {
            return this == STARTED || this == ABORTING || ends();
        }

        /**
         * Returns whether nothing is left to do for the basket.
         *
         * @return whether the basket ends with this record
         */
        public boolean ends() {
            return this == COMMITTED || this == ABORTED;
        }

        private boolean isAboutStep() {
            return !movesEpoch();
        }
    }

    /**
     * Checks the components.
     *
     * @param kind as the component says
     * @param step as the component says
     * @param plan as the component says
     * @param ticket as the component says
     * @param redemption as the component says
     * @param reason as the component says
     * @throws IllegalArgumentException if the record lacks what its kind needs, or has what it does not need
     */
    public BasketRecord {
        Checks.required("kind", kind);
        plan = Checks.copied("plan", plan);
        Checks.between("step", step, NO_STEP, MAX_STEPS - 1);
        if (kind.isAboutStep() == (step == NO_STEP)) {
            throw Checks.unexpected("step of " + kind, step, kind.isAboutStep() ? "a position" : "none");
        }
        if ((kind == Kind.STARTED) == plan.isEmpty() || plan.size() > MAX_STEPS) {
            throw Checks.unexpected("attempts of " + kind, plan.size(), "1 to " + MAX_STEPS + " for a start alone");
        }
        boolean looked = kind == Kind.INTENT || kind == Kind.IN_DOUBT;
        boolean known = kind == Kind.DONE || kind == Kind.COMP_INTENT;
        if (looked != (ticket != null) || known != (redemption != null)) {
            throw Checks.unexpected("subject of " + kind, looked ? "no ticket" : "another one", "what the kind needs");
        }
        if (reason != null) {
            Checks.text("reason", reason, MAX_REASON);
        }
    }

    /**
     * Returns the record of a start.
     *
     * @param plan the attempts in their order
     * @return the record
     */
    public static BasketRecord started(List<AttemptId> plan) {
        return new BasketRecord(Kind.STARTED, NO_STEP, plan, null, null, null);
    }

    /**
     * Returns a record that only says what happened to the whole basket.
     *
     * @param kind aborting, aborted or committed
     * @param reason why, or {@code null}
     * @return the record
     */
    public static BasketRecord of(Kind kind, @Nullable String reason) {
        return new BasketRecord(kind, NO_STEP, List.of(), null, null, reason);
    }

    /**
     * Returns a record that only says what happened to a step.
     *
     * @param kind refused, reversed or stuck
     * @param step the position
     * @param reason why, or {@code null}
     * @return the record
     */
    public static BasketRecord ofStep(Kind kind, int step, @Nullable String reason) {
        return new BasketRecord(kind, step, List.of(), null, null, reason);
    }

    /**
     * Returns a record with the ticket of a step.
     *
     * @param kind intent or in doubt
     * @param step the position
     * @param ticket by which it can be looked for
     * @return the record
     */
    public static BasketRecord ofTicket(Kind kind, int step, Ticket ticket) {
        return new BasketRecord(kind, step, List.of(), ticket, null, null);
    }

    /**
     * Returns a record with the redemption of a step.
     *
     * @param kind done, or to be reversed
     * @param step the position
     * @param redemption the redemption
     * @return the record
     */
    public static BasketRecord ofRedemption(Kind kind, int step, RedemptionId redemption) {
        return new BasketRecord(kind, step, List.of(), null, redemption, null);
    }

    /**
     * Returns the text form, for storage. Holds the redeemable's id, which for a gift card is worth its balance.
     *
     * @return ASCII text without white space, at most 4,000 characters
     */
    public String encode() {
        String ids = String.join("\n", plan.stream().map(AttemptId::value).toList());
        return TextForm.writing(TAG)
                .put("kind", kind)
                .put("step", step == NO_STEP ? null : step)
                .put("plan", plan.isEmpty() ? null : ids)
                .put("ticket", ticket == null ? null : ticket.encode())
                .put("redemption", redemption)
                .put("reason", reason)
                .text();
    }

    /**
     * Reads the text form that {@link #encode} wrote, in this or an earlier version.
     *
     * @param text the text form
     * @return an equal record
     * @throws IllegalArgumentException if the text is cut, altered or something else
     */
    public static BasketRecord decode(String text) {
        TextForm form = TextForm.reading(TAG, Checks.required("text", text));
        Integer step = form.find("step", Integer::valueOf);
        List<AttemptId> plan = form.find("plan", BasketRecord::plan);
        Kind kind = form.get("kind", Kind::valueOf);
        Ticket ticket = form.find("ticket", Ticket::decode);
        RedemptionId redemption = form.find("redemption", RedemptionId::of);
        String reason = form.find("reason", why -> why);
        return form.read(
                "what its kind needs",
                () -> new BasketRecord(
                        kind,
                        step == null ? NO_STEP : step,
                        plan == null ? List.of() : plan,
                        ticket,
                        redemption,
                        reason));
    }

    private static List<AttemptId> plan(String ids) {
        return Arrays.stream(ids.split("\n", -1)).map(AttemptId::of).toList();
    }
}
