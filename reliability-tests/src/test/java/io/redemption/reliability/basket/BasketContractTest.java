package io.redemption.reliability.basket;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redemption.Redemptions;
import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.model.AttemptId;
import io.redemption.model.BasketOutcome;
import io.redemption.model.Capabilities;
import io.redemption.model.Capability;
import io.redemption.model.FailureCode;
import io.redemption.model.HistoryQuery;
import io.redemption.model.Redeemable;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Reversal;
import io.redemption.model.ReversalOutcome;
import io.redemption.port.AttemptJournal;
import io.redemption.port.BasketJournal;
import io.redemption.port.RedemptionPort;
import io.redemption.tck.RedemptionPortContract;
import io.redemption.testing.ForwardingRedemptionPort;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestReporter;

/**
 * Baskets that are redeemed step by step keep the clauses of the contract kit, as those that an issuer redeems in one
 * step do: all but K3, because what comes after the first refusal is not tried.
 */
class BasketContractTest {
    private static final String NOT_TRIED = "K3";

    private final InMemoryRedemptionPort issuer = InMemoryRedemptionPort.create();

    @TestFactory
    Stream<DynamicTest> basketsStepByStep_clausesOfTheKit_hold(TestReporter reporter) {
        return clauses(reporter).filter(clause -> !clause.getDisplayName().startsWith(NOT_TRIED));
    }

    @Test
    void basketStepByStep_severalRefusals_namesTheFirstAlone(TestReporter reporter) {
        DynamicTest all = clauses(reporter)
                .filter(clause -> clause.getDisplayName().startsWith(NOT_TRIED))
                .findAny()
                .orElseThrow();

        assertThatThrownBy(() -> all.getExecutable().execute()).hasMessageContaining("refused positions");
    }

    private Stream<DynamicTest> clauses(TestReporter reporter) {
        return new Stepwise()
                .contract(reporter)
                .filter(group -> group.getDisplayName().equals("baskets"))
                .flatMap(group -> ((DynamicContainer) group).getChildren())
                .map(DynamicTest.class::cast);
    }

    private final class Stepwise extends RedemptionPortContract {
        private final RedemptionPort port = new StepwisePort(Redemptions.builder(new SingleRedemptions(issuer))
                .journal(new SurvivingJournal(AttemptJournal.inMemory(), Supplier::get))
                .basketJournal(BasketJournal.inMemory())
                .build());

        @Override
        protected RedemptionPort port() {
            return port;
        }

        @Override
        protected RedeemableId seed(Redeemable terms) {
            return issuer.restore(terms).toCompletableFuture().join();
        }
    }

    /** An issuer without baskets, for which each request is another redemption. */
    private static final class SingleRedemptions extends ForwardingRedemptionPort {
        private final AtomicInteger sends = new AtomicInteger();

        SingleRedemptions(RedemptionPort issuer) {
            super(issuer);
        }

        @Override
        public Capabilities capabilities() {
            Set<Capability> fewer = EnumSet.copyOf(super.capabilities().supported());
            fewer.removeAll(Set.of(Capability.ATOMIC_BASKET, Capability.IDEMPOTENT_ATTEMPTS));
            return new Capabilities(fewer, super.capabilities().maxScale());
        }

        @Override
        public CompletionStage<RedemptionOutcome> redeem(RedemptionAttempt attempt) {
            return super.redeem(new RedemptionAttempt(
                    AttemptId.of("send-" + sends.incrementAndGet()),
                    attempt.request(),
                    attempt.transactionId(),
                    attempt.preparedAt()));
        }

        @Override
        public CompletionStage<BasketOutcome> redeemAll(List<RedemptionAttempt> attempts) {
            return CompletableFuture.failedStage(new RedemptionException(FailureCode.NOT_SUPPORTED, "one by one"));
        }
    }

    /** Redemptions as the port that they make of such an issuer. */
    private static final class StepwisePort extends ForwardingRedemptionPort {
        private final Redemptions redemptions;
        private final Capabilities all;

        private StepwisePort(Redemptions redemptions) {
            super(InMemoryRedemptionPort.create());
            this.redemptions = redemptions;
            this.all = new Capabilities(
                    EnumSet.allOf(Capability.class), redemptions.capabilities().maxScale());
        }

        @Override
        public Capabilities capabilities() {
            return all;
        }

        @Override
        public CompletionStage<RedemptionOutcome> redeem(RedemptionAttempt attempt) {
            return redemptions.redeemFirst(attempt);
        }

        @Override
        public CompletionStage<BasketOutcome> redeemAll(List<RedemptionAttempt> attempts) {
            return redemptions.redeemAll(attempts);
        }

        @Override
        public CompletionStage<ReversalOutcome> reverse(Reversal reversal) {
            return redemptions.reverse(reversal);
        }

        @Override
        public CompletionStage<Optional<RedemptionHistory>> history(RedeemableId redeemable, HistoryQuery query) {
            return redemptions.history(redeemable, query);
        }
    }
}
