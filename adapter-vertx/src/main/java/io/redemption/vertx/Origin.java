package io.redemption.vertx;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The only destination of requests and credentials: a base URI, parsed once and rebuilt from its parts, so that no
 * spelling can mean one host to the check and another to the connection. Immutable.
 *
 * @param tls whether connections use TLS
 * @param host a host name in lower case, an IPv4 or a bare IPv6 address
 * @param port 1 to 65535
 * @param prefix the prefix of every path: empty, or a slash and segments without a trailing slash
 */
record Origin(boolean tls, String host, int port, String prefix) {
    private static final Pattern NAME =
            Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern NUMERIC_END = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0x[0-9a-f]*)");
    private static final Pattern IPV4 =
            Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])(?:\\.(?!$)|$)){4}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-f:.]+");
    private static final Pattern ZONE = Pattern.compile("\\[[^\\]]*%");
    private static final Pattern PREFIX = Pattern.compile("(?:/(?!\\.{1,2}(?:/|$))[A-Za-z0-9._~-]+)*");
    private static final Set<String> LOOPBACK = Set.of("localhost", "::1", "0:0:0:0:0:0:0:1");
    private static final int MAX_TEXT = 2048;
    private static final int MAX_NAME = 253;

    /**
     * Parses a base URI.
     *
     * @throws IllegalArgumentException if it is not the plain base URI of an API; the message does not quote user info
     *     or a query, which may contain secrets
     */
    static Origin parse(String baseUri) {
        URI uri = uri(baseUri);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw unexpected("scheme", "https, or http to a loopback host");
        }
        if (uri.getRawUserInfo() != null
                || (uri.getRawAuthority() != null && uri.getRawAuthority().contains("@"))) {
            throw unexpected("user info", "none: credentials have an option of their own");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw unexpected("query or fragment", "none");
        }
        boolean tls = scheme.equals("https");
        return new Origin(tls, host(uri.getHost()), port(uri, tls), prefix(uri.getRawPath()));
    }

    private static URI uri(String text) {
        if (text.length() > MAX_TEXT || !text.chars().allMatch(c -> c > ' ' && c <= '~')) {
            throw unexpected("text", "at most " + MAX_TEXT + " visible ASCII characters");
        }
        if (ZONE.matcher(text).find()) {
            throw unexpected("host", "an IPv6 address without a zone, which means something on one machine only");
        }
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw unexpected("text at position " + e.getIndex(), "a URI such as https://api.example.com");
        }
    }

    private static String host(@Nullable String raw) {
        String host = raw == null ? "" : raw.toLowerCase(Locale.ROOT);
        if (host.startsWith("[") && host.endsWith("]")) {
            String address = host.substring(1, host.length() - 1);
            if (IPV6.matcher(address).matches()) {
                return address;
            }
        } else if (NUMERIC_END.matcher(host).matches()) {
            if (IPV4.matcher(host).matches()) {
                return host;
            }
        } else if (host.length() <= MAX_NAME && NAME.matcher(host).matches()) {
            return host;
        }
        throw unexpected(
                "host",
                "a host name in ASCII without a dot at its end, four decimal numbers without leading "
                        + "zeros, or an IPv6 address without a zone");
    }

    private static int port(URI uri, boolean tls) {
        int port = uri.getPort();
        if (port == -1) {
            if (uri.getRawAuthority().endsWith(":")) {
                throw unexpected("port", "1 to 65535 after the colon");
            }
            return tls ? 443 : 80;
        }
        if (port < 1 || port > 65_535) {
            throw unexpected("port", "1 to 65535");
        }
        return port;
    }

    private static String prefix(@Nullable String rawPath) {
        String path = rawPath == null ? "" : rawPath;
        String prefix = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        if (!PREFIX.matcher(prefix).matches()) {
            throw unexpected("path", "segments of A-Z a-z 0-9 . _ ~ - without empty or dot segments");
        }
        return prefix;
    }

    private static IllegalArgumentException unexpected(String part, String expected) {
        return new IllegalArgumentException("base URI: " + part + " (expected: " + expected + ")");
    }

    /** Returns whether the host is this machine, by its name or address alone. */
    boolean isLoopback() {
        return LOOPBACK.contains(host)
                || (host.startsWith("127.") && IPV4.matcher(host).matches());
    }

    /** Returns the target of a request line: origin form, prefix included. */
    String target(String path) {
        return prefix.isEmpty() ? path : prefix + path;
    }

    /** Returns the host as it is written in a URI: an IPv6 address in brackets. */
    String uriHost() {
        return host.indexOf(':') < 0 ? host : "[" + host + "]";
    }

    String authority() {
        return uriHost() + ":" + port;
    }

    /** {@return the base URI, rebuilt from its parts} */
    @Override
    public String toString() {
        return (tls ? "https://" : "http://") + authority() + prefix;
    }
}
