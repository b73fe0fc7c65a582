package io.redemption;

import static io.redemption.Samples.aRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redemption.events.RedemptionListener.Begun;
import io.redemption.events.RedemptionListener.Ended;
import io.redemption.model.Amount;
import io.redemption.model.Code;
import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.GiftCard;
import io.redemption.model.HistoryQuery;
import io.redemption.model.Operation;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableState;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Reversal;
import io.redemption.model.TransactionChoice;
import io.redemption.model.TransactionId;
import io.redemption.model.Usage;
import io.redemption.model.ValidationResult;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import io.redemption.port.RedeemablePort;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** The use cases beside redeeming: prepare, read, validate, close. */
class RedemptionsTest {
    private static final RedeemableState STATE = new RedeemableState(
            GiftCard.builder("gc-1", "100").build(), Usage.ofBalance(Amount.of("60")), ManualTime.START);

    private final Shop shop = new Shop(new ProgrammedPort());
    private final FakeRedeemables redeemables = new FakeRedeemables();
    private final Redemptions redemptions =
            shop.builder().redeemables(redeemables).build();

    /** Answers with one gift card and remembers what it was asked. */
    private static final class FakeRedeemables implements RedeemablePort {
        final List<Object> asked = new ArrayList<>();

        @Override
        public CompletionStage<Optional<RedeemableState>> lookup(RedeemableId id, Freshness freshness) {
            asked.add(freshness);
            return CompletableFuture.completedStage(Optional.of(STATE));
        }

        @Override
        public CompletionStage<Optional<RedeemableState>> lookup(Code code) {
            asked.add(code);
            return CompletableFuture.completedStage(Optional.empty());
        }

        @Override
        public CompletionStage<ValidationResult> validate(RedemptionRequest request) {
            asked.add(request);
            return CompletableFuture.completedStage(new ValidationResult(List.of(), STATE));
        }
    }

    @Test
    void prepare_anyChoice_carriesTheTransactionIdThatWasChosen() {
        TransactionId given = TransactionId.of("order-1001");

        RedemptionAttempt generated = redemptions.prepare(aRequest().build());
        RedemptionAttempt unique =
                redemptions.prepare(aRequest().uniqueTransaction("order-1001").build());
        RedemptionAttempt prefixed =
                redemptions.prepare(aRequest().transactionPrefix("order-1001").build());
        RedemptionAttempt asGiven = redemptions.prepare(
                aRequest().transaction(new TransactionChoice.AsGiven(given)).build());

        assertThat(generated.marker()).isNotNull().isEqualTo(generated.transactionId());
        assertThat(unique.marker()).isEqualTo(given);
        assertThat(prefixed.marker())
                .isNotNull()
                .extracting(TransactionId::value)
                .asString()
                .startsWith("order-1001.");
        assertThat(asGiven.transactionId()).isEqualTo(given);
        assertThat(asGiven.marker()).isNull();
        assertThat(generated.preparedAt()).isEqualTo(ManualTime.START);
        assertThat(shop.log.events).isEmpty();
    }

    @Test
    void lookup_byIdAndByCode_asksTheRedeemablePort() {
        Code code = Code.of("SUMMER");

        Optional<RedeemableState> byId = Shop.now(redemptions.lookup(Samples.CARD, Freshness.FROM_ISSUER));
        Optional<RedeemableState> byCode = Shop.now(redemptions.lookup(code));

        assertThat(byId).contains(STATE);
        assertThat(byCode).isEmpty();
        assertThat(redeemables.asked).containsExactly(Freshness.FROM_ISSUER, code);
        assertThat(shop.log.of(Begun.class))
                .extracting(begun -> begun.call().operation())
                .containsOnly(Operation.LOOKUP);
    }

    @Test
    void validate_rulesObject_isAdvisedAgainstWithoutAskingTheIssuer() {
        ValidationResult against =
                Shop.now(redemptions.validate(aRequest().value("0").build()));
        ValidationResult favourable = Shop.now(redemptions.validate(aRequest().build()));

        assertThat(against)
                .isEqualTo(new ValidationResult(List.of(Violation.of(ViolationCode.VALUE_NOT_POSITIVE)), null));
        assertThat(favourable.isValid()).isTrue();
        assertThat(redeemables.asked).containsExactly(aRequest().build());
    }

    @Test
    void validate_ruleThrows_failsAsBrokenRule() {
        Redemptions broken = shop.builder()
                .redeemables(redeemables)
                .requestRule("acme.broken", request -> {
                    throw new IllegalStateException("boom");
                })
                .build();

        assertFails(broken.validate(aRequest().build()), FailureCode.BROKEN_RULE);
        assertThat(redeemables.asked).isEmpty();
    }

    @Test
    void lookupAndValidate_issuerCannot_failAsNotSupported() {
        Redemptions without = shop.redemptions;

        assertFails(without.lookup(Samples.CARD, Freshness.CACHED_OK), FailureCode.NOT_SUPPORTED);
        assertFails(without.lookup(Code.of("SUMMER")), FailureCode.NOT_SUPPORTED);
        assertFails(without.validate(aRequest().build()), FailureCode.NOT_SUPPORTED);
        assertThat(shop.log.of(Ended.class)).extracting(Ended::failure).containsOnly(FailureCode.NOT_SUPPORTED);
    }

    @Test
    void find_present_isFoundAndReported() {
        RedemptionAttempt attempt = shop.anAttempt();
        Redemption redemption = Samples.redemption(attempt);
        shop.port.onFind = (on, id) -> CompletableFuture.completedStage(
                id.equals(redemption.id()) ? Optional.of(redemption) : Optional.empty());

        Optional<Redemption> found = Shop.now(redemptions.find(Samples.CARD, redemption.id()));
        Optional<Redemption> missing = Shop.now(redemptions.find(Samples.CARD, RedemptionId.of("res-none")));

        assertThat(found).contains(redemption);
        assertThat(missing).isEmpty();
        assertThat(shop.log.of(Begun.class))
                .extracting(begun -> begun.call().operation())
                .containsOnly(Operation.FIND);
    }

    @Test
    void close_always_refusesEveryCallUnsent() {
        redemptions.close();

        assertFails(redemptions.redeem(aRequest().build()), FailureCode.CLOSED);
        assertFails(redemptions.redeemAll(List.of(shop.anAttempt())), FailureCode.CLOSED);
        assertFails(redemptions.reverse(new Reversal(Samples.CARD, RedemptionId.of("r"))), FailureCode.CLOSED);
        assertFails(redemptions.find(Samples.CARD, RedemptionId.of("r")), FailureCode.CLOSED);
        assertFails(redemptions.history(Samples.CARD, HistoryQuery.ALL), FailureCode.CLOSED);
        assertFails(redemptions.lookup(Samples.CARD, Freshness.CACHED_OK), FailureCode.CLOSED);
        assertFails(redemptions.lookup(Code.of("SUMMER")), FailureCode.CLOSED);
        assertFails(redemptions.validate(aRequest().build()), FailureCode.CLOSED);
        assertThat(shop.port.sent).isEmpty();
        assertThat(redeemables.asked).isEmpty();
    }

    @Test
    void close_twiceAndOneResourceThrows_closesEachOnceLastFirst() {
        List<String> closed = new ArrayList<>();
        Redemptions owning = shop.builder()
                .ownedResource(() -> closed.add("first"))
                .ownedResource(() -> {
                    closed.add("second");
                    throw new IllegalStateException("stuck");
                })
                .ownedResource(() -> closed.add("third"))
                .build();

        assertThatThrownBy(owning::close).hasRootCauseMessage("stuck");
        owning.close();

        assertThat(closed).containsExactly("third", "second", "first");
    }

    private static void assertFails(CompletionStage<?> stage, FailureCode code) {
        assertThatThrownBy(() -> Shop.now(stage))
                .isInstanceOfSatisfying(
                        RedemptionException.class,
                        failure -> assertThat(failure.code()).isEqualTo(code));
    }
}
