package io.redemption.wire;

import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import io.redemption.model.Redemption;

/**
 * Writes redemptions as {@link RedemptionWriter} does, without the generator, if no text of them is escaped. What
 * stands between their texts is the same for all redemptions of one redeemable, and made once. Immutable.
 */
final class PlainRedemptions {
    /** More than the texts of most redemptions take; more bytes are added when they are needed. */
    private static final int TEXTS = 160;

    private static final byte[] AFTER_HREF = PlainBytes.part("\",\"type\":\"redemption\",\"id\":\"");
    private static final byte[] CUSTOMER = PlainBytes.part("\",\"customer_id\":\"");
    private static final byte[] EMAIL = PlainBytes.part("\",\"user_email\":\"");
    private static final byte[] PHONE = PlainBytes.part("\",\"user_phone\":\"");
    private static final byte[] TRANSACTION = PlainBytes.part("\",\"transaction_id\":\"");
    private static final byte[] VALUE = PlainBytes.part("\",\"value_used\":\"");
    private static final byte[] TEAM = PlainBytes.part("\",\"team_id\":\"");
    private static final byte[] CREATED = PlainBytes.part("\",\"created\":");
    private static final byte[] END = PlainBytes.part("}");

    private final RedeemableId redeemable;
    private final boolean giftCard;
    private final byte[] beforeHref;
    private final byte[] afterId;

    /**
     * Creates the writer for a redeemable.
     *
     * @param href the link to its redemptions, which must be plain
     */
    PlainRedemptions(RedeemableId redeemable, String href) {
        this.redeemable = redeemable;
        this.giftCard = redeemable.kind() == RedeemableKind.GIFT_CARD;
        this.beforeHref = PlainBytes.part("{\"href\":\"" + href + "/");
        this.afterId = PlainBytes.part(
                "\",\"" + KindNames.of(redeemable.kind()).idField + "\":\"" + redeemable.value() + "\",\"user_id\":\"");
    }

    /** Returns how many bytes most redemptions need at most. */
    int likelyLength() {
        return beforeHref.length + afterId.length + TEXTS + 2 * 64;
    }

    /** Writes a redemption. Returns false if only the generator can write it; then a part of it may be written. */
    boolean write(PlainBytes out, Redemption redemption) {
        return redemption.redeemable().equals(redeemable)
                && out.add(beforeHref)
                        .plain(redemption.id().value())
                        .add(AFTER_HREF)
                        .plain(redemption.id().value())
                        .add(afterId)
                        .text(redemption.redeemer().userId())
                && (giftCard || out.add(CUSTOMER).text(redemption.customerId()))
                && out.add(EMAIL).text(redemption.redeemer().email())
                && out.add(PHONE).text(redemption.redeemer().phone())
                && out.add(TRANSACTION)
                        .text(
                                redemption.transactionId() == null
                                        ? null
                                        : redemption.transactionId().value())
                && end(out.add(VALUE).amount(redemption.value()), redemption);
    }

    private boolean end(PlainBytes out, Redemption redemption) {
        if (!giftCard && !out.add(TEAM).text(redemption.teamId())) {
            return false;
        }
        out.add(CREATED).integer(redemption.createdAt().getEpochSecond()).add(END);
        return true;
    }
}
