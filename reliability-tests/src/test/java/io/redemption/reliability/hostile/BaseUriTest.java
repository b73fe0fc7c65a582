package io.redemption.reliability.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.reliability.Figures;
import io.redemption.vertx.CredentialsProvider;
import io.redemption.vertx.VertxRedemptionOptions;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A base URI means the host that a reader sees in it, or it is refused. */
class BaseUriTest {
    private static final String TRICKS = "base URIs: tricks";

    /** The only form that is taken, as plainly as it can be said. */
    private static final Pattern PLAIN = Pattern.compile(
            "https://((?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\\.)*[a-z0-9](?:[a-z0-9-]*[a-z0-9])?|\\[[0-9a-f:.]+])(?::([0"
                    + "-9]{1,5}))?((?:/[a-z0-9._~-]+)*/?)",
            Pattern.CASE_INSENSITIVE);

    private static final List<String> BEFORE = List.of(
            "",
            "good.example@",
            "good.example:x@",
            "good.example%40",
            "good.example\\@",
            "good.example/",
            "good.example#@",
            "good.example?@",
            ".",
            "-",
            "xn--",
            "\u200b",
            " ",
            "//",
            "@",
            "[",
            "%",
            "good.example\u0000");
    private static final List<String> HOSTS = List.of(
            "evil.example",
            "evil.example.",
            "EVIL.example",
            "b\u00fccher.example",
            "evil\u3002example",
            "evil.ex\u00e4mple",
            "0177.0.0.1",
            "0x7f.1",
            "2130706433",
            "127.1",
            "127.0.0.1",
            "[::1]",
            "[fe80::1%25eth0]",
            "[::ffff:169.254.169.254]",
            "evil_host",
            "a..b",
            "localhost",
            "*.example",
            "1.2.3.4.5",
            "256.1.1.1");
    private static final List<String> AFTER = List.of(
            "",
            "/",
            ":443",
            ":0",
            ":65536",
            ":-1",
            ":",
            ":80:80",
            ":4 3",
            "/v1",
            "/v1/",
            "//v1",
            "/../v1",
            "/./v1",
            "/%2e%2e/v1",
            "/v1;x",
            "/v1?x",
            "/v1#x",
            "\\v1",
            "/v1 ",
            "/v1\r\nX: y",
            "?x",
            "#x",
            "%00",
            "/v1/..",
            "/v%31");

    private final Figures figures = Figures.ofThisRun();

    @Test
    void options_baseUriWithATrick_meanThePlainReadingOrAreRefused() {
        List<String> misread = new ArrayList<>();
        int tricks = 0;
        for (String before : BEFORE) {
            for (String host : HOSTS) {
                for (String after : AFTER) {
                    tricks++;
                    String uri = "https://" + before + host + after;
                    if (!isReadPlainlyOrRefused(uri, BaseUriTest::read)) {
                        misread.add(uri);
                    }
                }
            }
        }

        assertThat(misread).isEmpty();
        assertThat(isReadPlainlyOrRefused("https://good.example/v1", BaseUriTest::read))
                .isTrue();
        figures.prove(TRICKS, tricks);
        figures.prove("base URIs: read otherwise than they look", misread.size());
    }

    @Test
    void uri_readByTheJdk_isCaught() {
        UnaryOperator<String> careless = uri -> {
            URI read = URI.create(uri);
            int port = read.getPort() < 0 ? 443 : read.getPort();
            return "https://" + read.getHost() + ":" + port + read.getPath();
        };

        assertThat(isReadPlainlyOrRefused("https://good.example/v1", careless)).isTrue();
        figures.prove(
                "base URIs: reader that forgives caught",
                isReadPlainlyOrRefused("https://good.example@evil.example", careless) ? 0 : 1);
    }

    private static String read(String uri) {
        return VertxRedemptionOptions.builder(uri, CredentialsProvider.of("m", "k"))
                .build()
                .baseUri()
                .toString();
    }

    private static boolean isReadPlainlyOrRefused(String uri, UnaryOperator<String> reader) {
        String read;
        try {
            read = reader.apply(uri);
        } catch (IllegalArgumentException refused) {
            return true;
        }
        Matcher plain = PLAIN.matcher(uri);
        if (!plain.matches() || plain.group(3).matches(".*/\\.\\.?(/.*|$)")) {
            return false;
        }
        String port = plain.group(2) == null ? "443" : plain.group(2);
        String path = plain.group(3).replaceFirst("/$", "");
        return read.equals("https://" + plain.group(1).toLowerCase(Locale.ROOT) + ":" + port + path);
    }
}
