package io.redemption.spring;

import io.redemption.model.Amount;
import io.redemption.model.AttemptId;
import io.redemption.model.BasketOutcome;
import io.redemption.model.BasketRecord;
import io.redemption.model.CallOptions;
import io.redemption.model.Capabilities;
import io.redemption.model.Capability;
import io.redemption.model.CataloguePage;
import io.redemption.model.CatalogueQuery;
import io.redemption.model.Code;
import io.redemption.model.CodeInquiry;
import io.redemption.model.Completeness;
import io.redemption.model.Coupon;
import io.redemption.model.CurrencyCode;
import io.redemption.model.Decision;
import io.redemption.model.Discount;
import io.redemption.model.Doubt;
import io.redemption.model.FailureCode;
import io.redemption.model.GiftCard;
import io.redemption.model.HistoryQuery;
import io.redemption.model.IssuerReason;
import io.redemption.model.Likelihood;
import io.redemption.model.NothingToReverse;
import io.redemption.model.ProbeResult;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import io.redemption.model.RedeemableState;
import io.redemption.model.Redeemed;
import io.redemption.model.Redeemer;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Refused;
import io.redemption.model.Resolution;
import io.redemption.model.Reversal;
import io.redemption.model.Reversed;
import io.redemption.model.Rounding;
import io.redemption.model.Ticket;
import io.redemption.model.TransactionChoice;
import io.redemption.model.TransactionId;
import io.redemption.model.Unknown;
import io.redemption.model.Usage;
import io.redemption.model.UsageLimit;
import io.redemption.model.ValidationResult;
import io.redemption.model.Validity;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import io.redemption.model.Voucher;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** One value of each type of the model, in which everything that must not be shown contains {@link #SECRET}. */
final class Samples {
    /** Is in each code, gift-card id, user id, address, note and link. */
    static final String SECRET = "s3cr3t";

    static final RedeemableId CARD = RedeemableId.giftCard("gift-" + SECRET);
    static final GiftCard GIFT_CARD =
            GiftCard.builder(CARD.value(), "100.00").code(SECRET).build();
    static final Redeemer REDEEMER = new Redeemer(SECRET, SECRET + "@example.org", "+49-" + SECRET);
    static final RedemptionRequest REQUEST = RedemptionRequest.builder(CARD)
            .value("30.00")
            .orderTotal(Amount.of("50"))
            .redeemer(REDEEMER)
            .build();
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    static final RedemptionAttempt ATTEMPT =
            new RedemptionAttempt(AttemptId.of("attempt-1"), REQUEST, TransactionId.of("order-17"), NOON);
    static final Ticket TICKET = Ticket.of(ATTEMPT, Doubt.NO_ANSWER, Likelihood.POSSIBLE, 1, NOON, NOON);
    static final Redemption REDEMPTION = Redemption.builder(RedemptionId.of("redemption-1"), CARD, NOON)
            .value(Amount.of("30"))
            .redeemer(REDEEMER)
            .transactionId(TransactionId.of("order-17"))
            .customerId(SECRET)
            .teamId(SECRET)
            .href("/gift_cards/" + SECRET + "/redemptions/1")
            .build();
    private static final Violation VIOLATION = Violation.of(ViolationCode.of("expired"), "code", Code.of(SECRET))
            .toldBy(IssuerReason.of(17L, "The code " + SECRET + " is not valid"));
    static final Refused REFUSED = Refused.of(VIOLATION);
    private static final Decision DECISION = new Decision(Decision.Outcome.REDEEMED, SECRET, "called " + SECRET, NOON);
    static final Unknown UNKNOWN = new Unknown(TICKET, DECISION);
    private static final Reversal REVERSAL = new Reversal(CARD, RedemptionId.of("redemption-1"));
    private static final RedeemableState STATE =
            new RedeemableState(GIFT_CARD, Usage.ofBalance(Amount.of("70")), NOON, "for " + SECRET);

    private Samples() {}

    static Stream<Object> all() {
        return Stream.of(terms(), requests(), outcomes()).flatMap(List::stream);
    }

    private static List<Object> terms() {
        return List.of(
                Amount.of("100"),
                Code.of(SECRET),
                CARD,
                GIFT_CARD,
                Coupon.builder("summer", Discount.percentage("10"))
                        .code(SECRET)
                        .totalLimit(5)
                        .build(),
                Voucher.builder("welcome", Discount.fixed("5"))
                        .code(SECRET)
                        .teams(Set.of("blue"))
                        .build(),
                Discount.fixed("5"),
                Discount.percentage("10"),
                CurrencyCode.of("EUR"),
                UsageLimit.of(5),
                Validity.until(NOON),
                Usage.ofVoucher(true, NOON),
                STATE,
                new Rounding(2, RoundingMode.HALF_UP),
                new Capabilities(Set.of(Capability.values()), 2));
    }

    private static List<Object> requests() {
        TransactionId transaction = TransactionId.of("order-17");
        return List.of(
                ATTEMPT,
                ATTEMPT.id(),
                REQUEST,
                REDEEMER,
                transaction,
                new TransactionChoice.Generated(),
                new TransactionChoice.Prefixed("shop"),
                new TransactionChoice.Unique(transaction),
                new TransactionChoice.AsGiven(transaction),
                new CodeInquiry(Code.of(SECRET), RedeemableKind.GIFT_CARD, SECRET, Amount.of("5")),
                CallOptions.NONE.deadline(Duration.ofSeconds(2)),
                HistoryQuery.resolving(TICKET),
                new CatalogueQuery(RedeemableKind.VOUCHER, "page-2", 10),
                new CataloguePage(List.of(STATE), "page-3"),
                new RedemptionHistory(List.of(REDEMPTION), 1L, "page-2", Completeness.PROVEN, NOON),
                BasketRecord.ofTicket(BasketRecord.Kind.IN_DOUBT, 0, TICKET));
    }

    private static List<Object> outcomes() {
        return List.of(
                Redeemed.of(REDEMPTION),
                REFUSED,
                UNKNOWN,
                new Reversed(REVERSAL),
                new NothingToReverse(REVERSAL),
                new BasketOutcome.AllRedeemed(List.of(Redeemed.of(REDEMPTION))),
                new BasketOutcome.NoneRedeemed(Map.of(0, REFUSED)),
                new BasketOutcome.BasketUnknown(List.of(TICKET)),
                new Resolution.Confirmed(REDEMPTION),
                new Resolution.Absent(Duration.ofSeconds(60), Duration.ofSeconds(5)),
                new Resolution.Duplicate(List.of(REDEMPTION, REDEMPTION)),
                new Resolution.StillUnknown(TICKET, Resolution.Obstacle.TOO_EARLY),
                REDEMPTION,
                REDEMPTION.id(),
                REVERSAL,
                TICKET,
                DECISION,
                VIOLATION,
                ViolationCode.of("expired"),
                IssuerReason.of(17L, "The code " + SECRET + " is not valid"),
                new ValidationResult(List.of(VIOLATION), STATE),
                ProbeResult.good(false),
                new RedemptionException(FailureCode.THROTTLED, "too fast", Duration.ofSeconds(2), null));
    }
}
