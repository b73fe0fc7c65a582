package io.redemption.wire;

import io.redemption.model.Amount;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redemption;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads the redemption that answers a create or a get-one. Immutable and thread-safe.
 *
 * <p>Lenient as real servers demand: bare or in {@code data}, also as the only item of an array; texts or numbers;
 * {@code ""}, {@code null} and a missing field are absent; unknown fields and a byte order mark are ignored; a number
 * is its value, however it is written; times are seconds, milliseconds or ISO 8601 text. Strict where it matters: an id
 * must be there; a {@code type}, if it is there, must be {@code redemption}; money has at most 12 digits and 4
 * decimals, and a JSON number of 15 or more digits that floating point made of such an amount is that amount.
 */
public final class RedemptionReader {
    /** The largest body that is read, in bytes: {@value}. */
    public static final int MAX_BYTES = Envelope.MAX_BYTES;

    private final RedemptionFields reader;

    /**
     * A reader of answers about a redeemable.
     *
     * @param requested what was asked about; it stands in for a parent id that the body does not tell
     * @param fallbackTime stands in for a {@code created} that the body does not tell, which no schema requires: the
     *     time of the exchange
     */
    public RedemptionReader(RedeemableId requested, Instant fallbackTime) {
        this(requested, fallbackTime, Amount.MAX_DECIMALS);
    }

    /**
     * A reader of answers about a redeemable of an issuer whose decimals are known.
     *
     * @param requested as above
     * @param fallbackTime as above
     * @param decimals how many decimals of a value the issuer keeps, from 0 to {@value Amount#MAX_DECIMALS}
     */
    public RedemptionReader(RedeemableId requested, Instant fallbackTime, int decimals) {
        this.reader = new RedemptionFields(requested, fallbackTime, decimals);
    }

    /**
     * Reads a body.
     *
     * @param body at most {@value #MAX_BYTES} bytes
     * @return the redemption. Its redeemable is what the body says, also if that is not the requested one, so that
     *     {@link io.redemption.model.RedemptionAttempt#contradiction} can find the difference
     * @throws UnreadableBodyException if it holds no readable redemption
     */
    public Redemption one(byte[] body) {
        return reader.read(Envelope.one(body));
    }

    /**
     * Reads a body that may tell a failure beside the redemption that it echoes, in one go.
     *
     * @param body at most {@value #MAX_BYTES} bytes
     * @return the redemption, as for {@link #one}; {@code null} if the body tells a failure, see
     *     {@link ReportedFailure}
     * @throws UnreadableBodyException if it tells no failure and holds no readable redemption
     */
    public @Nullable Redemption oneUnlessFailed(byte[] body) {
        Json json = JsonTokenizer.read(body, Envelope.MAX_BYTES, Envelope.MAX_NODES);
        return ReportedFailure.isReportedBy(json) ? null : reader.read(Envelope.one(json));
    }
}
