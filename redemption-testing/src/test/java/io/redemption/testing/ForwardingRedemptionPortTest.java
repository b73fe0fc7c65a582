package io.redemption.testing;

import static io.redemption.testing.TestingFixtures.aCard;
import static io.redemption.testing.TestingFixtures.await;
import static io.redemption.testing.TestingFixtures.failure;
import static io.redemption.testing.TestingFixtures.issued;
import static io.redemption.testing.TestingFixtures.redeemed;
import static io.redemption.testing.TestingFixtures.spending;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.model.Code;
import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Reversal;
import io.redemption.port.RedeemablePort;
import io.redemption.port.RedemptionPort;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ForwardingRedemptionPortTest {
    private final InMemoryRedemptionPort issuer = InMemoryRedemptionPort.create();
    private final RedeemableId card = issued(issuer, aCard("10").build());

    /** The example of the Javadoc. */
    private static final class CountingPort extends ForwardingRedemptionPort {
        private final AtomicInteger redeems = new AtomicInteger();

        CountingPort(RedemptionPort delegate) {
            super(delegate);
        }

        @Override
        public CompletionStage<RedemptionOutcome> redeem(RedemptionAttempt attempt) {
            redeems.incrementAndGet();
            return super.redeem(attempt);
        }
    }

    @Test
    void redeem_overridden_isCountedAndPassedOn() {
        CountingPort port = new CountingPort(issuer);

        Redemption redemption = redeemed(await(port.redeem(spending("1", card))));

        assertThat(port.redeems).hasValue(1);
        assertThat(await(issuer.find(card, redemption.id(), Freshness.FROM_ISSUER)))
                .contains(redemption);
    }

    /** A port of both kinds. */
    interface BothPorts extends RedemptionPort, RedeemablePort {}

    @TestFactory
    Stream<DynamicTest> everyMethod_notOverridden_isPassedOnWithItsAnswer() {
        RedemptionAttempt attempt = spending("1", card);
        Redemption redemption = redeemed(await(issuer.redeem(attempt)));
        List<Object> arguments = List.of(
                attempt,
                List.of(attempt),
                Reversal.of(redemption),
                card,
                redemption.id(),
                Freshness.FROM_ISSUER,
                HistoryQuery.ALL,
                Code.of("CODE"),
                attempt.request());
        return Stream.of(RedemptionPort.class, RedeemablePort.class)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> !method.isSynthetic() && !Modifier.isStatic(method.getModifiers()))
                .map(method -> DynamicTest.dynamicTest(
                        method.toString(), () -> checkPassedOn(method, argumentsOf(method, arguments))));
    }

    private static Object[] argumentsOf(Method method, List<Object> arguments) {
        return Arrays.stream(method.getParameterTypes())
                .map(type ->
                        arguments.stream().filter(type::isInstance).findFirst().orElseThrow())
                .toArray();
    }

    private void checkPassedOn(Method method, Object[] arguments) throws ReflectiveOperationException {
        List<Object> answers = new ArrayList<>();
        RedemptionPort delegate = (RedemptionPort) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {BothPorts.class}, (proxy, called, given) -> {
                    assertThat(called).isEqualTo(method);
                    assertThat(given == null ? new Object[0] : given).isEqualTo(arguments);
                    Object answer = called.invoke(issuer, arguments);
                    answers.add(answer);
                    return answer;
                });

        Object answer = method.invoke(new CountingPort(delegate), arguments);

        assertThat(answers).singleElement().isSameAs(answer);
    }

    @Test
    void lookup_delegateWithoutRedeemables_failsAsNotSupported() {
        RedemptionPort redemptionsOnly = (RedemptionPort) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {RedemptionPort.class},
                (proxy, called, given) -> called.invoke(issuer, given));
        CountingPort port = new CountingPort(redemptionsOnly);

        assertThat(failure(port.lookup(card, Freshness.FROM_ISSUER)).code()).isEqualTo(FailureCode.NOT_SUPPORTED);
        assertThat(failure(port.lookup(Code.of("CODE"))).code()).isEqualTo(FailureCode.NOT_SUPPORTED);
        assertThat(failure(port.validate(spending("1", card).request())).code()).isEqualTo(FailureCode.NOT_SUPPORTED);
        assertThat(redeemed(await(port.redeem(spending("1", card)))).redeemable())
                .isEqualTo(card);
    }
}
