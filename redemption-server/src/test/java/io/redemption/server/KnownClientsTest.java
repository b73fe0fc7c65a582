package io.redemption.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The requests of known clients of the vendor's API, to a server and to a gateway. Both answer coupon redemptions with
 * 201, the only status that the shop plugin accepts.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KnownClientsTest {
    private static final String[] PLUGIN = {
        "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        "Keep-Alive: 300",
        "Content-Type: application/json"
    };
    private static final String[] RUBY = {"Accept: application/json", "User-Agent: Ruby"};
    private static final String[] NODE = {"accept: application/json", "content-type: application/json"};

    private Sandbox server;
    private GatewayPair pair;

    @BeforeAll
    void open() {
        server = Sandbox.open(options -> options.couponCreateStatus(CouponCreateStatus.CREATED));
        pair = new GatewayPair(options -> options.couponCreateStatus(CouponCreateStatus.CREATED));
    }

    @AfterAll
    void close() {
        server.close();
        pair.close();
    }

    List<Sandbox> both() {
        return List.of(server, pair.gateway());
    }

    /** The shop plugin checks the key and the code, and redeems it for a guest or a user when the order is paid. */
    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("both")
    void shopPlugin_eachKind_isValidatedAndRedeemed(Sandbox shop) {
        assertThat(ask(shop, "GET", "//verifycredentials", "", PLUGIN).status()).isEqualTo(200);
        for (String code : new String[] {"AMAZING", "4D7DF0A1B2C3D", "GIFT4D7DF12345678"}) {
            RawAnswer valid = ask(shop, "GET", "//validate?code=" + code + "&user_id=0", "", PLUGIN);
            assertThat(valid.body()).contains("\"status\":1000", "\"message\":\"", "\"id\":\"", "\"value_unit\":\"");
            String kind = one(valid.body(), "\"type\":\"([a-z-]+)\"") + "s";
            String id = one(valid.body(), "\"id\":\"([^\"]+)\"");

            RawAnswer redeemed = ask(
                    shop,
                    "POST",
                    "//" + kind + "/" + id + "/redemptions",
                    "{\"user_id\":0,\"transaction_id\":1234,\"value_used\":15}",
                    PLUGIN);

            assertThat(redeemed.status()).as(code).isEqualTo(201);
            assertThat(redeemed.body()).contains("\"user_id\":\"0\"", "\"transaction_id\":\"1234\"", "\"15.00\"");
            takeBack(shop, "/" + kind + "/" + id, one(redeemed.body(), "\"id\":\"([^\"]+)\""));
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("both")
    void shopPlugin_codeThatIsNotValid_isToldWhyWhateverTheStatus(Sandbox shop) {
        RawAnswer unknown = ask(shop, "GET", "//validate?code=NOBODY&user_id=7", "", PLUGIN);

        assertThat(unknown.body()).contains("\"validation_status\":{\"status\":1001,\"message\":\"");
        assertThat(shop.send("GET", "//verifycredentials", "", "Authorization: " + Sandbox.basic("shop", "wrong"))
                        .status())
                .isEqualTo(401);
    }

    /**
     * The Ruby client finds a voucher by its code, lists its redemptions and deletes the first, on old and new
     * versions.
     */
    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("both")
    void rubyClient_voucher_isFoundRedeemedAndGivenBack(Sandbox shop) {
        for (String slash : new String[] {"/", "%2F"}) {
            RawAnswer found = ask(shop, "GET", "/vouchers?voucher_code=4D7DF0A1B2C3D", "", RUBY);
            String id = one(found.body(), "\"data\":\\[\\{.*?\"id\":\"([^\"]+)\"");
            assertThat(ask(shop, "GET", "/vouchers/" + id, "", RUBY).body()).contains("\"data\":{", "\"redeemed\":0");
            assertThat(ask(shop, "POST", "/vouchers/" + id + "/redemptions", "{\"user_id\":\"123\"}", RUBY)
                            .status())
                    .isEqualTo(201);

            RawAnswer list = ask(shop, "GET", "/vouchers/" + id + "/redemptions", "", RUBY);
            String first = one(list.body(), "\"data\":\\[\\{.*?\"id\":\"([^\"]+)\"");
            RawAnswer deleted =
                    ask(shop, "DELETE", "/vouchers/" + id + slash + "redemptions" + slash + first, "", RUBY);

            assertThat(deleted.status()).isEqualTo(204);
            assertThat(deleted.body()).isEmpty();
            assertThat(ask(shop, "GET", "/vouchers/" + id + "/redemptions", "", RUBY)
                            .body())
                    .contains("\"data\":[]");
        }
        assertThat(ask(shop, "GET", "/vouchers", "", RUBY).body()).contains("\"count\":1");
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("both")
    void rubyClient_emptyCode_findsNoStrangersVoucher(Sandbox shop) {
        assertThat(ask(shop, "GET", "/vouchers?voucher_code=", "", RUBY).body()).contains("\"data\":[]");
    }

    /** A Node client validates a voucher by its code and redeems it with what JavaScript makes of ids and sums. */
    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("both")
    void nodeClient_numbers_areTaken(Sandbox shop) {
        RawAnswer valid = ask(shop, "GET", "/vouchers/validate?voucher_code=4D7DF0A1B2C3D", "", NODE);
        assertThat(valid.status()).isEqualTo(200);
        String path = "/vouchers/" + one(valid.body(), "\"id\":\"([^\"]+)\"");

        RawAnswer redeemed = ask(
                shop,
                "POST",
                path + "/redemptions",
                "{\"user_id\":42,\"transaction_id\":7,\"value_used\":300.5}",
                NODE);
        RawAnswer again = ask(shop, "POST", path + "/redemptions", "{\"user_id\":42}", NODE);

        assertThat(redeemed.status()).isEqualTo(201);
        assertThat(redeemed.body()).contains("\"value_used\":\"300.50\"", "\"user_id\":\"42\"");
        assertThat(again.status()).isEqualTo(400);
        takeBack(shop, path, one(redeemed.body(), "\"id\":\"([^\"]+)\""));
    }

    @Test
    void giftCard_spentInParts_showsItsBalance() {
        for (Sandbox shop : both()) {
            String path = "/gift-cards/" + Sandbox.GIFT_CARD;
            RawAnswer spent = ask(shop, "POST", path + "/redemptions", "{\"value_used\":\"50.00\"}", NODE);

            assertThat(ask(shop, "GET", path, "", NODE).body()).contains("\"balance\":\"550.00\"");
            takeBack(shop, path, one(spent.body(), "\"id\":\"([^\"]+)\""));
            assertThat(ask(shop, "GET", path, "", NODE).body()).contains("\"balance\":\"600.00\"");
        }
    }

    private static void takeBack(Sandbox shop, String redeemable, String id) {
        assertThat(ask(shop, "DELETE", redeemable + "/redemptions/" + id, "", NODE)
                        .status())
                .isEqualTo(204);
    }

    private static RawAnswer ask(Sandbox shop, String method, String path, String body, String... fields) {
        String[] all = new String[fields.length + 1];
        all[0] = Sandbox.SHOP;
        System.arraycopy(fields, 0, all, 1, fields.length);
        return shop.send(method, path, body, all);
    }

    private static String one(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern + " in " + text).isTrue();
        return matcher.group(1);
    }
}
