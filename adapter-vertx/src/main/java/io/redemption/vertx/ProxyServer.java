package io.redemption.vertx;

import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A proxy between this process and the issuer. It forwards bytes and does not interpret them: an HTTP proxy through a
 * tunnel ({@code CONNECT}, RFC 9110 section 9.3.6), a SOCKS5 proxy through a connection (RFC 1928). It resolves the
 * issuer's name. Immutable.
 */
public final class ProxyServer {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]{1,253}|[0-9A-Fa-f:.]{2,45}");
    private static final Pattern DIRECT = Pattern.compile("(?:\\*\\.)?[A-Za-z0-9._:-]{1,253}");

    /** RFC 1929 has one byte for the length. */
    private static final int MAX_SECRET = 255;

    private final ProxyType type;
    private final String host;
    private final int port;
    private final @Nullable String user;
    private final @Nullable String password;
    private final List<String> directHosts;

    private ProxyServer(
            ProxyType type,
            String host,
            int port,
            @Nullable String user,
            @Nullable String password,
            List<String> directHosts) {
        this.type = type;
        this.host = host;
        this.port = port;
        this.user = user;
        this.password = password;
        this.directHosts = directHosts;
    }

    /**
     * Creates an HTTP proxy, for a base URI that begins with {@code https}: unencrypted requests are not tunnelled.
     *
     * @param host a name, an IPv4 or a bare IPv6 address
     * @param port 1 to 65535
     * @return the proxy
     * @throws IllegalArgumentException if the host or port is invalid
     */
    public static ProxyServer http(String host, int port) {
        return of(ProxyType.HTTP, host, port);
    }

    /**
     * Creates a SOCKS5 proxy.
     *
     * @param host a name, an IPv4 or a bare IPv6 address
     * @param port 1 to 65535
     * @return the proxy
     * @throws IllegalArgumentException if the host or port is invalid
     */
    public static ProxyServer socks5(String host, int port) {
        return of(ProxyType.SOCKS5, host, port);
    }

    private static ProxyServer of(ProxyType type, String host, int port) {
        if (!HOST.matcher(host).matches()) {
            throw new IllegalArgumentException(
                    "proxy: host (expected: a name, an IPv4 address, or an IPv6 address without brackets or a zone)");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("proxy: port " + port + " (expected: 1 to 65535)");
        }
        return new ProxyServer(type, host, port, null, null, List.of());
    }

    /**
     * Returns a copy with credentials. An HTTP proxy gets them in the scheme {@code Basic}, unencrypted.
     *
     * @param userName 1 to 255 characters
     * @param secret 1 to 255 characters
     * @return the proxy
     * @throws IllegalArgumentException if one of them has another length; the message does not quote it
     */
    public ProxyServer withCredentials(String userName, String secret) {
        if (userName.isEmpty() || userName.length() > MAX_SECRET || secret.isEmpty() || secret.length() > MAX_SECRET) {
            throw new IllegalArgumentException(
                    "proxy: credentials (expected: 1 to " + MAX_SECRET + " characters each)");
        }
        return new ProxyServer(type, host, port, userName, secret, directHosts);
    }

    /**
     * Returns a copy that is bypassed for these hosts.
     *
     * @param hosts names or addresses as in the base URI; {@code *.example.com} means every name that ends with
     *     {@code .example.com}
     * @return the proxy
     * @throws IllegalArgumentException if one is not a host
     */
    public ProxyServer withDirectHosts(String... hosts) {
        List<String> all = new ArrayList<>(directHosts);
        for (String direct : hosts) {
            if (!DIRECT.matcher(direct).matches()) {
                throw new IllegalArgumentException(
                        "proxy: direct host (expected: a name, an address, or *. before a name)");
            }
            all.add(direct.toLowerCase(Locale.ROOT));
        }
        return new ProxyServer(type, host, port, user, password, List.copyOf(all));
    }

    boolean isHttp() {
        return type == ProxyType.HTTP;
    }

    ProxyOptions toOptions(Duration connectTimeout) {
        return new ProxyOptions()
                .setType(type)
                .setHost(host)
                .setPort(port)
                .setUsername(user)
                .setPassword(password)
                .setConnectTimeout(connectTimeout);
    }

    /** Returns whether this host is reached without the proxy. */
    boolean isBypassedFor(String issuer) {
        return directHosts.stream()
                .anyMatch(direct ->
                        direct.startsWith("*.") ? issuer.endsWith(direct.substring(1)) : issuer.equals(direct));
    }

    /** {@return whether kind, host, port, credentials and direct hosts are equal} */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ProxyServer that
                && type == that.type
                && host.equals(that.host)
                && port == that.port
                && Objects.equals(user, that.user)
                && Objects.equals(password, that.password)
                && directHosts.equals(that.directHosts);
    }

    @Override
    public int hashCode() {
        return Objects.hash(type, host, port, user, password, directHosts);
    }

    /** {@return kind, host and port; no credentials} */
    @Override
    public String toString() {
        return type + " proxy " + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
