package io.redemption.reliability.limits;

import io.redemption.model.GiftCard;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redemption;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A gift card that many spend from.
 *
 * @param id which one
 * @param issued what it was issued with, in ten-thousandths
 * @param spends redemptions that somebody may take back; some are taken back already
 */
record SharedCard(RedeemableId id, long issued, Queue<Redemption> spends) {
    static SharedCard of(GiftCard card) {
        return new SharedCard(
                card.id(), Objects.requireNonNull(card.issuedValue()).tenThousandths(), new ConcurrentLinkedQueue<>());
    }
}
