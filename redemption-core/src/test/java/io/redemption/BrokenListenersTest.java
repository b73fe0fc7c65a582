package io.redemption;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.events.RedemptionListener;
import io.redemption.events.RedemptionListener.Component;
import io.redemption.events.RedemptionListener.ComponentFailed;
import io.redemption.model.Capability;
import io.redemption.model.NothingToReverse;
import io.redemption.model.Redeemed;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.Resolution.Absent;
import io.redemption.model.Resolution.Confirmed;
import io.redemption.model.Reversal;
import io.redemption.model.Reversed;
import io.redemption.model.Ticket;
import io.redemption.port.RedemptionChangeListener;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A listener and a receiver of changes that throw at every event, errors included, change no answer of any call. */
class BrokenListenersTest {
    private static final Duration HORIZON = Duration.ofMinutes(2);

    static Stream<Throwable> throwables() {
        return Stream.of(
                new IllegalStateException("boom"),
                new NoClassDefFoundError("acme/Metrics"),
                new NoSuchMethodError("acme.Metrics.count()"),
                new StackOverflowError("deep"),
                new OutOfMemoryError("none left"),
                new AssertionError("boom"));
    }

    @ParameterizedTest
    @MethodSource("throwables")
    void everyCall_listenerAndChangesThrow_isAnsweredAsWithout(Throwable thrown) {
        Shop shop = new Shop(new ProgrammedPort(Capability.KEEPS_TRANSACTION_IDS));
        LyingIssuer issuer = new LyingIssuer(shop.time);
        issuer.serve(shop.port);
        Redemptions redemptions = shop.builder()
                .listener(throwing(RedemptionListener.class, thrown).and(shop.log))
                .changes(throwing(RedemptionChangeListener.class, thrown))
                .build();

        RedemptionAttempt attempt = redemptions.prepare(Samples.aRequest().build());
        assertThat(Shop.now(redemptions.redeem(attempt))).isInstanceOf(Redeemed.class);
        assertThat(Shop.now(redemptions.redeem(attempt))).isInstanceOf(Redeemed.class);
        Reversal reversal = Reversal.of(issuer.record.get(0));
        assertThat(Shop.now(redemptions.reverse(reversal))).isInstanceOf(Reversed.class);
        assertThat(Shop.now(redemptions.reverse(reversal))).isInstanceOf(NothingToReverse.class);
        assertThat(Shop.now(redemptions.find(reversal.redeemable(), reversal.redemption())))
                .isEmpty();

        issuer.answersAreLost = true;
        Ticket booked = ((io.redemption.model.Unknown) Shop.now(redemptions.redeem(
                        redemptions.prepare(Samples.aRequest().build()))))
                .ticket();
        assertThat(Shop.now(redemptions.resolve(booked))).isInstanceOf(Confirmed.class);
        shop.port.onRedeem = any -> CompletableFuture.failedStage(new IllegalStateException("lost"));
        Ticket lost = ((io.redemption.model.Unknown) Shop.now(redemptions.redeem(
                        redemptions.prepare(Samples.aRequest().build()))))
                .ticket();
        shop.time.advance(HORIZON);
        assertThat(Shop.now(redemptions.resolve(lost))).isInstanceOf(Absent.class);

        assertThat(shop.log.of(ComponentFailed.class))
                .containsExactlyInAnyOrder(
                        new ComponentFailed(
                                Component.LISTENER, thrown.getClass().getName()),
                        new ComponentFailed(
                                Component.CHANGE_LISTENER, thrown.getClass().getName()));
    }

    /** Each kind of failure is reported once, however often it happens. */
    @ParameterizedTest
    @MethodSource("throwables")
    void everyCall_changesThrowAgainAndAgain_isReportedOnce(Throwable thrown) {
        Shop shop = new Shop(ProgrammedPort.honest());
        Redemptions redemptions = shop.builder()
                .changes(throwing(RedemptionChangeListener.class, thrown))
                .build();

        for (int i = 0; i < 5; i++) {
            Shop.now(redemptions.redeem(Samples.aRequest().build()));
        }

        assertThat(shop.log.of(ComponentFailed.class)).hasSize(1);
    }

    private static <T> T throwing(Class<T> type, Throwable thrown) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getReturnType() == void.class) {
                        throw thrown;
                    }
                    return method.getName().equals("equals")
                            ? System.identityHashCode(proxy) == System.identityHashCode(arguments[0])
                            : InvocationHandler.invokeDefault(proxy, method, arguments);
                }));
    }
}
