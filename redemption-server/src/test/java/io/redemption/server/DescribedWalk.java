package io.redemption.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** Sends a server requests for all that it describes, in many ways, and checks each answer by the description. */
final class DescribedWalk {
    private static final String[][] KINDS = {
        {"/coupons", Sandbox.COUPON, "coupon_code=AMAZING"},
        {"/vouchers", Sandbox.VOUCHER, "voucher_code=4D7DF0A1B2C3D"},
        {"/gift-cards", Sandbox.GIFT_CARD, "gift_card_code=GIFT4D7DF12345678"}
    };
    private static final List<String> BODIES = List.of(
            "{\"user_id\":\"1\",\"value_used\":10.5}",
            "{\"user_id\":\"1\",\"transaction_id\":\"t\",\"value_used\":\"10.50\"}",
            "{\"user_id\":0,\"value_used\":1}",
            "{\"user_id\":\"1\",\"user_email\":\"a@example.com\",\"user_phone\":\"1\",\"value_used\":2}",
            "{\"user_id\":\"\u00e9\",\"value_used\":0.01}");
    private static final List<String> REFUSED = List.of(
            "",
            "{}",
            "[]",
            "{\"user_id\":\"1\",\"value_used\":-1}",
            "{\"user_id\":\"1\",\"value_used\":0.001}",
            "{\"user_id\":{},\"value_used\":1}",
            "{\"user_id\":\"1\",\"value_used\":\"x\"}");

    private final Sandbox sandbox;
    private final DescribedApi described;

    DescribedWalk(Sandbox sandbox, DescribedApi described) {
        this.sandbox = sandbox;
        this.described = described;
    }

    void everyKind() {
        for (String[] kind : KINDS) {
            String one = kind[0] + "/" + kind[1];
            ask("GET", kind[0]);
            ask("GET", kind[0] + "?" + kind[2]);
            ask("GET", kind[0] + "?" + kind[2].replaceAll("=.*", "="));
            ask("GET", one);
            ask("GET", kind[0] + "/nobody");
            for (String query : List.of(
                    "",
                    "?user_id=1",
                    "?value_used=1",
                    "?value_used=9999",
                    "?transaction_value=5",
                    "?value_used=x",
                    "?user_id=1&transaction_value=0.5")) {
                ask("GET", one + "/validate" + query);
                ask("GET", kind[0] + "/nobody/validate" + query);
                ask("GET", kind[0] + "/validate?" + kind[2] + query.replace('?', '&'));
                ask("GET", kind[0] + "/validate?" + kind[2].replaceAll("=.*", "=nobody") + query.replace('?', '&'));
            }
            ask("GET", kind[0] + "/validate");
            redemptions(one);
            redemptions404(kind[0] + "/nobody");
            common(kind[0], one);
        }
    }

    private void redemptions(String one) {
        String all = one + "/redemptions";
        for (String body : BODIES) {
            RawAnswer created = ask("POST", all, body, "Idempotency-Key: " + (all + body).hashCode());
            String id = created.body().replaceAll(".*\"id\":\"(res-[^\"]+)\".*", "$1");
            ask("POST", all, body, "Idempotency-Key: " + (all + body).hashCode());
            ask("GET", all);
            ask("GET", all + "/" + id);
            ask("GET", one);
            ask("GET", one + "/validate?value_used=600");
            assertThat(ask("DELETE", all + "/" + id).status()).isEqualTo(204);
            ask("GET", all + "/" + id);
            ask("DELETE", all + "/" + id);
        }
        ask("GET", all);
        REFUSED.forEach(body -> ask("POST", all, body));
        ask("POST", all, BODIES.get(0), "Idempotency-Key: a b");
        sandbox.get(all).body().lines().forEach(this::takeBack);
    }

    /** What the bodies redeemed where they are not refused: vouchers and coupons without a value. */
    private void takeBack(String list) {
        for (String part : list.split("\"href\":\"", -1)) {
            String href = part.replaceAll("\".*", "");
            if (href.contains("/redemptions/")) {
                ask("DELETE", href.substring(sandbox.base().toString().length()));
            }
        }
    }

    private void redemptions404(String nobody) {
        ask("GET", nobody + "/redemptions");
        ask("POST", nobody + "/redemptions", BODIES.get(0));
        ask("GET", nobody + "/redemptions/res-1");
        ask("DELETE", nobody + "/redemptions/res-1");
    }

    /** The answers that any request may get. */
    private void common(String all, String one) {
        String redemptions = one + "/redemptions";
        for (String path :
                List.of(all, one, all + "/validate", one + "/validate", redemptions, redemptions + "/res-1")) {
            unauthorised("GET", path);
            check("GET", path, sandbox.send("GET", path, "", Sandbox.SHOP, "Content-Encoding: gzip"));
        }
        unauthorised("POST", redemptions);
        unauthorised("DELETE", redemptions + "/res-1");
        String large = "{\"user_id\":\"" + "u".repeat(70_000) + "\"}";
        assertThat(ask("POST", redemptions, large).status()).isEqualTo(413);
    }

    void codesAndCredentials() {
        for (String code : List.of("AMAZING", "4D7DF0A1B2C3D", "GIFT4D7DF12345678", "NOBODY", "")) {
            ask("GET", "/validate?code=" + code);
            ask("GET", "/validate?user_id=7&code=" + code);
        }
        ask("GET", "/validate");
        unauthorised("GET", "/validate");
        ask("GET", "/verifycredentials");
        unauthorised("GET", "/verifycredentials");
    }

    void ownResources() {
        for (String path : List.of(ExtensionResources.ROOT, ExtensionResources.HEALTH, ExtensionResources.OPENAPI)) {
            ask("GET", path);
        }
    }

    void issue(boolean strict) {
        String card = "{\"value\":10,\"currency\":\"USD\",\"tag\":\"a\",\"metadata\":{\"from_name\":\"b\"}}";
        ask("POST", "/gift-cards", card, "Idempotency-Key: g");
        ask("POST", "/gift-cards", card.replace("10", "11"), "Idempotency-Key: g");
        ask("POST", "/gift-cards", "{}");
        String vouchers = "{\"count\":2,\"value\":5,\"value_unit\":\"value\",\"currency\":\"USD\",\"tag\":\"a\"}";
        ask("POST", "/vouchers", vouchers, "Idempotency-Key: v");
        ask("POST", "/vouchers", vouchers);
        ask("POST", "/vouchers", "{}");
        if (!strict) {
            String coupon = "{\"coupon_code\":\"NEW\",\"value\":5,\"value_unit\":\"percentage\"}";
            ask("POST", "/coupons", coupon, "Idempotency-Key: c");
            ask("POST", "/coupons", coupon);
        }
        ask("GET", "/vouchers");
        ask("GET", "/gift-cards");
    }

    private void unauthorised(String method, String path) {
        RawAnswer answer = sandbox.send(method, path, "");
        assertThat(answer.status()).isEqualTo(401);
        check(method, path, answer);
    }

    private RawAnswer ask(String method, String path) {
        return ask(method, path, "");
    }

    private RawAnswer ask(String method, String path, String body, String... more) {
        String[] fields = new String[more.length + 1];
        fields[0] = Sandbox.SHOP;
        System.arraycopy(more, 0, fields, 1, more.length);
        RawAnswer answer = sandbox.send(method, path, body, fields);
        check(method, path, answer);
        return answer;
    }

    private void check(String method, String path, RawAnswer answer) {
        described.check(method, path, answer);
    }
}
