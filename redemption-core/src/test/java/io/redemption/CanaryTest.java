package io.redemption;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.events.RedemptionCall;
import io.redemption.events.RedemptionListener.Begun;
import io.redemption.events.RedemptionListener.CallResult;
import io.redemption.events.RedemptionListener.ClocksDiffer;
import io.redemption.events.RedemptionListener.Component;
import io.redemption.events.RedemptionListener.ComponentFailed;
import io.redemption.events.RedemptionListener.ContractBroken;
import io.redemption.events.RedemptionListener.ContractViolation;
import io.redemption.events.RedemptionListener.Contradicted;
import io.redemption.events.RedemptionListener.DecisionContradicted;
import io.redemption.events.RedemptionListener.Ended;
import io.redemption.events.RedemptionListener.HandedOver;
import io.redemption.events.RedemptionListener.Resolved;
import io.redemption.events.RedemptionListener.Verdict;
import io.redemption.model.Amount;
import io.redemption.model.AttemptId;
import io.redemption.model.BasketOutcome.AllRedeemed;
import io.redemption.model.BasketOutcome.BasketUnknown;
import io.redemption.model.BasketOutcome.NoneRedeemed;
import io.redemption.model.BasketRecord;
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
import io.redemption.model.Operation;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import io.redemption.model.RedeemableState;
import io.redemption.model.Redeemed;
import io.redemption.model.Redeemer;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Refused;
import io.redemption.model.Resolution.Absent;
import io.redemption.model.Resolution.Confirmed;
import io.redemption.model.Resolution.Duplicate;
import io.redemption.model.Resolution.Obstacle;
import io.redemption.model.Resolution.StillUnknown;
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
import io.redemption.port.AttemptJournal.Opening;
import io.redemption.port.AttemptState;
import io.redemption.port.BasketJournal;
import io.redemption.port.InvalidationBus.Invalidation;
import io.redemption.port.MarkerEvidence;
import io.redemption.port.PendingDoubt;
import io.redemption.port.RedemptionChangeListener.Change;
import io.redemption.port.RedemptionChangeListener.RedemptionChange;
import io.redemption.port.RedemptionPort;
import io.redemption.port.ReversalState;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No text that a log may print holds a user id, e-mail address, phone number, code or gift-card id. */
class CanaryTest {
    private static final RedeemableId CARD = RedeemableId.giftCard("canary-card");
    private static final Redeemer REDEEMER = new Redeemer("canary-user", "canary@shop.example", "+49-canary");
    private static final Amount AMOUNT = Amount.of("5");
    private static final Instant NOW = ManualTime.START;
    private static final TransactionId TRANSACTION = TransactionId.of("r1");
    private static final RedemptionRequest REQUEST =
            RedemptionRequest.builder(CARD).redeemer(REDEEMER).value(AMOUNT).build();
    private static final RedemptionAttempt ATTEMPT =
            new RedemptionAttempt(AttemptId.of("a1"), REQUEST, TRANSACTION, NOW);
    private static final Redemption REDEMPTION = Redemption.builder(RedemptionId.of("res-1"), CARD, NOW)
            .redeemer(REDEEMER)
            .value(AMOUNT)
            .transactionId(TRANSACTION)
            .customerId("canary-customer")
            .teamId("canary-team")
            .href("https://api.example/canary")
            .build();
    private static final Reversal REVERSAL = Reversal.of(REDEMPTION);
    private static final Redeemed REDEEMED = Redeemed.of(REDEMPTION);
    private static final Ticket TICKET = Ticket.of(ATTEMPT, Doubt.NO_ANSWER, Likelihood.POSSIBLE, 1, NOW, NOW);
    private static final Decision DECISION = new Decision(Decision.Outcome.REDEEMED, "canary-name", "canary-note", NOW);
    private static final Unknown UNKNOWN = new Unknown(TICKET, DECISION);
    private static final Violation VIOLATION =
            Violation.of(ViolationCode.EXPIRED).toldBy(new IssuerReason(1003, "canary-sentence"));
    private static final Refused REFUSED = Refused.of(VIOLATION);
    private static final GiftCard GIFT_CARD =
            GiftCard.builder(CARD.value(), "5").code("canary-code").build();
    private static final Voucher VOUCHER =
            Voucher.builder("v1", Discount.fixed("5")).code("canary-code").build();
    private static final Coupon COUPON =
            Coupon.builder("c1", Discount.percentage("5")).code("canary-code").build();
    private static final RedeemableState STATE = new RedeemableState(GIFT_CARD, Usage.ofBalance(AMOUNT), NOW);

    /** One of each public record, filled with canaries wherever it can hold one. */
    static final List<Object> EVERY_RECORD = List.of(
            new ValidationResult(List.of(VIOLATION), STATE),
            AMOUNT,
            ATTEMPT,
            ATTEMPT.id(),
            new AllRedeemed(List.of(REDEEMED)),
            new NoneRedeemed(Map.of(0, REFUSED)),
            new BasketUnknown(List.of(TICKET)),
            new Capabilities(Set.of(Capability.ATOMIC_BASKET), 2),
            new CataloguePage(List.of(STATE, state(VOUCHER), state(COUPON)), null),
            new CatalogueQuery(RedeemableKind.COUPON, null, 1),
            Code.of("canary-code"),
            new CodeInquiry(Code.of("canary-code"), RedeemableKind.COUPON, "canary-user", AMOUNT),
            COUPON,
            VOUCHER,
            GIFT_CARD,
            CurrencyCode.of("USD"),
            HistoryQuery.ofTransaction(TRANSACTION),
            new Invalidation("node-1", 1, "canary-merchant", CARD, Change.ADDED, REDEMPTION.id()),
            new NothingToReverse(REVERSAL),
            new RedemptionChange(REDEMPTION.id(), REDEMPTION),
            CARD,
            STATE,
            REDEEMED,
            REDEEMER,
            REDEMPTION,
            REDEMPTION.id(),
            new RedemptionHistory(List.of(REDEMPTION), 1L, null, Completeness.PROVEN, NOW),
            RedemptionCall.of(ATTEMPT),
            new Begun(RedemptionCall.of(ATTEMPT)),
            new Ended(
                    RedemptionCall.of(ATTEMPT),
                    CallResult.FAILED,
                    List.of(ViolationCode.EXPIRED),
                    Doubt.NO_ANSWER,
                    FailureCode.CLOSED,
                    Duration.ZERO),
            new Resolved(RedemptionCall.of(TICKET), Verdict.ABSENT, Duration.ZERO),
            new ContractBroken(RedemptionCall.of(Operation.REDEEM, RedeemableKind.COUPON), ContractViolation.THREW),
            new ClocksDiffer(Duration.ofMinutes(6)),
            REQUEST,
            REFUSED,
            new Confirmed(REDEMPTION),
            new Absent(Duration.ZERO, Duration.ZERO),
            new Duplicate(List.of(REDEMPTION, REDEMPTION)),
            new StillUnknown(TICKET, Obstacle.TOO_EARLY),
            REVERSAL,
            new Reversed(REVERSAL),
            Rounding.CENTS_DOWN,
            TICKET,
            new TransactionChoice.Generated(),
            new TransactionChoice.Unique(TRANSACTION),
            new TransactionChoice.Prefixed("p"),
            new TransactionChoice.AsGiven(TRANSACTION),
            TRANSACTION,
            UNKNOWN,
            Usage.ofBalance(AMOUNT),
            UsageLimit.NONE,
            Validity.ALWAYS,
            Discount.fixed("5"),
            Discount.percentage("5"),
            VIOLATION,
            new IssuerReason(1003, "canary-sentence"),
            ViolationCode.EXPIRED,
            new ComponentFailed(Component.LISTENER, "java.lang.Error"),
            new Contradicted(RedemptionCall.of(TICKET), REDEMPTION.id()),
            new HandedOver(RedemptionCall.of(TICKET), Obstacle.NO_MARKER),
            DECISION,
            new DecisionContradicted(RedemptionCall.of(TICKET), Decision.Outcome.REDEEMED, Verdict.ABSENT),
            new AttemptState.Open(1, TICKET, DECISION),
            new AttemptState.Settled(REDEEMED),
            new AttemptState.InReversal(REDEMPTION, TICKET),
            new AttemptState.Reversed(REVERSAL),
            new AttemptState.Absent(),
            BasketRecord.ofTicket(BasketRecord.Kind.IN_DOUBT, 0, TICKET),
            new BasketJournal.Log(1, List.of(BasketRecord.ofRedemption(BasketRecord.Kind.DONE, 0, REDEMPTION.id()))),
            new PendingDoubt(TICKET, 1, Duration.ZERO),
            new MarkerEvidence(RedeemableKind.COUPON, true, Duration.ZERO),
            new ReversalState.Gone(),
            new ReversalState.InDoubt(TICKET),
            new ReversalState.Standing(REDEMPTION),
            new Opening.Fresh(1, false),
            new Opening.Known(new AttemptState.Open(1, TICKET)),
            new Opening.Reused(new AttemptState.Settled(REDEEMED)),
            new Opening.TransactionTaken(ATTEMPT.id(), true, new AttemptState.Settled(REDEEMED)),
            new Opening.Full());

    private static RedeemableState state(io.redemption.model.Redeemable terms) {
        return new RedeemableState(terms, Usage.UNKNOWN, NOW);
    }

    @Test
    void toString_ofEveryRecord_holdsNoCanary() {
        assertThat(EVERY_RECORD)
                .allSatisfy(value -> assertThat(value.toString())
                        .as(value.getClass().getName())
                        .doesNotContainIgnoringCase("canary"));
    }

    /** A new record must be added here too, or this fails. */
    @Test
    void everyRecord_ofTheClassDirectory_isAmongTheCanaries() throws Exception {
        List<String> covered = EVERY_RECORD.stream()
                .filter(value -> value instanceof Record)
                .map(value -> value.getClass().getName())
                .toList();

        List<String> found = publicRecords();

        assertThat(found).hasSizeGreaterThan(50).containsExactlyInAnyOrderElementsOf(covered);
    }

    private static List<String> publicRecords() throws IOException, URISyntaxException {
        Path root = Path.of(RedemptionPort.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (Stream<Path> files = Files.walk(root.resolve("io").resolve("redemption"))) {
            return files.map(file -> root.relativize(file).toString())
                    .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
                    .map(name -> loaded(name.substring(0, name.length() - ".class".length())
                            .replace('/', '.')
                            .replace('\\', '.')))
                    .filter(type -> type.isRecord() && isPublic(type))
                    .map(Class::getName)
                    .toList();
        }
    }

    /** A type within one that only this package sees is not seen by others either. */
    private static boolean isPublic(Class<?> type) {
        Class<?> around = type.getDeclaringClass();
        return Modifier.isPublic(type.getModifiers()) && (around == null || isPublic(around));
    }

    private static Class<?> loaded(String name) {
        try {
            return Class.forName(name, false, CanaryTest.class.getClassLoader());
        } catch (ClassNotFoundException gone) {
            throw new AssertionError("a class file of this module cannot be loaded: " + name, gone);
        }
    }
}
