package io.redemption.wire;

import io.redemption.RedeemableId;
import io.redemption.Redemption;
import io.redemption.TransactionId;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a list of redemptions in chunks, as they come from the network, and keeps the wanted ones only: what it holds
 * grows with those and not with the list, so that a coupon with a million redemptions can be searched. Not thread-safe.
 *
 * <p>Feed all chunks, then call {@link #end}. After a failure nothing more can be fed. {@link #close} gives the parser's
 * buffers back; {@code end} and a failure do so too.
 *
 * <p>Reads {@code {href, count, data}}, with the members in any order, and a bare array. Items are read as
 * {@link RedemptionReader} reads them, and an item that names another redeemable makes the list unreadable, as does a
 * {@code href} of the list that names another one at the redeemable's place. When only
 * one transaction is wanted, nothing but the transaction id of the other items is looked at, so that an oddity in a
 * stranger's redemption does not hide one's own.
 */
public final class RedemptionListReader implements AutoCloseable {
    private static final int MAX_ITEM_NODES = 500;

    private final RedeemableId requested;
    private final RedemptionFields reader;
    private final @Nullable TransactionId transaction;
    private final int maxKept;
    private final ListTokens tokens = new ListTokens(this::item, MAX_ITEM_NODES);
    private final JsonFeed feed = new JsonFeed(tokens);
    private final List<Redemption> kept = new ArrayList<>();
    private long wanted;

    private RedemptionListReader(
            RedeemableId requested, Instant fallbackTime, @Nullable TransactionId transaction, int maxKept) {
        if (maxKept < 1) {
            throw new IllegalArgumentException("max kept: " + maxKept + " (expected: 1 or more)");
        }
        this.requested = requested;
        this.reader = new RedemptionFields(requested, fallbackTime);
        this.transaction = transaction;
        this.maxKept = maxKept;
    }

    /**
     * Keeps the first redemptions of a list.
     *
     * @param requested whose redemptions they are
     * @param fallbackTime as for {@link RedemptionReader}
     * @param maxKept how many are kept at most, 1 or more; the others are counted
     * @return a reader for one list
     */
    public static RedemptionListReader all(RedeemableId requested, Instant fallbackTime, int maxKept) {
        return new RedemptionListReader(requested, fallbackTime, null, maxKept);
    }

    /**
     * Keeps the first redemptions of one transaction.
     *
     * @param requested whose redemptions they are
     * @param fallbackTime as for {@link RedemptionReader}
     * @param transaction which transaction, compared character by character
     * @param maxKept how many are kept at most, 1 or more; the others are counted
     * @return a reader for one list
     */
    public static RedemptionListReader matching(
            RedeemableId requested, Instant fallbackTime, TransactionId transaction, int maxKept) {
        return new RedemptionListReader(requested, fallbackTime, transaction, maxKept);
    }

    /**
     * Reads the next chunk.
     *
     * @param chunk its bytes; the array may be used again afterwards
     * @throws UnreadableBodyException if the list cannot be read
     */
    public void feed(byte[] chunk) {
        feed.feed(chunk, 0, chunk.length);
    }

    /**
     * Reads the next chunk.
     *
     * @param chunk its remaining bytes, which are consumed; the buffer may be used again afterwards
     * @throws UnreadableBodyException if the list cannot be read
     */
    public void feed(ByteBuffer chunk) {
        if (chunk.hasArray()) {
            feed.feed(chunk.array(), chunk.arrayOffset() + chunk.position(), chunk.remaining());
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
     * @return what it said
     * @throws UnreadableBodyException if it is cut off or is no list
     */
    public RedemptionListing end() {
        feed.end();
        tokens.checkListed();
        ListLink.check(tokens.href(), requested);
        return new RedemptionListing(kept, tokens.count(), tokens.seen(), wanted);
    }

    /** Gives up reading. May be called twice. */
    @Override
    public void close() {
        feed.close();
    }

    private void item(Fields fields) {
        if (transaction != null && !transaction.value().equals(fields.text("transaction_id"))) {
            return;
        }
        wanted++;
        if (kept.size() < maxKept) {
            Redemption redemption = reader.read(fields);
            if (!redemption.redeemable().equals(requested)) {
                throw fields.unreadable(KindNames.of(requested.kind()).idField, "the redeemable that was asked for");
            }
            kept.add(redemption);
        }
    }
}
