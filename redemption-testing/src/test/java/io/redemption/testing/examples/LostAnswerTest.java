package io.redemption.testing.examples;

import static io.redemption.model.Operation.REDEEM;
import static io.redemption.testing.RedemptionAssertions.assertThat;
import static java.time.Duration.ofSeconds;

import io.redemption.Redemptions;
import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.model.GiftCard;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedemptionRequest;
import io.redemption.testing.ManualTime;
import io.redemption.testing.RedemptionTest;
import io.redemption.testing.ScriptedRedemptionPort;
import org.junit.jupiter.api.Test;

// example begins
@RedemptionTest
class LostAnswerTest {
    @Test
    void redeem_answerLost_isFoundLater(
            Redemptions shop, InMemoryRedemptionPort issuer, ScriptedRedemptionPort port, ManualTime time) {
        issuer.issue(GiftCard.builder("gift-1", "100.00").build());
        port.next(REDEEM).lostAfterApplied(); // the issuer redeems, and its answer never arrives

        var request = RedemptionRequest.builder(RedeemableId.giftCard("gift-1"))
                .value("30.00")
                .build();
        var unknown = assertThat(shop.blocking().redeem(request)).isUnknown();

        time.advance(ofSeconds(70)); // nobody waits
        assertThat(shop.blocking().resolve(unknown.ticket())).isConfirmed().hasValue("30.00");
    }
}
// example ends
