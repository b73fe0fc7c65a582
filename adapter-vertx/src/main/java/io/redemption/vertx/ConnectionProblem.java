package io.redemption.vertx;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/**
 * Why no connection could be made, in words for a person. Nothing is decided by it. The first constant that matches one
 * of the causes is the reason, so that the most specific ones stand first.
 */
enum ConnectionProblem {
    CERTIFICATE_EXPIRED(
            CertificateExpiredException.class::isInstance,
            "the server's certificate has expired, or this machine's clock is fast"),
    CERTIFICATE_NOT_YET_VALID(
            CertificateNotYetValidException.class::isInstance,
            "the server's certificate is not valid yet, or this machine's clock is slow"),
    UNKNOWN_AUTHORITY(
            CertPathBuilderException.class::isInstance,
            "no authority that is trusted here issued the server's certificate"),
    OTHER_NAME(ConnectionProblem::isOtherName, "the server's certificate is for another host name"),
    NOT_TLS(named("io.netty.handler.ssl.NotSslRecordException"), "what answered at this port does not use TLS"),
    TLS(SSLException.class::isInstance, "the TLS handshake failed"),
    PROXY(named("io.netty.handler.proxy.ProxyConnectException"), "the proxy made no connection"),
    NO_ADDRESS(UnknownHostException.class::isInstance, "the host name has no address"),
    TOO_SLOW(named("io.netty.channel.ConnectTimeoutException"), "the connection was not accepted in time"),
    REFUSED(ConnectException.class::isInstance, "nothing accepts connections there"),
    OTHER(thrown -> true, "see the causes");

    private static final int MOST = 12;

    @SuppressWarnings("ImmutableEnumChecker") // none of the predicates has a state
    private final Predicate<Throwable> matches;

    private final String words;

    ConnectionProblem(Predicate<Throwable> matches, String words) {
        this.matches = matches;
        this.words = words;
    }

    static ConnectionProblem of(Throwable thrown) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = thrown; cause != null && causes.size() < MOST; cause = cause.getCause()) {
            causes.add(cause);
        }
        for (ConnectionProblem problem : values()) {
            if (causes.stream().anyMatch(problem.matches)) {
                return problem;
            }
        }
        return OTHER;
    }

    String words() {
        return words;
    }

    /** Matches a class and those that extend it, by name: Netty is no dependency of this module's own sources. */
    private static Predicate<Throwable> named(String className) {
        return thrown -> {
            Class<?> type = thrown.getClass();
            while (type != null && !type.getName().equals(className)) {
                type = type.getSuperclass();
            }
            return type != null;
        };
    }

    /** The JDK has no class for this reason: its check of the host name throws a plain exception with such a text. */
    private static boolean isOtherName(Throwable thrown) {
        return thrown.getClass() == CertificateException.class
                && OtherName.TEXT.matcher(String.valueOf(thrown.getMessage())).lookingAt();
    }

    /** Holds what the constants above use before this enum's own fields are set. */
    private static final class OtherName {
        static final Pattern TEXT = Pattern.compile("No subject alternative |No name matching ");
    }
}
