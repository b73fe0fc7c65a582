package io.redemption.wire;

import io.redemption.model.Amount;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redemption;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads the redemption in the response to a POST or to a GET of one. Immutable and thread-safe.
 *
 * <p>Lenient about what real servers send: bare or in {@code data}, also as the only item of an array; strings or
 * numbers, in any notation; {@code ""}, {@code null} and a missing field are absent; unknown fields and a byte order
 * mark are ignored; times are seconds, milliseconds or ISO 8601 text. Strict where it matters: an id is required; a
 * {@code type}, if there is one, must be {@code redemption}; money has at most 12 digits and 4 decimals. A JSON number
 * of 15 or more digits that is such an amount but for a floating-point error is read as that amount.
 */
public final class RedemptionReader {
    /** The largest body that is read, in bytes: {@value}. */
    public static final int MAX_BYTES = Envelope.MAX_BYTES;

    private final RedemptionFields reader;

    /**
     * Creates a reader of responses about a redeemable.
     *
     * @param requested the requested redeemable, used where the body names none
     * @param fallbackTime used where the body has no {@code created}, which no schema requires: the time of the
     *     exchange
     */
    public RedemptionReader(RedeemableId requested, Instant fallbackTime) {
        this(requested, fallbackTime, Amount.MAX_DECIMALS);
    }

    /**
     * Creates a reader of responses about a redeemable of an issuer whose decimals are known.
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
     * @return the redemption. Its redeemable is the one in the body, also if it is not the requested one, so that
     *     {@link io.redemption.model.RedemptionAttempt#contradiction} can find the difference
     * @throws UnreadableBodyException if it contains no readable redemption
     */
    public Redemption one(byte[] body) {
        ValueBuilder value = read(body);
        FlatObject flat = value.flat();
        Redemption plain = flat == null ? null : reader.readPlain(flat);
        return plain == null ? reader.read(Envelope.one(value.tree().value())) : plain;
    }

    /**
     * Reads a body that may report a failure beside the redemption that it echoes. Parses the body once.
     *
     * @param body at most {@value #MAX_BYTES} bytes
     * @return the redemption, as for {@link #one}; {@code null} if the body reports a failure, see
     *     {@link ReportedFailure}
     * @throws UnreadableBodyException if it reports no failure and contains no readable redemption
     */
    public @Nullable Redemption oneUnlessFailed(byte[] body) {
        ValueBuilder value = read(body);
        FlatObject flat = value.flat();
        Redemption plain = flat == null || flat.mayReportFailure() ? null : reader.readPlain(flat);
        if (plain != null) {
            return plain;
        }
        Json json = value.tree().value();
        return ReportedFailure.isReportedBy(json) ? null : reader.read(Envelope.one(json));
    }

    private ValueBuilder read(byte[] body) {
        JsonTokenizer.requireAtMost(body, Envelope.MAX_BYTES);
        ValueBuilder value = new ValueBuilder(reader.flat(), () -> JsonBuilder.ofBody(Envelope.MAX_NODES));
        JsonTokenizer.read(body, value);
        return value;
    }
}
