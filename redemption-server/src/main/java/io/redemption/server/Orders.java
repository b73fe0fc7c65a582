package io.redemption.server;

import io.redemption.Code;
import io.redemption.Coupon;
import io.redemption.GiftCard;
import io.redemption.IdSource;
import io.redemption.Redeemable;
import io.redemption.RedeemableId;
import io.redemption.RedeemableKind;
import io.redemption.Voucher;
import io.redemption.wire.CouponOrder;
import io.redemption.wire.GiftCardOrder;
import io.redemption.wire.VoucherOrder;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Turns the body of a POST into terms with ids and codes of their own. An id is the familiar prefix and 130 random bits: a
 * gift card's id spends money for whoever guesses it. A code has 80 random bits. Thread-safe.
 */
final class Orders {
    private static final int ID_CHARACTERS = 26;
    private static final int CODE_CHARACTERS = 16;

    private final IdSource ids;

    Orders(IdSource ids) {
        this.ids = ids;
    }

    /**
     * What a body orders.
     *
     * @throws io.redemption.wire.UnreadableBodyException if the body is no such order
     */
    List<Redeemable> read(RedeemableKind kind, byte[] body) {
        return switch (kind) {
            case COUPON -> List.of(coupon(CouponOrder.decode(body)));
            case VOUCHER -> vouchers(VoucherOrder.decode(body));
            case GIFT_CARD -> List.of(giftCard(GiftCardOrder.decode(body)));
        };
    }

    private Redeemable coupon(CouponOrder order) {
        return new Coupon(
                RedeemableId.coupon("cpn-" + ids.token(ID_CHARACTERS)),
                order.code(),
                order.active(),
                order.validity(),
                order.value(),
                order.currency(),
                order.totalLimit(),
                order.perUserLimit(),
                order.audience());
    }

    private List<Redeemable> vouchers(VoucherOrder order) {
        return IntStream.range(0, order.count())
                .<Redeemable>mapToObj(i -> new Voucher(
                        RedeemableId.voucher("vcr-" + ids.token(ID_CHARACTERS)),
                        code(),
                        true,
                        order.validity(),
                        order.value(),
                        order.currency(),
                        true,
                        Set.of()))
                .toList();
    }

    private Redeemable giftCard(GiftCardOrder order) {
        return new GiftCard(
                RedeemableId.giftCard("gift-" + ids.token(ID_CHARACTERS)),
                code(),
                order.active(),
                order.validity(),
                order.value(),
                order.currency());
    }

    private Code code() {
        return Code.of(ids.token(CODE_CHARACTERS).toUpperCase(Locale.ROOT));
    }
}
