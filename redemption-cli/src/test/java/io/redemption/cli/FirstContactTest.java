package io.redemption.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redemption.model.Coupon;
import io.redemption.model.Discount;
import io.redemption.model.GiftCard;
import io.redemption.model.Redeemable;
import io.redemption.vertx.VertxRedemptionOptions.Issuer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

/** The first lines that a new server prints. */
class FirstContactTest {
    private static final URI BASE = URI.create("http://127.0.0.1:8080");
    private static final MerchantPair SHOP = new MerchantPair("o'shop", "hushhush");

    @TempDir
    private Path directory;

    @Test
    void serve_sandbox_namesACodeAndALineToPaste() throws Exception {
        List<String> lines = firstLines(3, "serve", "--port", "0");

        assertThat(lines.get(0)).matches("redemption: serving \\d+ coupons, .* with key sandbox");
        assertThat(lines.get(1))
                .matches("redemption: try the code AMAZING: curl -u 'sandbox:sandbox' "
                        + "'http://127\\.0\\.0\\.1:\\d+/validate\\?code=AMAZING&user_id=1'");
        assertThat(lines.get(2))
                .contains("idempotency keys are kept in memory: a restart forgets them", "64 MiB of answers");
    }

    @Test
    void serve_strictGateway_saysOnceThatKeysAreIgnored() throws Exception {
        Path merchants = Files.writeString(directory.resolve("merchants"), "shop:hushhush\n");

        List<String> lines = firstLines(
                3,
                "serve",
                "--port",
                "0",
                "--strict-vauchar",
                "--upstream",
                "http://127.0.0.1:1",
                "--upstream-issuer",
                "redemption-server",
                "--merchants",
                merchants.toString());

        assertThat(lines.get(0)).contains("from upstream for 1 merchant on http");
        assertThat(lines.get(1)).contains("curl -u 'shop' ", "/verifycredentials");
        assertThat(lines.get(2)).contains("strict: idempotency keys are ignored");
        assertThat(lines).noneMatch(line -> line.contains("hushhush"));
    }

    @ParameterizedTest
    @CsvSource({
        "vauchar, , a key is sent again",
        "vauchar, --unique-transactions, a key is found by its transaction id",
        "redemption-server, , passed on to upstream"
    })
    void serve_gateway_saysWhatItGuaranteesAboutKeys(String issuer, @Nullable String option, String said)
            throws Exception {
        Path merchants = Files.writeString(directory.resolve("merchants"), "shop:hushhush\n");
        List<String> arguments = new ArrayList<>(List.of(
                "serve",
                "--port",
                "0",
                "--upstream",
                "http://127.0.0.1:1",
                "--upstream-issuer",
                issuer,
                "--merchants"));
        arguments.add(merchants.toString());
        if (option != null) {
            arguments.add(option);
        }

        List<String> lines = firstLines(3, arguments.toArray(new String[0]));

        assertThat(lines.get(2)).contains("idempotency keys", said);
    }

    @Test
    void firstStep_ofASecret_isNotPrinted() {
        List<Redeemable> terms = List.of(
                GiftCard.builder("gift-1", "1").build(),
                Coupon.builder("cpn-1", Discount.fixed("1"))
                        .code("50% off & more")
                        .build());

        assertThat(FirstSteps.ofSample(BASE, SHOP, terms))
                .contains("curl -u 'o'\\''shop' 'http://127.0.0.1:8080/validate?code=50%25+off+%26+more&user_id=1'")
                .doesNotContain("hushhush");
        assertThat(FirstSteps.ofOthers(BASE, SHOP)).doesNotContain("hushhush");
    }

    @ParameterizedTest
    @CsvSource({"0,0 coupons", "1,1 coupon", "2,2 coupons"})
    void counts_one_isSingular(long count, String text) {
        assertThat(Counts.of(count, "coupon")).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redemption-server",
                "redemption_server",
                "REDEMPTION_SERVER",
                "Redemption-Server",
                " redemption-server "
            })
    void issuer_anySpelling_isRead(String typed) {
        assertThat(new IssuerConverter().convert(typed)).isEqualTo(Issuer.REDEMPTION_SERVER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "redemptionserver", "redemption server", "redemption--server", "vaucher"})
    void issuer_otherWord_isRefusedWithWhatIsExpected(String typed) {
        assertThatThrownBy(() -> new IssuerConverter().convert(typed))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("vauchar or redemption-server");
    }

    private static List<String> firstLines(int count, String... arguments) throws Exception {
        Process process = ServeProcessTest.start(arguments);
        try (BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), US_ASCII))) {
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                lines.add(ServeProcessTest.line(out));
            }
            return lines;
        } catch (IOException e) {
            throw new AssertionError(e);
        } finally {
            process.destroyForcibly();
        }
    }
}
