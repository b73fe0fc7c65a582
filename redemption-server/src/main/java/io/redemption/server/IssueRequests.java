package io.redemption.server;

import io.redemption.model.Code;
import io.redemption.model.Coupon;
import io.redemption.model.GiftCard;
import io.redemption.model.Redeemable;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import io.redemption.model.Voucher;
import io.redemption.port.IdSource;
import io.redemption.wire.IssueCouponBody;
import io.redemption.wire.IssueGiftCardBody;
import io.redemption.wire.IssueVouchersBody;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Turns the body of a POST into terms with new ids and codes. An id is the vendor's prefix and 130 random bits, because
 * an id is enough to spend a gift card's money. A code has 80 random bits. Thread-safe.
 */
final class IssueRequests {
    private static final int ID_CHARACTERS = 26;
    private static final int CODE_CHARACTERS = 16;

    private final IdSource ids;

    IssueRequests(IdSource ids) {
        this.ids = ids;
    }

    /**
     * Reads a body.
     *
     * @throws io.redemption.wire.UnreadableBodyException if the body is not such a request
     */
    List<Redeemable> read(RedeemableKind kind, byte[] body) {
        return switch (kind) {
            case COUPON -> List.of(coupon(IssueCouponBody.decode(body)));
            case VOUCHER -> vouchers(IssueVouchersBody.decode(body));
            case GIFT_CARD -> List.of(giftCard(IssueGiftCardBody.decode(body)));
        };
    }

    private Redeemable coupon(IssueCouponBody body) {
        return new Coupon(
                RedeemableId.coupon("cpn-" + ids.token(ID_CHARACTERS)),
                body.code(),
                body.active(),
                body.validity(),
                body.value(),
                body.currency(),
                body.totalLimit(),
                body.perUserLimit(),
                body.audience());
    }

    private List<Redeemable> vouchers(IssueVouchersBody body) {
        return IntStream.range(0, body.count())
                .<Redeemable>mapToObj(i -> new Voucher(
                        RedeemableId.voucher("vcr-" + ids.token(ID_CHARACTERS)),
                        code(),
                        true,
                        body.validity(),
                        body.value(),
                        body.currency(),
                        true,
                        Set.of()))
                .toList();
    }

    private Redeemable giftCard(IssueGiftCardBody body) {
        return new GiftCard(
                RedeemableId.giftCard("gift-" + ids.token(ID_CHARACTERS)),
                code(),
                body.active(),
                body.validity(),
                body.value(),
                body.currency());
    }

    private Code code() {
        return Code.of(ids.token(CODE_CHARACTERS).toUpperCase(Locale.ROOT));
    }
}
