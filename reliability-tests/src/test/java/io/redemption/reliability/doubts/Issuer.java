package io.redemption.reliability.doubts;

import io.redemption.model.Amount;
import io.redemption.model.AttemptId;
import io.redemption.model.Completeness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redeemer;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionId;
import io.redemption.model.Reversal;
import io.redemption.model.TransactionId;
import io.redemption.reliability.doubts.Faults.Fault;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * An issuer without attempt ids: each request that arrives is another redemption. It knows what is true, and what is
 * still on its way; its lists lag and lie. Not thread-safe.
 */
final class Issuer {
    static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

    private final VirtualTime world;
    private final Random random;
    private final Faults faults;
    private final Duration maxLag;
    private final boolean tellsTime;
    private final List<Booking> bookings = new ArrayList<>();
    private final Map<RedeemableId, List<Booking>> byRedeemable = new HashMap<>();
    private final Map<RedemptionId, Booking> byId = new HashMap<>();
    private final Map<AttemptId, Integer> requestsUnderWay = new HashMap<>();
    private final Map<RedemptionId, Integer> reversalsUnderWay = new HashMap<>();
    boolean hidesWhatItLeavesOut;

    /**
     * Creates an issuer.
     *
     * @param maxLag how late its lists may be
     */
    Issuer(VirtualTime world, Random random, Faults faults, Duration maxLag) {
        this.world = world;
        this.random = random;
        this.faults = faults;
        this.maxLag = maxLag;
        this.tellsTime = random.nextBoolean();
    }

    Instant now() {
        return NOON.plusNanos(world.nanos());
    }

    /** Notes that a request will be executed, at once or later. */
    void departs(AttemptId attempt) {
        requestsUnderWay.merge(attempt, 1, Integer::sum);
    }

    void departs(Reversal reversal) {
        reversalsUnderWay.merge(reversal.redemption(), 1, Integer::sum);
    }

    /** Executes a request that has arrived. */
    Redemption arrives(RedemptionAttempt attempt) {
        requestsUnderWay.merge(attempt.id(), -1, Integer::sum);
        boolean isWrong = faults.happens(Fault.WRONG_VALUE);
        Amount value = isWrong ? Amount.of("77.77") : attempt.request().value();
        Redemption made =
                redemption(attempt.redeemable(), attempt.request().redeemer(), value, attempt.transactionId());
        TransactionId listed = isWrong ? made.transactionId() : asListed(made.transactionId());
        add(new Booking(made, attempt.id(), !isWrong, listed, visibleFrom()));
        return made;
    }

    private Redemption redemption(
            RedeemableId on, Redeemer redeemer, @Nullable Amount value, @Nullable TransactionId transaction) {
        RedemptionId id = RedemptionId.of("r" + bookings.size());
        return Redemption.builder(id, on, now().truncatedTo(ChronoUnit.SECONDS))
                .redeemer(redeemer)
                .value(value)
                .transactionId(transaction)
                .build();
    }

    private @Nullable TransactionId asListed(@Nullable TransactionId sent) {
        if (sent == null || faults.happens(Fault.MARKER_DROPPED)) {
            return null;
        }
        if (!faults.happens(Fault.MARKER_ALTERED)) {
            return sent;
        }
        String text = sent.value();
        String altered = switch (random.nextInt(4)) {
            case 0 -> text.substring(0, 12);
            case 1 -> text.toUpperCase(Locale.ROOT);
            case 2 -> "  " + text;
            default -> "000" + text;
        };
        return TransactionId.of(altered);
    }

    private long visibleFrom() {
        return world.nanos() + faults.delay(Fault.LIST_LAG, maxLag).toNanos();
    }

    private void add(Booking booking) {
        bookings.add(booking);
        byId.put(booking.redemption.id(), booking);
        byRedeemable
                .computeIfAbsent(booking.redemption.redeemable(), on -> new ArrayList<>())
                .add(0, booking);
    }

    /** Redeems for somebody else, perhaps as like ours as it can be. */
    void foreign(RedemptionAttempt like) {
        boolean isLikeOurs = random.nextInt(4) == 0;
        Redeemer redeemer =
                isLikeOurs ? like.request().redeemer() : new Redeemer("stranger" + random.nextInt(9), null, null);
        TransactionId transaction =
                random.nextInt(3) == 0 && !isLikeOurs ? null : TransactionId.of("foreign-" + bookings.size());
        Redemption made = redemption(like.redeemable(), redeemer, like.request().value(), transaction);
        add(new Booking(made, null, false, transaction, visibleFrom()));
    }

    /** Executes a reversal that has arrived. Returns whether there was something to reverse. */
    boolean arrives(Reversal reversal) {
        reversalsUnderWay.merge(reversal.redemption(), -1, Integer::sum);
        return remove(byId.get(reversal.redemption()));
    }

    private boolean remove(@Nullable Booking booking) {
        if (booking == null || booking.isGone) {
            return false;
        }
        booking.isGone = true;
        booking.goneAtNanos = world.nanos();
        booking.hiddenFromNanos = visibleFrom();
        return true;
    }

    /** Takes some redemption of ours back, as a person with a console may. */
    void foreignReversal() {
        if (!bookings.isEmpty()) {
            remove(bookings.get(random.nextInt(bookings.size())));
        }
    }

    Optional<Redemption> find(RedemptionId id) {
        Booking booking = byId.get(id);
        return booking == null || !booking.isListedAt(world.nanos()) ? Optional.empty() : Optional.of(booking.listed);
    }

    /** Returns the list as it is shown now. */
    RedemptionHistory history(RedeemableId on, HistoryQuery query) {
        boolean leavesOut = faults.happens(Fault.TRUNCATION);
        List<Redemption> shown = byRedeemable.getOrDefault(on, List.of()).stream()
                .filter(booking -> booking.isListedAt(world.nanos()))
                .filter(booking -> !leavesOut || random.nextBoolean())
                .map(booking -> booking.listed)
                .filter(query::matches)
                .toList();
        Completeness told = random.nextBoolean() ? Completeness.CUT : Completeness.UNKNOWN;
        Completeness completeness = leavesOut && !hidesWhatItLeavesOut ? told : Completeness.PROVEN;
        return new RedemptionHistory(
                shown, null, null, completeness, tellsTime ? now().truncatedTo(ChronoUnit.SECONDS) : null);
    }

    /** Returns whether a redemption was made for this attempt as it asked. It may have been taken back. */
    boolean wasMade(AttemptId attempt, RedemptionId id) {
        Booking booking = byId.get(id);
        return booking != null && booking.isAsAsked && attempt.equals(booking.attempt);
    }

    boolean isActive(RedemptionId id) {
        Booking booking = byId.get(id);
        return booking != null && !booking.isGone;
    }

    /** Returns whether it stands, or was taken back so late that a list may have shown it at a moment. */
    boolean mayBeListed(RedemptionId id, long atNanos) {
        Booking booking = byId.get(id);
        return booking != null && (!booking.isGone || atNanos - booking.goneAtNanos <= maxLag.toNanos());
    }

    /**
     * Returns whether something stands for this attempt, or may still come. What comes of a request that the network
     * delivers twice is not counted once the first was executed and taken back: a resolution promises nothing then.
     */
    boolean mayStand(AttemptId attempt) {
        boolean isTakenBack = bookings.stream().anyMatch(booking -> attempt.equals(booking.attempt));
        return (!isTakenBack && requestsUnderWay.getOrDefault(attempt, 0) > 0)
                || bookings.stream().anyMatch(booking -> attempt.equals(booking.attempt) && !booking.isGone);
    }

    boolean mayBeReversed(RedemptionId id) {
        return reversalsUnderWay.getOrDefault(id, 0) > 0;
    }

    int bookings() {
        return bookings.size();
    }
}
