package io.redemption;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Recognises threads that must not wait, without depending on the libraries that make them: their classes are known by
 * name. Stateless.
 *
 * <p>Reactor marks such threads with an interface. Netty does not: its thread class is also that of threads that may
 * wait, such as Vert.x' workers, so that only the frame of a channel's event loop on the stack shows one. The stack is
 * walked on threads of Netty only. An event loop on a thread of another class is not recognised.
 */
final class EventLoopThreads {
    private static final String REACTOR_MARKER = "reactor.core.scheduler.NonBlocking";

    /** Ends so if it is shaded too. */
    private static final String NETTY_THREAD = "io.netty.util.concurrent.FastThreadLocalThread";

    private static final String NETTY_CHANNELS = "io.netty.channel.";
    private static final String LOOP = "EventLoop";
    private static final StackWalker STACK = StackWalker.getInstance();

    /** What the class of a thread says. */
    private enum Type {
        ORDINARY,
        REACTOR,
        NETTY
    }

    private static final ClassValue<Type> TYPES = new ClassValue<>() {
        @Override
        protected Type computeValue(Class<?> thread) {
            if (supertypes(thread).anyMatch(type -> type.getName().endsWith(REACTOR_MARKER))) {
                return Type.REACTOR;
            }
            boolean netty = supertypes(thread).anyMatch(type -> type.getName().endsWith(NETTY_THREAD));
            return netty ? Type.NETTY : Type.ORDINARY;
        }
    };

    private EventLoopThreads() {}

    /** Returns what the current thread is, for a message, if it must not wait; otherwise {@code null}. */
    static @Nullable String currentMustNotBlock() {
        return switch (TYPES.get(Thread.currentThread().getClass())) {
            case ORDINARY -> null;
            case REACTOR -> "Reactor forbids it on this thread";
            case NETTY -> runsEventLoop() ? "it runs an event loop of Netty" : null;
        };
    }

    private static boolean runsEventLoop() {
        return STACK.walk(frames -> frames.anyMatch(frame -> {
            String name = frame.getClassName();
            return name.endsWith(LOOP)
                    && name.contains(NETTY_CHANNELS)
                    && frame.getMethodName().equals("run");
        }));
    }

    private static Stream<Class<?>> supertypes(@Nullable Class<?> type) {
        return type == null
                ? Stream.empty()
                : Stream.concat(
                        Stream.of(type),
                        Stream.concat(
                                supertypes(type.getSuperclass()),
                                Stream.of(type.getInterfaces()).flatMap(EventLoopThreads::supertypes)));
    }
}
