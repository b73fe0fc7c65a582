package io.redemption.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.RedeemableId;
import io.redemption.model.RedemptionId;
import io.redemption.port.InvalidationBus;
import io.redemption.port.InvalidationBus.Invalidation;
import io.redemption.port.InvalidationBus.Subscription;
import io.redemption.port.RedemptionChangeListener.Change;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The contract of a bus that loses nothing, clause by clause. Each clause gets a new bus. */
final class InvalidationBusClauses {
    private static final int PUBLISHERS = 4;
    private static final int INVALIDATIONS = 200;

    private final Supplier<InvalidationBus> buses;
    private final Duration timeout;

    InvalidationBusClauses(Supplier<InvalidationBus> buses, Duration timeout) {
        this.buses = buses;
        this.timeout = timeout;
    }

    /** Proves a clause. Throws an {@link AssertionError} if the promise is broken. */
    @FunctionalInterface
    interface Proof {
        void run() throws Exception;
    }

    /** Returns the clauses by their sentences, in order. */
    Map<String, Proof> all() {
        Map<String, Proof> clauses = new LinkedHashMap<>();
        clauses.put("an invalidation reaches every receiver as it was published", this::reachesAll);
        clauses.put("invalidations of one origin arrive in the order of their numbers", this::keepsOrder);
        clauses.put(
                "a receiver that throws affects neither the publisher nor other receivers", this::isolatesReceivers);
        clauses.put("a subscription that is closed, even twice, receives nothing more", this::closes);
        clauses.put("the same receiver may be subscribed twice and closed once", this::countsSubscriptions);
        clauses.put("publishing without subscribers does nothing", this::publishesToNobody);
        return clauses;
    }

    private static Invalidation invalidation(String origin, long number) {
        return invalidation(origin, number, Change.ADDED, RedemptionId.of("rdm-" + number));
    }

    private static Invalidation invalidation(
            String origin, long number, Change change, @Nullable RedemptionId redemption) {
        return new Invalidation(origin, number, "merchant", RedeemableId.coupon("cpn-1"), change, redemption);
    }

    /** Collects invalidations and lets a test wait for them. */
    private final class Mailbox implements InvalidationBus.Receiver {
        private final LinkedBlockingQueue<Invalidation> received = new LinkedBlockingQueue<>();

        @Override
        public void receive(Invalidation invalidation) {
            received.add(invalidation);
        }

        List<Invalidation> take(int count) throws InterruptedException {
            List<Invalidation> taken = new ArrayList<>();
            while (taken.size() < count) {
                Invalidation next = received.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
                if (next == null) {
                    throw new AssertionError(
                            "waited " + timeout + " for invalidation " + (taken.size() + 1) + " of " + count);
                }
                taken.add(next);
            }
            return taken;
        }

        boolean isEmpty() {
            return received.isEmpty();
        }
    }

    private void reachesAll() throws InterruptedException {
        InvalidationBus bus = buses.get();
        Mailbox first = new Mailbox();
        Mailbox second = new Mailbox();
        bus.subscribe(first);
        bus.subscribe(second);
        List<Invalidation> sent = List.of(
                invalidation("node-a", 1, Change.ADDED, RedemptionId.of("rdm-1")),
                invalidation("node-a", 2, Change.REMOVED, RedemptionId.of("rdm-1")),
                invalidation("node-a", 3, Change.IN_DOUBT, null),
                invalidation("node-a", 4, Change.SETTLED, null));

        sent.forEach(bus::publish);

        assertThat(first.take(sent.size())).isEqualTo(sent);
        assertThat(second.take(sent.size())).isEqualTo(sent);
    }

    private void keepsOrder() throws Exception {
        InvalidationBus bus = buses.get();
        Mailbox mailbox = new Mailbox();
        bus.subscribe(mailbox);

        new Race("publishing", timeout)
                .run(IntStream.range(0, PUBLISHERS)
                        .mapToObj(publisher -> publishing(bus, "node-" + publisher))
                        .toList());

        List<Invalidation> arrived = mailbox.take(PUBLISHERS * INVALIDATIONS);
        for (int publisher = 0; publisher < PUBLISHERS; publisher++) {
            String origin = "node-" + publisher;
            assertThat(arrived.stream()
                            .filter(one -> one.origin().equals(origin))
                            .map(Invalidation::number))
                    .as("the numbers of " + origin)
                    .isSorted()
                    .doesNotHaveDuplicates()
                    .hasSize(INVALIDATIONS);
        }
    }

    private static Callable<Boolean> publishing(InvalidationBus bus, String origin) {
        return () -> {
            for (int number = 1; number <= INVALIDATIONS; number++) {
                bus.publish(invalidation(origin, number));
            }
            return true;
        };
    }

    private void isolatesReceivers() throws InterruptedException {
        InvalidationBus bus = buses.get();
        Mailbox mailbox = new Mailbox();
        bus.subscribe(one -> {
            throw new IllegalStateException("a receiver of the contract that throws");
        });
        bus.subscribe(mailbox);

        bus.publish(invalidation("node-a", 1));
        bus.publish(invalidation("node-a", 2));

        assertThat(mailbox.take(2)).extracting(Invalidation::number).containsExactly(1L, 2L);
    }

    private void closes() throws InterruptedException {
        InvalidationBus bus = buses.get();
        Mailbox left = new Mailbox();
        Mailbox stays = new Mailbox();
        Subscription registration = bus.subscribe(left);
        bus.subscribe(stays);
        bus.publish(invalidation("node-a", 1));
        left.take(1);

        registration.close();
        registration.close();
        bus.publish(invalidation("node-a", 2));

        stays.take(2);
        assertThat(left.isEmpty()).as("nothing arrives after closing").isTrue();
    }

    private void countsSubscriptions() throws InterruptedException {
        InvalidationBus bus = buses.get();
        Mailbox mailbox = new Mailbox();
        Subscription first = bus.subscribe(mailbox);
        bus.subscribe(mailbox);
        first.close();

        bus.publish(invalidation("node-a", 1));

        assertThat(mailbox.take(1)).containsExactly(invalidation("node-a", 1));
        assertThat(mailbox.isEmpty()).as("it arrives once").isTrue();
    }

    private void publishesToNobody() throws InterruptedException {
        InvalidationBus bus = buses.get();
        bus.publish(invalidation("node-a", 1));
        CountDownLatch received = new CountDownLatch(1);

        bus.subscribe(one -> received.countDown());
        bus.publish(invalidation("node-a", 2));

        assertThat(received.await(timeout.toNanos(), TimeUnit.NANOSECONDS))
                .as("a later subscriber receives what is published later")
                .isTrue();
    }
}
