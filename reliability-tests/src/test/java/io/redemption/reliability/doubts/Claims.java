package io.redemption.reliability.doubts;

import io.redemption.model.AttemptId;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Resolution;
import io.redemption.model.Reversal;
import io.redemption.model.Ticket;
import io.redemption.port.ReversalState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Compares each claim with the issuer's own record at the moment when it is made, and digests all that happens. Not
 * thread-safe.
 */
final class Claims {
    /** How long a poll may take at most. */
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(60);

    private final Issuer issuer;
    private final VirtualTime world;
    private final boolean absenceIsPromised;
    private final CRC32 digest = new CRC32();
    private final List<String> wrong = new ArrayList<>();
    private int confirmed;
    private int absent;

    /**
     * Creates the comparison.
     *
     * @param absenceIsPromised whether the issuer keeps the bounds that absence depends on
     */
    Claims(Issuer issuer, VirtualTime world, boolean absenceIsPromised) {
        this.issuer = issuer;
        this.world = world;
        this.absenceIsPromised = absenceIsPromised;
    }

    /** Adds what happened to the digest. */
    void note(Object what) {
        digest.update((world.nanos() + " " + what + "\n").getBytes(StandardCharsets.UTF_8));
    }

    long digest() {
        return digest.getValue();
    }

    List<String> wrong() {
        return wrong;
    }

    int confirmed() {
        return confirmed;
    }

    int absent() {
        return absent;
    }

    void answered(AttemptId attempt, RedemptionOutcome outcome) {
        note(attempt + " " + outcome);
        outcome.fold(
                redeemed -> made(attempt, redeemed.redemption().id(), "answered"), refused -> true, unknown -> true);
    }

    /**
     * Compares what a caller was told. It may have been overtaken while it was looked for, by a send or a reversal.
     *
     * @param askedAtNanos when the caller asked
     * @param mightStandBefore whether there was something then
     */
    void resolved(Ticket ticket, Resolution resolution, long askedAtNanos, boolean mightStandBefore) {
        note(resolution);
        AttemptId attempt = ticket.attemptId();
        RedemptionId redemption = ticket.redemption();
        resolution.fold(
                seen -> attempt != null
                        ? confirmed(attempt, seen.redemption().id(), askedAtNanos, "resolved")
                        : stands(seen.redemption().id(), askedAtNanos, "resolved"),
                gone -> attempt != null
                        ? !mightStandBefore || absent(attempt, "resolved")
                        : redemption == null || gone(redemption, "resolved"),
                twice -> attempt == null
                        || twice.redemptions().stream()
                                .allMatch(one -> confirmed(attempt, one.id(), askedAtNanos, "found")),
                still -> true);
    }

    void recorded(AttemptId attempt, RedemptionOutcome outcome) {
        note(attempt + " recorded " + outcome);
        outcome.fold(
                redeemed -> made(attempt, redeemed.redemption().id(), "recorded"), refused -> true, unknown -> true);
    }

    void recordedAbsent(AttemptId attempt) {
        note(attempt + " absent");
        absent++;
        absent(attempt, "recorded");
    }

    void recorded(Reversal reversal, ReversalState state) {
        note(reversal + " " + state);
        state.fold(
                gone -> gone(reversal.redemption(), "recorded"),
                doubt -> true,
                standing -> stands(reversal.redemption(), world.nanos() - LONGEST_LOOK.toNanos(), "recorded"));
    }

    private boolean made(AttemptId attempt, RedemptionId redemption, String how) {
        confirmed++;
        return check(issuer.wasMade(attempt, redemption), how + ": " + attempt + " redeemed by " + redemption);
    }

    private boolean confirmed(AttemptId attempt, RedemptionId redemption, long askedAtNanos, String how) {
        confirmed++;
        boolean isTrue = issuer.wasMade(attempt, redemption) && issuer.mayBeListed(redemption, askedAtNanos);
        return check(isTrue, how + ": " + attempt + " confirmed by " + redemption);
    }

    private boolean absent(AttemptId attempt, String how) {
        return check(!absenceIsPromised || !issuer.mayStand(attempt), how + ": " + attempt + " absent");
    }

    private boolean gone(RedemptionId redemption, String how) {
        return check(!absenceIsPromised || !issuer.isActive(redemption), how + ": " + redemption + " gone");
    }

    private boolean stands(RedemptionId redemption, long askedAtNanos, String how) {
        boolean isTrue = issuer.mayBeListed(redemption, askedAtNanos)
                && !(absenceIsPromised && issuer.mayBeReversed(redemption));
        return check(isTrue, how + ": " + redemption + " stands");
    }

    /** Notes a wrong claim, or another promise that is broken. */
    boolean check(boolean isTrue, String claim) {
        if (!isTrue) {
            wrong.add(claim + " at " + world.nanos() / 1_000_000 + " ms");
        }
        return isTrue;
    }
}
