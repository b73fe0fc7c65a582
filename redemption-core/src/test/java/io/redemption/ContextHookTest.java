package io.redemption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redemption.events.RedemptionListener;
import io.redemption.events.RedemptionListener.Component;
import io.redemption.events.RedemptionListener.ComponentFailed;
import io.redemption.model.Capability;
import io.redemption.model.Completeness;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Refused;
import io.redemption.model.Ticket;
import io.redemption.model.Unknown;
import io.redemption.port.AttemptState;
import io.redemption.port.BasketJournal;
import io.redemption.port.ContextHook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The context of a caller comes along to the threads on which the call goes on, and nowhere else. */
class ContextHookTest {
    private static final ThreadLocal<@Nullable String> CONTEXT = new ThreadLocal<>();
    private static final ContextHook HOOK = ContextHookTest::capture;

    private final Shop shop = new Shop(
            ProgrammedPort.honest(Capability.KEEPS_TRANSACTION_IDS, Capability.PROVEN_HISTORY, Capability.ISSUER_TIME));
    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
    private final Redemptions redemptions = builder(HOOK).build();
    private final RedemptionAttempt attempt = shop.anAttempt();

    private static Executor capture() {
        String captured = CONTEXT.get();
        return task -> {
            String before = CONTEXT.get();
            CONTEXT.set(captured);
            try {
                task.run();
            } finally {
                CONTEXT.set(before);
            }
        };
    }

    @BeforeEach
    void callAsA() {
        CONTEXT.set("a");
    }

    @AfterEach
    void forget() {
        CONTEXT.remove();
    }

    private RedemptionsBuilder builder(ContextHook hook) {
        RedemptionListener notes = new RedemptionListener() {
            @Override
            public void begun(Begun event) {
                note("begun");
            }

            @Override
            public void ended(Ended event) {
                note("ended");
            }

            @Override
            public void resolved(Resolved event) {
                note("resolved");
            }

            @Override
            public void contractBroken(ContractBroken event) {
                note("broken");
            }

            @Override
            public void handedOver(HandedOver event) {
                note("handed over");
            }
        };
        return shop.builder().listener(notes.and(shop.log)).contextHook(hook);
    }

    private void note(String what) {
        seen.add(what + " " + CONTEXT.get());
    }

    /** Runs on a thread of its own that has the context b, and returns what is left of it afterwards. */
    private static @Nullable String onThreadB(Runnable task) {
        return Shop.now(CompletableFuture.supplyAsync(
                () -> {
                    CONTEXT.set("b");
                    task.run();
                    return CONTEXT.get();
                },
                work -> new Thread(work, "b").start()));
    }

    /** A stage that completes on thread b as soon as somebody waits for it. */
    private static <T> CompletionStage<T> later(Supplier<T> answer) {
        CompletableFuture<T> stage = new CompletableFuture<>();
        CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS, task -> onThreadB(task))
                .execute(() -> stage.complete(answer.get()));
        return stage;
    }

    @Test
    void redeem_answeredOnAnotherThread_continuesInTheContextAndPutsBackWhatWasThere() {
        CompletableFuture<RedemptionOutcome> answer = new CompletableFuture<>();
        shop.port.onRedeem = sent -> {
            note("port");
            return answer;
        };

        CompletableFuture<Void> done =
                redemptions.redeem(attempt).thenAccept(outcome -> note("then")).toCompletableFuture();
        String left = onThreadB(() -> answer.complete(Samples.redeemed(attempt)));

        assertThat(done).isCompleted();
        assertThat(seen).containsExactly("begun a", "port a", "ended a", "then a");
        assertThat(left).isEqualTo("b");
    }

    /** What the hook is for: without it the same call loses the context. */
    @Test
    void redeem_withoutHook_losesTheContext() {
        CompletableFuture<RedemptionOutcome> answer = new CompletableFuture<>();
        shop.port.onRedeem = sent -> answer;

        CompletionStage<Void> done = shop.redemptions.redeem(attempt).thenAccept(outcome -> note("then"));
        onThreadB(() -> answer.complete(Samples.redeemed(attempt)));

        assertThat(done.toCompletableFuture()).isCompleted();
        assertThat(seen).containsExactly("then b");
    }

    @Test
    void redeem_journalOnAnotherThread_callsThePortInTheContext() {
        shop.journal.onOpen = wanted -> later(() -> Shop.now(shop.journal.delegate.open(wanted)));
        shop.port.onRedeem = sent -> {
            note("port");
            return CompletableFuture.completedStage(Samples.redeemed(sent));
        };

        Shop.now(redemptions.redeem(attempt));

        assertThat(seen).containsExactly("begun a", "port a", "ended a");
    }

    @Test
    void redeem_twoCallersOfOneAttempt_eachHasTheirOwnContext() {
        CompletableFuture<RedemptionOutcome> answer = new CompletableFuture<>();
        shop.port.onRedeem = sent -> answer;

        CompletionStage<Void> first = redemptions.redeem(attempt).thenAccept(outcome -> note("first"));
        CONTEXT.set("c");
        CompletionStage<Void> second = redemptions.redeem(attempt).thenAccept(outcome -> note("second"));
        onThreadB(() -> answer.complete(Samples.redeemed(attempt)));

        assertThat(first.toCompletableFuture()).isCompleted();
        assertThat(second.toCompletableFuture()).isCompleted();
        assertThat(seen).contains("first a", "second c").contains("ended a", "ended c");
    }

    @Test
    void completeOn_withHook_completesThereInTheContext() {
        CompletableFuture<String> on = new CompletableFuture<>();
        shop.port.onRedeem = sent -> later(() -> Samples.redeemed(sent));
        Redemptions both = builder(HOOK)
                .completeOn(task -> new Thread(task, "merchant-1").start())
                .build();

        CompletionStage<Boolean> unused = both.redeem(attempt)
                .thenApply(outcome -> on.complete(Thread.currentThread().getName() + " " + CONTEXT.get()));

        assertThat(Shop.now(on)).isEqualTo("merchant-1 a");
    }

    @Test
    void calls_thatEndAtOnce_haveTheContext() {
        Redemptions refusing = builder(HOOK)
                .requestRule("acme.never", request -> Samples.NEVER)
                .build();
        shop.redeem(attempt);

        assertThat(Shop.now(redemptions.redeem(attempt))).isEqualTo(Samples.asReplayed(attempt));
        CompletionStage<Void> refused = refusing.redeem(shop.anAttempt())
                .thenAccept(outcome -> note(outcome.getClass().getSimpleName()));

        assertThat(refused.toCompletableFuture()).isCompleted();
        assertThat(seen)
                .containsExactly("begun a", "ended a", "begun a", "ended a", Refused.class.getSimpleName() + " a");
        assertThat(CONTEXT.get()).isEqualTo("a");
    }

    @Test
    void blocking_hasTheContext() {
        shop.port.onRedeem = sent -> later(() -> Samples.redeemed(sent));

        RedemptionOutcome outcome = redemptions.blocking().redeem(attempt);

        assertThat(outcome).isInstanceOf(Redeemed.class);
        assertThat(seen).containsExactly("begun a", "ended a");
        assertThat(CONTEXT.get()).isEqualTo("a");
    }

    @Test
    void broken_adapter_isReportedInTheContext() {
        CompletableFuture<RedemptionOutcome> answer = new CompletableFuture<>();
        shop.port.onRedeem = sent -> answer;
        shop.journal.onSettle = (id, opening, outcome) -> CompletableFuture.allOf();

        CompletionStage<RedemptionOutcome> outcome = redemptions.redeem(attempt);
        onThreadB(() -> answer.completeExceptionally(new IllegalStateException("broken")));

        assertThat(Shop.now(outcome)).isInstanceOf(Unknown.class);
        assertThat(seen).containsExactlyInAnyOrder("begun a", "broken a", "ended a");
    }

    /** A resolution is several reads; all of them, and its event, are the caller's. */
    @Test
    void resolve_severalReads_allHaveTheContext() {
        shop.port.onRedeem = sent -> CompletableFuture.failedStage(new IllegalStateException("lost"));
        Ticket ticket = shop.doubt(attempt);
        shop.journal.onFind = id -> later(() -> Shop.now(shop.journal.delegate.find(id)));
        shop.port.onHistory = query -> {
            note("port");
            return later(() -> Optional.of(new RedemptionHistory(
                    List.of(Samples.redemption(attempt)), null, null, Completeness.PROVEN, shop.time.now())));
        };

        Shop.now(redemptions.resolve(ticket));

        assertThat(seen).contains("port a", "ended a", "resolved a").allMatch(line -> line.endsWith(" a"));
    }

    @Test
    void lookFirst_readsInTheContext() {
        Redemptions looking = builder(HOOK).lookFirst().build();
        shop.journal.onOpen = wanted -> later(() -> Shop.now(shop.journal.delegate.open(wanted)));
        shop.port.onHistory = query -> {
            note("look");
            return later(() -> Optional.of(
                    new RedemptionHistory(List.<Redemption>of(), null, null, Completeness.PROVEN, shop.time.now())));
        };

        Shop.now(looking.redeem(looking.prepare(Samples.aRequest().build())));

        assertThat(seen).contains("look a").allMatch(line -> line.endsWith(" a"));
    }

    @Test
    void redeemAll_stepByStep_everyStepHasTheContext() {
        Redemptions baskets =
                builder(HOOK).basketJournal(BasketJournal.inMemory(shop.time)).build();
        shop.port.onRedeem = sent -> {
            note("port");
            return later(() -> Samples.redeemed(sent));
        };

        Shop.now(baskets.redeemAll(List.of(
                baskets.prepare(Samples.aRequest().build()),
                baskets.prepare(Samples.aRequest().build()))));

        assertThat(seen).filteredOn(line -> line.startsWith("port")).containsExactly("port a", "port a");
        assertThat(seen).allMatch(line -> line.endsWith(" a"));
    }

    @Test
    void background_hasNoContext() {
        Redemptions watching = builder(HOOK).resolveInBackground(true).build();
        shop.port.onRedeem = sent -> CompletableFuture.failedStage(new IllegalStateException("lost"));
        shop.port.onHistory = query -> CompletableFuture.completedStage(Optional.of(new RedemptionHistory(
                List.of(Samples.redemption(attempt)), null, null, Completeness.PROVEN, shop.time.now())));

        CompletionStage<RedemptionOutcome> outcome = watching.redeem(attempt);
        String left = onThreadB(() -> shop.time.advance(Duration.ofSeconds(1)));

        assertThat(Shop.now(outcome)).isInstanceOf(Unknown.class);
        assertThat(seen).contains("ended a", "resolved b");
        assertThat(left).isEqualTo("b");
        assertThat(shop.known(attempt).orElseThrow()).isInstanceOf(AttemptState.Settled.class);
    }

    @SuppressWarnings("NullAway") // one breaks the contract so
    static Stream<ContextHook> broken() {
        return Stream.of(
                () -> {
                    throw new NoClassDefFoundError("mdc");
                },
                () -> null,
                () -> task -> {
                    throw new NoClassDefFoundError("before");
                },
                () -> task -> {
                    task.run();
                    throw new NoClassDefFoundError("after");
                },
                () -> task -> {},
                () -> task -> new Thread(task).start(),
                () -> task -> {
                    task.run();
                    task.run();
                    throw new IllegalStateException("twice");
                });
    }

    @ParameterizedTest
    @MethodSource("broken")
    void brokenHook_reachesNoCallAndIsReportedOnce(ContextHook hook) {
        Redemptions withBroken = builder(hook).build();
        AtomicInteger continued = new AtomicInteger();

        for (int i = 0; i < 3; i++) {
            assertThat(Shop.now(withBroken
                            .redeem(shop.anAttempt())
                            .whenComplete((outcome, thrown) -> continued.incrementAndGet())))
                    .isInstanceOf(Redeemed.class);
        }

        assertThat(continued).hasValue(3);
        assertThat(shop.port.sent).hasSize(3);
        assertThat(seen).hasSize(6);
        assertThat(shop.log.of(ComponentFailed.class))
                .singleElement()
                .extracting(ComponentFailed::component)
                .isEqualTo(Component.CONTEXT_HOOK);
    }

    @Test
    void port_throwing_staysItsOwnFault() {
        shop.port.onFind = (on, id) -> {
            throw new IllegalStateException("of the adapter");
        };

        assertThatThrownBy(() -> Shop.now(redemptions.find(Samples.CARD, RedemptionId.of("r"))))
                .isInstanceOf(RedemptionException.class);
        assertThat(shop.log.of(ComponentFailed.class)).isEmpty();
        assertThat(shop.log.violations()).containsExactly(RedemptionListener.ContractViolation.THREW);
    }

    @Test
    void withoutHookAndExecutor_noStageIsAdded() {
        CompletionStage<String> answer = new CompletableFuture<>();
        Delivery plain = new Delivery(null, null, new CallReporter(RedemptionListener.NONE, shop.time));

        assertThat(plain.capture()).isNull();
        assertThat(plain.of(answer, null)).isSameAs(answer);
    }
}
