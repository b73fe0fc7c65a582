package io.redemption.port;

import io.redemption.model.Decision;
import io.redemption.model.Doubt;
import io.redemption.model.Likelihood;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redeemer;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.Reversal;
import io.redemption.model.Ticket;
import io.redemption.model.TransactionChoice;
import io.redemption.model.TransactionId;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One attempt in the journal in memory. Immutable.
 *
 * @param attempt the content; {@code null} if another process made the attempt or nothing can settle it
 * @param state what is known of it
 * @param bytes the estimated memory while it is open, otherwise 0
 */
record JournalEntry(@Nullable RedemptionAttempt attempt, AttemptState state, long bytes) {
    /** The estimated memory of an entry without its texts, a little more than measured. */
    private static final int BYTES_WITHOUT_TEXTS = 480;

    /** A transaction id, which is unique for one redeemable. */
    record TransactionKey(RedeemableId redeemable, TransactionId transaction) {}

    static JournalEntry opened(RedemptionAttempt attempt, long opening) {
        return new JournalEntry(attempt, new AttemptState.Open(opening, null), bytesOf(attempt));
    }

    /** Returns an open attempt that nothing can settle. It keeps its ticket and drops its content. */
    static JournalEntry hopeless(long opening, Ticket ticket, @Nullable Decision decision) {
        return new JournalEntry(null, new AttemptState.Open(opening, ticket, decision), BYTES_WITHOUT_TEXTS);
    }

    JournalEntry with(AttemptState next) {
        return new JournalEntry(attempt, next, bytes);
    }

    /** Returns the transaction id that no other attempt may carry on its redeemable; {@code null} if there is none. */
    static @Nullable TransactionKey transactionOf(@Nullable RedemptionAttempt attempt) {
        return attempt != null && attempt.request().transaction() instanceof TransactionChoice.Unique unique
                ? new TransactionKey(attempt.redeemable(), unique.id())
                : null;
    }

    /** Returns the transaction id that no other attempt may carry as long as an attempt is in a state. */
    static @Nullable TransactionKey transactionHeld(@Nullable RedemptionAttempt attempt, AttemptState state) {
        boolean isFree = state.fold(
                open -> false,
                settled -> settled.outcome().fold(redeemed -> false, refused -> true, unknown -> false),
                in -> false,
                reversed -> true,
                absent -> true);
        return isFree ? null : transactionOf(attempt);
    }

    /** Returns what a person decided while it is open; {@code null} if nobody has. */
    @Nullable
    Decision decision() {
        return state.<Optional<Decision>>fold(
                        open -> Optional.ofNullable(open.decision()),
                        settled -> Optional.empty(),
                        in -> Optional.empty(),
                        reversed -> Optional.empty(),
                        absent -> Optional.empty())
                .orElse(null);
    }

    boolean isAbsent() {
        return state.fold(open -> false, settled -> false, in -> false, reversed -> false, absent -> true);
    }

    /** Returns what resolves the attempt while it is open; empty if it is not open or nothing can settle it. */
    Optional<Ticket> ticketInDoubt() {
        return state.fold(
                this::ticketOf,
                settled -> Optional.empty(),
                in -> Optional.empty(),
                reversed -> Optional.empty(),
                absent -> Optional.empty());
    }

    private Optional<Ticket> ticketOf(AttemptState.Open open) {
        return open.ticket() != null || attempt == null
                ? Optional.ofNullable(open.ticket())
                : Optional.of(PendingDoubt.begunEarlier(attempt));
    }

    boolean isOpenBy(long opening) {
        return state.fold(
                open -> open.opening() == opening, settled -> false, in -> false, reversed -> false, absent -> false);
    }

    boolean hasContentOf(RedemptionAttempt other) {
        return attempt != null ? attempt.hasContentOf(other) : agreesWith(other);
    }

    boolean asksForSame(RedemptionAttempt other) {
        return attempt != null ? attempt.asksForSame(other) : agreesWith(other);
    }

    /** Returns whether an attempt can be the one of which only the state is known. */
    private boolean agreesWith(RedemptionAttempt other) {
        return state.fold(
                open -> open.ticket() == null || isAbout(open.ticket(), other),
                settled -> settled.outcome()
                        .fold(
                                redeemed -> other.contradiction(redeemed.redemption(), true) == null,
                                refused -> true,
                                unknown -> true),
                in -> other.contradiction(in.redemption(), true) == null,
                reversed -> true,
                absent -> true);
    }

    private static boolean isAbout(Ticket ticket, RedemptionAttempt attempt) {
        Ticket own = Ticket.of(attempt, Doubt.BEGUN_EARLIER, Likelihood.POSSIBLE, 0, ticket.sentAt(), ticket.sentAt());
        return ticket.redeemable().equals(own.redeemable())
                && Objects.equals(ticket.value(), own.value())
                && Objects.equals(ticket.userDigest(), own.userDigest());
    }

    /** Returns the redemption that settled the attempt, named as for its reversal. */
    Optional<Reversal> redemption() {
        return state.fold(
                open -> Optional.empty(),
                settled -> settled.outcome()
                        .<Optional<Reversal>>fold(
                                redeemed -> Optional.of(Reversal.of(redeemed.redemption())),
                                refused -> Optional.empty(),
                                unknown -> Optional.empty()),
                in -> Optional.of(Reversal.of(in.redemption())),
                reversed -> Optional.of(reversed.redemption()),
                absent -> Optional.empty());
    }

    private static long bytesOf(RedemptionAttempt attempt) {
        TransactionId transaction = attempt.transactionId();
        Redeemer redeemer = attempt.request().redeemer();
        int characters = attempt.id().value().length()
                + attempt.redeemable().value().length()
                + (transaction == null ? 0 : transaction.value().length())
                + lengthOf(redeemer.userId())
                + lengthOf(redeemer.email())
                + lengthOf(redeemer.phone());
        return BYTES_WITHOUT_TEXTS + 2L * characters;
    }

    private static int lengthOf(@Nullable String text) {
        return text == null ? 0 : text.length();
    }
}
