package io.redemption.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedemptionCommandTest {
    @TempDir
    private Path directory;

    @Test
    void help_serve_explainsEveryOptionWithItsDefault() {
        Run run = Run.of("serve", "--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains(
                        "--port",
                        "8080",
                        "--host",
                        "127.0.0.1",
                        "--merchant",
                        "sandbox:sandbox",
                        "--catalogue",
                        "--coupon-create-status",
                        "200",
                        "--strict-vauchar",
                        "--upstream",
                        "--upstream-issuer",
                        "VAUCHAR",
                        "--unique-transactions",
                        "--send-credentials-in-plain-text",
                        "--max-clock-skew",
                        "300",
                        "--merchants",
                        "--decimals",
                        "--currency-decimals",
                        "idempotency keys",
                        "64 MiB",
                        "--help",
                        "--version");
    }

    @Test
    void help_root_namesTheCommands() {
        assertThat(Run.of("--help").out()).contains("demo", "serve", "probe");
        assertThat(Run.of("demo", "--help").out()).contains("Exit code");
    }

    @Test
    void version_any_isThatOfTheBuild() {
        assertThat(Run.of("--version").out())
                .matches("(?s)redemption \\S+\\RJava .*")
                .doesNotContain("null");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bogus",
                "serve --bogus",
                "serve --port",
                "serve --port x",
                "serve --port 65536",
                "serve --port -2",
                "serve --merchant nocolon",
                "serve --merchant :key",
                "serve --merchant id:",
                "serve --merchant a:b --merchant a:c",
                "serve --coupon-create-status 202",
                "serve --host 0.0.0.0",
                "serve --catalogue /no/such/file.json",
                "serve --merchants /no/such/file",
                "serve --upstream http://127.0.0.1:1",
                "serve --upstream http://127.0.0.1:1 --merchant a:b",
                "serve --upstream http://127.0.0.1:1 --upstream-issuer bogus",
                "serve --upstream http://127.0.0.1:1 --upstream-issuer redemption.server",
                "serve --max-clock-skew x"
            })
    void execute_badArguments_isOneLineAndExitCode2(String arguments) {
        Run run = Run.of(arguments.isEmpty() ? new String[0] : arguments.split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("redemption: ").hasLineCount(1);
        assertThat(run.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--decimals 5|'5' (expected: 0 to 4)",
                "--decimals -1|'-1' (expected: 0 to 4)",
                "--decimals two|'two' (expected: 0 to 4)",
                "--currency-decimals PTS|'PTS' (expected: three letters, = and 0 to 4, such as PTS=0)",
                "--currency-decimals POINTS=0|'POINTS=0' (expected: three letters, = and 0 to 4, such as PTS=0)",
                "--currency-decimals USD=5|'USD=5' (expected: three letters, = and 0 to 4, such as PTS=0)",
                "--currency-decimals USD=3|USD=3 (expected: 0 to 2, as --decimals says)",
                "--currency-decimals USD=1 --currency-decimals usd=2|the same currency twice"
            })
    void serve_badDecimals_namesTheValueAndWhatIsExpected(String arguments, String expected) {
        Run run = Run.of(("serve " + arguments).split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains(expected, arguments.substring(0, arguments.indexOf(' ')))
                .hasLineCount(1);
    }

    @Test
    void serve_catalogueWithMoreDecimals_namesWhatIsExpected() throws IOException {
        String card = "{\"gift_cards\": [{\"id\": \"gift-1\", \"total_value\": \"1.5\", \"currency\": \"USD\"}]}";

        assertThat(Run.of("serve", "--decimals", "0", "--catalogue", file(card)).err())
                .contains("value: 1.50", "at most 0 decimals");
    }

    @Test
    void serve_currencyDecimalsWithUpstream_isRefused() throws IOException {
        assertThat(Run.of(
                                "serve",
                                "--upstream",
                                "https://api.example",
                                "--merchants",
                                file("shop:key\n"),
                                "--currency-decimals",
                                "PTS=0")
                        .err())
                .contains("--currency-decimals: PTS=0", "not with --upstream")
                .hasLineCount(1);
    }

    @Test
    void serve_badMerchant_doesNotPrintIt() {
        assertThat(Run.of("serve", "--merchant", "hushhush").err()).doesNotContain("hushhush");
    }

    @Test
    void serve_merchantsFile_namesTheLineThatIsWrongAndNoneOfItsText() throws IOException {
        Run run = Run.of("serve", "--merchants", file("# shops\n\nshop:key\nhushhush\n"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("catalogue.json:4", "an id, a colon and a key")
                .doesNotContain("hushhush")
                .hasLineCount(1);
        assertThat(Run.of("serve", "--merchants", file("# nobody\n")).err()).contains("names no merchant");
        assertThat(Run.of("serve", "--merchants", file("a:1\na:2\n")).err()).contains("the same id twice");
    }

    @Test
    void serve_upstreamThatCannotBe_isOneLineThatSaysWhy() throws IOException {
        String merchants = file("shop:hushhush\n");

        assertThat(Run.of("serve", "--upstream", "http://api.example", "--merchants", merchants)
                        .err())
                .contains("--upstream: base URI", "https")
                .doesNotContain("hushhush")
                .hasLineCount(1);
        assertThat(Run.of("serve", "--upstream", "https://u:hushhush@api.example", "--merchants", merchants)
                        .err())
                .contains("--upstream: base URI")
                .doesNotContain("hushhush");
        assertThat(Run.of(
                                "serve",
                                "--upstream",
                                "https://api.example",
                                "--merchants",
                                merchants,
                                "--catalogue",
                                merchants)
                        .err())
                .contains("--catalogue: not with --upstream");
        assertThat(Run.of("serve", "--upstream", "https://api.example").err()).contains("--merchants FILE");
    }

    @Test
    void serve_takenPort_isOneLineThatNamesIt() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Run run = Run.of("serve", "--port", String.valueOf(taken.getLocalPort()));

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err())
                    .contains(String.valueOf(taken.getLocalPort()), "taken")
                    .hasLineCount(1);
        }
    }

    @Test
    void serve_plainTextToAnotherHost_isTakenIfItIsAskedFor() throws IOException {
        String merchants = file("shop:hushhush\n");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Run run = Run.of(
                    "serve",
                    "--upstream",
                    "http://api.example",
                    "--send-credentials-in-plain-text",
                    "--merchants",
                    merchants,
                    "--port",
                    String.valueOf(taken.getLocalPort()));

            assertThat(run.err()).contains("taken").doesNotContain("--upstream");
        }
    }

    @Test
    void serve_catalogueThatIsNoJson_namesTheLine() throws IOException {
        Run run = Run.of("serve", "--catalogue", file("{\n\"coupons\": [\n{]}"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("catalogue.json:3").hasLineCount(1);
    }

    @Test
    void serve_catalogueWithUnknownList_namesTheLine() throws IOException {
        assertThat(Run.of("serve", "--catalogue", file("{\n\"coupon\": []}")).err())
                .contains("catalogue.json:2", "expected coupons, vouchers or gift_cards");
        assertThat(Run.of("serve", "--catalogue", file("[]")).err()).contains("catalogue.json:1");
    }

    @Test
    void serve_catalogueWithBadField_namesTheField() throws IOException {
        Run run = Run.of(
                "serve",
                "--catalogue",
                file("{\"coupons\": [{\"id\": \"cpn-1\", \"value\": \"1e99\", \"value_unit\": \"value\"}]}"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("coupons[0].value").hasLineCount(1);
    }

    @Test
    void serve_catalogueWithTakenCode_isRefused() throws IOException {
        Run run = Run.of(
                "serve",
                "--catalogue",
                file("{\"coupons\": [{\"id\": \"cpn-1\", \"coupon_code\": \"A\", \"value\": 1, \"value_unit\": "
                        + "\"value\"},{\"id\": \"cpn-2\", \"coupon_code\": \"A\", \"value\": 1, "
                        + "\"value_unit\": \"value\"}]}"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("cpn-2").hasLineCount(1);
    }

    private String file(String text) throws IOException {
        return Files.writeString(directory.resolve("catalogue.json"), text).toString();
    }
}
