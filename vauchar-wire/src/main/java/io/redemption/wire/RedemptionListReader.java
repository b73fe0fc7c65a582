package io.redemption.wire;

import io.redemption.model.Amount;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redemption;
import io.redemption.model.TransactionId;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads a list of redemptions, chunk by chunk as the list arrives, and keeps the wanted ones only: its memory grows
 * with those and not with the list, so that a coupon with a million redemptions can be searched. Not thread-safe.
 *
 * <p>Feed all chunks, then call {@link #end}. After a failure nothing more can be fed. {@link #close}, {@code end} and
 * a failure release the parser's buffers.
 *
 * <p>Reads {@code {href, count, data}}, with the members in any order, and a bare array. Items are read as
 * {@link RedemptionReader} reads them. An item that cannot be read, or that names another redeemable, does not hide the
 * others: it is counted, and the list is incomplete. A list whose items all name another redeemable, or whose
 * {@code href} names another one, was not requested and is unreadable.
 */
public final class RedemptionListReader implements AutoCloseable {
    private static final int MAX_ITEM_NODES = 500;

    private final RedeemableId requested;
    private final RedemptionFields reader;
    private final @Nullable Predicate<@Nullable TransactionId> mayMatch;
    private final Predicate<Redemption> matches;
    private final int maxKept;
    private final ListTokens tokens;
    private final JsonTokenizer tokenizer;
    private final List<Redemption> kept = new ArrayList<>();
    private long wanted;
    private long own;
    private long foreign;
    private long unreadable;

    private RedemptionListReader(
            RedeemableId requested,
            Instant fallbackTime,
            @Nullable Predicate<@Nullable TransactionId> mayMatch,
            Predicate<Redemption> matches,
            int maxKept) {
        if (maxKept < 1) {
            throw new IllegalArgumentException("max kept: " + maxKept + " (expected: 1 or more)");
        }
        this.requested = requested;
        this.reader = new RedemptionFields(requested, fallbackTime, Amount.MAX_DECIMALS);
        this.tokens = new ListTokens(reader.flat(), this::item, MAX_ITEM_NODES);
        this.tokenizer = JsonTokenizer.ofList(tokens);
        this.mayMatch = mayMatch;
        this.matches = matches;
        this.maxKept = maxKept;
    }

    /**
     * Creates a reader that keeps the first redemptions of a list.
     *
     * @param requested whose redemptions they are
     * @param fallbackTime as for {@link RedemptionReader}
     * @param maxKept how many are kept at most, 1 or more; the others are counted
     * @return a reader for one list
     */
    public static RedemptionListReader all(RedeemableId requested, Instant fallbackTime, int maxKept) {
        return new RedemptionListReader(requested, fallbackTime, null, redemption -> true, maxKept);
    }

    /**
     * Creates a reader that keeps the first redemptions of one transaction. It skips an item with another transaction
     * id, or without one, and does not read its other fields.
     *
     * @param requested whose redemptions they are
     * @param fallbackTime as for {@link RedemptionReader}
     * @param transaction which transaction, compared character by character
     * @param maxKept how many are kept at most, 1 or more; the others are counted
     * @return a reader for one list
     */
    public static RedemptionListReader matching(
            RedeemableId requested, Instant fallbackTime, TransactionId transaction, int maxKept) {
        return filtered(requested, fallbackTime, transaction::equals, redemption -> true, maxKept);
    }

    /**
     * Creates a reader that keeps the first redemptions that match two predicates: one on the transaction id alone,
     * then one on the whole redemption.
     *
     * @param requested whose redemptions they are
     * @param fallbackTime as for {@link RedemptionReader}
     * @param mayMatch whether an item with this transaction id, {@code null} for none, may be wanted. If not, the item
     *     is skipped and its other fields are not read. Not called for an id that cannot be read: such an item may be
     *     wanted
     * @param matches whether an item that was read as a whole is wanted. One that may be wanted and cannot be read is
     *     counted as unreadable
     * @param maxKept how many are kept at most, 1 or more; the others are counted
     * @return a reader for one list
     */
    public static RedemptionListReader filtered(
            RedeemableId requested,
            Instant fallbackTime,
            Predicate<@Nullable TransactionId> mayMatch,
            Predicate<Redemption> matches,
            int maxKept) {
        return new RedemptionListReader(requested, fallbackTime, mayMatch, matches, maxKept);
    }

    /**
     * Reads the next chunk.
     *
     * @param chunk its bytes; the array may be reused afterwards
     * @throws UnreadableBodyException if the list cannot be read
     */
    public void feed(byte[] chunk) {
        tokenizer.feed(chunk, 0, chunk.length);
    }

    /**
     * Reads the next chunk.
     *
     * @param chunk its remaining bytes, which are consumed; the buffer may be reused afterwards
     * @throws UnreadableBodyException if the list cannot be read
     */
    public void feed(ByteBuffer chunk) {
        if (chunk.hasArray()) {
            tokenizer.feed(chunk.array(), chunk.arrayOffset() + chunk.position(), chunk.remaining());
            chunk.position(chunk.limit());
        } else {
            byte[] bytes = new byte[chunk.remaining()];
            chunk.get(bytes);
            feed(bytes);
        }
    }

    /**
     * Ends the list.
     *
     * @return the content of the list
     * @throws UnreadableBodyException if it is incomplete, not a list, or the list of another redeemable
     */
    public RedemptionListing end() {
        tokenizer.end();
        tokens.checkListed();
        ListLink.check(tokens.href(), requested);
        if (foreign > 0 && own == 0) {
            throw new UnreadableBodyException(
                    "data[]." + KindNames.of(requested.kind()).idField, "the redeemable that was asked for");
        }
        return new RedemptionListing(kept, tokens.count(), tokens.seen(), wanted, unreadable);
    }

    /** Stops reading. May be repeated. */
    @Override
    public void close() {
        tokenizer.close();
    }

    private void item(ValueBuilder item) {
        try {
            FlatObject flat = item.flat();
            if (mayMatch == null || mayMatch.test(transactionId(item, flat))) {
                Redemption plain = flat == null ? null : reader.readPlain(flat);
                keep(plain == null ? reader.read(tree(item)) : plain);
            }
        } catch (UnreadableBodyException oddItem) {
            unreadable++;
        }
    }

    private @Nullable TransactionId transactionId(ValueBuilder item, @Nullable FlatObject flat) {
        TransactionId plain = flat == null ? null : RedemptionFields.plainTransactionId(flat);
        return plain == null ? RedemptionFields.transactionId(tree(item)) : plain;
    }

    private Fields tree(ValueBuilder item) {
        return Fields.of(tokens.path(), item.tree().value());
    }

    private void keep(Redemption redemption) {
        if (!redemption.redeemable().equals(requested)) {
            foreign++;
            unreadable++;
            return;
        }
        own++;
        if (matches.test(redemption)) {
            wanted++;
            if (kept.size() < maxKept) {
                kept.add(redemption);
            }
        }
    }
}
