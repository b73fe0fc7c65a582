package io.redemption.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.redemption.port.InvalidationBus;
import io.redemption.port.InvalidationBus.Invalidation;
import io.redemption.port.InvalidationBus.Receiver;
import io.redemption.port.InvalidationBus.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each broken bus fails its clause of the contract, and a right one fails none. */
class BrokenBusTest {
    /** A right bus, of which a test breaks one part. */
    private static class ToyBus implements InvalidationBus {
        final List<Receiver> receivers = new CopyOnWriteArrayList<>();

        @Override
        public synchronized void publish(Invalidation invalidation) {
            receivers.forEach(receiver -> deliver(receiver, invalidation));
        }

        void deliver(Receiver receiver, Invalidation invalidation) {
            try {
                receiver.receive(invalidation);
            } catch (RuntimeException brokenReceiver) {
                return; // not this bus's affair
            }
        }

        @Override
        public Subscription subscribe(Receiver receiver) {
            receivers.add(receiver);
            return () -> receivers.remove(receiver);
        }
    }

    private static Arguments broken(String clause, Supplier<InvalidationBus> bus) {
        return Arguments.of(clause, bus);
    }

    static Stream<Arguments> brokenBuses() {
        return Stream.of(
                broken("an invalidation reaches every receiver as it was published", () -> new ToyBus() {
                    @Override
                    public synchronized void publish(Invalidation invalidation) {
                        receivers.stream().limit(1).forEach(receiver -> deliver(receiver, invalidation));
                    }
                }),
                broken("invalidations of one origin arrive in the order of their numbers", () -> new ToyBus() {
                    private final List<Invalidation> late = new ArrayList<>();

                    @Override
                    public synchronized void publish(Invalidation invalidation) {
                        if (invalidation.number() == 5) {
                            late.add(invalidation);
                        } else {
                            super.publish(invalidation);
                        }
                        if (invalidation.number() == 6) {
                            late.forEach(super::publish);
                            late.clear();
                        }
                    }
                }),
                broken("a receiver that throws affects neither the publisher nor other receivers", () -> new ToyBus() {
                    @Override
                    void deliver(Receiver receiver, Invalidation invalidation) {
                        receiver.receive(invalidation);
                    }
                }),
                broken("a subscription that is closed, even twice, receives nothing more", () -> new ToyBus() {
                    @Override
                    public Subscription subscribe(Receiver receiver) {
                        super.subscribe(receiver);
                        return () -> {};
                    }
                }),
                broken("the same receiver may be subscribed twice and closed once", () -> new ToyBus() {
                    @Override
                    public Subscription subscribe(Receiver receiver) {
                        receivers.add(receiver);
                        return () -> receivers.removeIf(receiver::equals);
                    }
                }),
                broken("publishing without subscribers does nothing", () -> new ToyBus() {
                    @Override
                    public synchronized void publish(Invalidation invalidation) {
                        if (receivers.isEmpty()) {
                            throw new IllegalStateException("nobody listens");
                        }
                        super.publish(invalidation);
                    }
                }));
    }

    private static InvalidationBusClauses clauses(Supplier<InvalidationBus> bus) {
        return new InvalidationBusClauses(bus, Duration.ofMillis(300));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenBuses")
    void contract_brokenBus_failsItsClause(String clause, Supplier<InvalidationBus> bus) {
        InvalidationBusClauses.Proof proof =
                Objects.requireNonNull(clauses(bus).all().get(clause), "no such clause");

        assertThat(catchThrowable(proof::run)).isNotNull();
    }

    @Test
    void contract_rightBus_failsNoClause() {
        assertThat(clauses(ToyBus::new).all().values())
                .allSatisfy(proof -> assertThat(catchThrowable(proof::run)).isNull());
    }

    @Test
    void brokenBuses_takenTogether_makeEveryClauseFail() {
        List<Object> bitten = brokenBuses().map(broken -> broken.get()[0]).toList();

        assertThat(bitten)
                .containsExactlyInAnyOrderElementsOf(clauses(ToyBus::new).all().keySet());
    }
}
