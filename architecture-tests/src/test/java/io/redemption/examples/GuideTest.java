package io.redemption.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.Redemptions;
import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.model.Capabilities;
import io.redemption.model.Capability;
import io.redemption.model.GiftCard;
import io.redemption.model.Operation;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Unknown;
import io.redemption.port.AttemptJournal;
import io.redemption.testing.ForwardingRedemptionPort;
import io.redemption.testing.ManualTime;
import io.redemption.testing.ScriptedRedemptionPort;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of the guide and of the page on journals does what the pages say. */
class GuideTest {
    private static final RedeemableId CARD = RedeemableId.giftCard("gift-1");

    private final ManualTime time = ManualTime.at(Instant.EPOCH);
    private final InMemoryRedemptionPort issuer = InMemoryRedemptionPort.create();
    private final ScriptedRedemptionPort port = ScriptedRedemptionPort.over(new WithoutAttemptIds(issuer), time);
    private final Redemptions shop = Redemptions.builder(port).time(time).build();

    /** An issuer that keeps transaction ids in its lists, and does not know attempt ids. */
    static final class WithoutAttemptIds extends ForwardingRedemptionPort {
        WithoutAttemptIds(InMemoryRedemptionPort issuer) {
            super(issuer);
        }

        @Override
        public Capabilities capabilities() {
            return new Capabilities(
                    Set.of(Capability.KEEPS_TRANSACTION_IDS, Capability.PROVEN_HISTORY, Capability.ISSUER_TIME), 2);
        }
    }

    @BeforeEach
    void issue() {
        issuer.issue(GiftCard.builder("gift-1", "50.00").code("GIFT4U").build());
    }

    private static RedemptionRequest request(String value) {
        return RedemptionRequest.builder(CARD).value(value).build();
    }

    @Test
    void code_typed_isLookedUp() {
        assertThat(Guide.found(Redemptions.over(issuer, AttemptJournal.inMemory()), "GIFT4U"))
                .contains(CARD);
        assertThat(Guide.found(Redemptions.over(issuer, AttemptJournal.inMemory()), "NONE"))
                .isEmpty();
    }

    @Test
    void outcome_each_hasItsSentence() {
        assertThat(Guide.told(shop.blocking().redeem(request("30.00")))).startsWith("paid with ");
        assertThat(Guide.told(shop.blocking().redeem(request("30.00"))))
                .isEqualTo("The balance is too low: 20.00 is left.");
        port.next(Operation.REDEEM).lostBeforeApplied();
        assertThat(Guide.told(shop.blocking().redeem(request("10.00")))).isEqualTo("We are checking your card.");
    }

    @Test
    void attempt_preparedAgain_isTheSameAndRedeemsOnce() {
        RedemptionAttempt attempt = Guide.attempt(shop, CARD, "order-7");

        assertThat(Guide.attempt(shop, CARD, "order-7").transactionId()).isEqualTo(attempt.transactionId());
        shop.blocking().redeem(attempt);
        shop.blocking().redeem(Guide.attempt(shop, CARD, "order-7"));
        assertThat(issuer.ledger(CARD)).hasSize(1);
    }

    @Test
    void doubt_resolvedLater_isKnown() {
        port.next(Operation.REDEEM).lostAfterApplied();
        Unknown unknown = unknown("30.00");
        assertThat(Guide.resolved(shop, unknown.ticket().encode())).startsWith("it happened: ");

        port.next(Operation.REDEEM).lostBeforeApplied();
        Unknown other = unknown("10.00");
        assertThat(Guide.resolved(shop, other.ticket().encode())).isEqualTo("not known yet: TOO_EARLY");
        time.advance(Duration.ofMinutes(2));
        assertThat(Guide.resolved(shop, other.ticket().encode())).isEqualTo("it did not happen, and may be sent again");
    }

    private Unknown unknown(String value) {
        return (Unknown) shop.blocking().redeem(request(value));
    }

    @Test
    void journal_joinsTheSameAttempt() {
        try (Redemptions journalled = Guide.journalled(issuer, AttemptJournal.inMemory())) {
            RedemptionAttempt attempt = journalled.prepare(request("30.00"));

            journalled.blocking().redeem(attempt);
            journalled.blocking().redeem(attempt);

            assertThat(issuer.ledger(CARD)).hasSize(1);
        }
    }

    @Test
    void cache_asked_answersAsTheIssuer() {
        assertThat(Guide.read(issuer, CARD)).isPresent();
    }

    @Test
    void capabilities_ofAnIssuer_areTold() {
        assertThat(Guide.abilities(Redemptions.over(issuer, AttemptJournal.inMemory())))
                .containsExactly("a refusal says why", "an attempt that is repeated is never sent as a new one");
        assertThat(Guide.abilities(shop)).isEmpty();
    }

    @Test
    void reversal_ofWhatWasRedeemed_givesBack() {
        RedemptionAttempt attempt = shop.prepare(request("30.00"));

        assertThat(Guide.refunded(shop, attempt)).isEqualTo("given back");
        assertThat(Guide.refunded(shop, attempt)).isEqualTo("nothing to give back");
    }

    @Test
    void closing_afterUse_isSafe() {
        assertThat(Guide.closed(issuer, request("30.00"))).isEqualTo("paid");
    }

    @Test
    void journals_inAFile_knowsAfterARestart(@TempDir Path folder) {
        RedemptionAttempt attempt = shop.prepare(request("30.00"));
        for (int start = 0; start < 2; start++) {
            Journals.inAFile(port, folder, new byte[16], restarted -> {
                restarted.blocking().redeem(attempt);
                return 0;
            });
        }

        assertThat(issuer.ledger(CARD)).hasSize(1);
    }
}
