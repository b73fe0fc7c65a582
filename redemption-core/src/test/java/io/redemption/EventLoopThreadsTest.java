package io.redemption;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.FailureCode;
import io.redemption.model.Redeemed;
import io.redemption.model.RedemptionException;
import java.lang.reflect.Method;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import reactor.core.scheduler.NonBlocking;

/** A service on Reactor called the blocking view on a thread of its scheduler, and all its requests stood still. */
class EventLoopThreadsTest {
    private final Shop shop = new Shop(ProgrammedPort.honest());

    /** Marked as Reactor marks its own: the interface is on a class above. */
    private static class Marked extends Thread implements NonBlocking {
        Marked(Runnable work) {
            super(work);
        }
    }

    private static final class MarkedByItsParent extends Marked {
        MarkedByItsParent(Runnable work) {
            super(work);
        }
    }

    private Object redeemedOn(Function<Runnable, Thread> threads) throws Exception {
        CompletableFuture<Object> result = new CompletableFuture<>();
        Thread thread = threads.apply(() -> {
            try {
                result.complete(shop.redemptions.blocking().redeem(shop.anAttempt()));
            } catch (Throwable thrown) {
                result.complete(thrown);
            }
        });
        thread.start();
        return result.get(10, TimeUnit.SECONDS);
    }

    @Test
    void redeem_onAThreadThatReactorMarks_isRefusedWithASentenceAndNothingIsSent() throws Exception {
        for (Object result : new Object[] {redeemedOn(Marked::new), redeemedOn(MarkedByItsParent::new)}) {
            assertThat(result).isInstanceOfSatisfying(RedemptionException.class, failure -> {
                assertThat(failure.code()).isEqualTo(FailureCode.WOULD_BLOCK);
                assertThat(failure)
                        .hasMessage("WOULD_BLOCK: this thread must not block, because Reactor forbids it on this "
                                + "thread: use the asynchronous methods, or a thread that may wait");
            });
        }
        assertThat(shop.port.sent).isEmpty();
    }

    @Test
    void redeem_onAnOrdinaryThread_isRedeemed() throws Exception {
        assertThat(redeemedOn(Thread::new)).isInstanceOf(Redeemed.class);
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void redeem_onAVirtualThread_isRedeemed() throws Exception {
        Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
        Method unstarted = Class.forName("java.lang.Thread$Builder").getMethod("unstarted", Runnable.class);

        Object result = redeemedOn(work -> {
            try {
                return (Thread) unstarted.invoke(builder, work);
            } catch (ReflectiveOperationException e) {
                throw new LinkageError("no virtual thread", e);
            }
        });

        assertThat(result).isInstanceOf(Redeemed.class);
    }
}
