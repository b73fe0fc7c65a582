package io.redemption.reliability.hostile;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where words come out: every logging framework on the class path, all at their finest level, and whatever is shown by
 * hand. What holds a canary is kept. Thread-safe.
 */
final class OutputSinks implements AutoCloseable {
    private final Queue<String> caught = new ConcurrentLinkedQueue<>();
    private final AtomicLong logged = new AtomicLong();
    private final Logger jdk = Logger.getLogger("");
    private final Level jdkLevel = jdk.getLevel();
    private final Handler[] jdkHandlers = jdk.getHandlers();
    private final ch.qos.logback.classic.Logger slf4j =
            ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final ch.qos.logback.classic.Level slf4jLevel = slf4j.getLevel();
    private final JdkSink jdkSink = new JdkSink();
    private final Slf4jSink slf4jSink = new Slf4jSink();

    OutputSinks() {
        for (Handler handler : jdkHandlers) {
            jdk.removeHandler(handler);
        }
        jdk.addHandler(jdkSink);
        jdk.setLevel(Level.ALL);
        slf4jSink.start();
        slf4j.addAppender(slf4jSink);
        slf4j.setLevel(ch.qos.logback.classic.Level.TRACE);
    }

    /** Looks at something that a platform may print. */
    void show(String where, Object shown) {
        String text = shown instanceof Throwable thrown ? whole(thrown) : String.valueOf(shown);
        if (Canary.SECRET.isIn(text) || Canary.CARD.isIn(text)) {
            caught.add(where + ": " + text);
        }
    }

    /** Looks at a form that may carry the id of a gift card, and nothing else. */
    void showEncoded(String where, String encoded) {
        if (Canary.SECRET.isIn(encoded)) {
            caught.add(where + ": " + encoded);
        }
    }

    private static String whole(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }

    /** What held a canary, with where it was. */
    Queue<String> caught() {
        return caught;
    }

    /** How many lines were logged. */
    long logged() {
        return logged.get();
    }

    @Override
    public void close() {
        slf4j.setLevel(slf4jLevel);
        slf4j.detachAppender(slf4jSink);
        jdk.setLevel(jdkLevel);
        jdk.removeHandler(jdkSink);
        for (Handler handler : jdkHandlers) {
            jdk.addHandler(handler);
        }
    }

    /** The loggers of the JDK, and what comes through its {@code System.Logger}. */
    private final class JdkSink extends Handler {
        @Override
        public void publish(LogRecord line) {
            logged.incrementAndGet();
            Object[] parameters = line.getParameters();
            show(
                    "log of " + line.getLoggerName(),
                    line.getMessage() + (parameters == null ? "" : Arrays.toString(parameters)));
            if (line.getThrown() != null) {
                show("log of " + line.getLoggerName(), line.getThrown());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    /** Whatever logs through SLF4J. */
    private final class Slf4jSink extends UnsynchronizedAppenderBase<ILoggingEvent> {
        @Override
        protected void append(ILoggingEvent line) {
            logged.incrementAndGet();
            show("log of " + line.getLoggerName(), line.getThreadName() + " " + line.getFormattedMessage());
            if (line.getThrowableProxy() != null) {
                show("log of " + line.getLoggerName(), ThrowableProxyUtil.asString(line.getThrowableProxy()));
            }
        }
    }
}
