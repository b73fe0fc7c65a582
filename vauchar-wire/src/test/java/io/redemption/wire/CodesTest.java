package io.redemption.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.Code;
import io.redemption.model.RedeemableKind;
import io.redemption.model.RedeemableState;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One reader of codes, whichever way they come in. */
class CodesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SAVE10 ",
                " SAVE10",
                "SAVE10\u00a0",
                "\u2007SAVE10",
                "SAVE10\u202f",
                "SAVE10\u200b",
                "\ufeffSAVE10",
                "SAVE10\u2060",
                "SAVE10\u00ad",
                "\u200eSAVE10\u200f",
                "SAVE10\r\n"
            })
    void code_paddedAnywhere_isTheCode(String padded) {
        Code code = Code.of("SAVE10");
        String json = "{\"id\":\"x\",\"value\":1,\"value_unit\":\"value\",\"%s\":\"" + padded.replace("\r\n", "\\r\\n")
                + "\"}";

        for (VaucharRoute route : List.of(
                new VaucharRoute.ValidateAny(),
                new VaucharRoute.ValidateCode(RedeemableKind.COUPON),
                new VaucharRoute.Redeemables(RedeemableKind.VOUCHER))) {
            String name = new VaucharQuery(code, null, null).encode(route).replace("=SAVE10", "");
            assertThat(VaucharQuery.decode(route, name + "=" + URLEncoder.encode(padded, UTF_8)))
                    .isEqualTo(new VaucharQuery(code, null, null));
        }
        for (RedeemableKind kind : RedeemableKind.values()) {
            byte[] body = json.formatted(KindNames.of(kind).codeField).getBytes(UTF_8);
            assertThat(RedeemableReader.one(kind, body).redeemable().code()).isEqualTo(code);
            assertThat(found(kind, body)).isNotNull();
        }
        assertThat(IssueCouponBody.decode(json.formatted("coupon_code").getBytes(UTF_8))
                        .code())
                .isEqualTo(code);
    }

    @Test
    void code_inside_isSentCharacterByCharacter() {
        for (String text : List.of("SA\u200bVE", "\u2764\ufe0f\u200d\ud83d\udd25", "CAFE\u0301", "a  b", "50%OFF+1")) {
            VaucharRoute route = new VaucharRoute.ValidateAny();
            VaucharQuery query = new VaucharQuery(Code.of(text), null, null);

            assertThat(VaucharQuery.decode(route, query.encode(route))).isEqualTo(query);
        }
    }

    @Test
    void listReader_otherCode_isNotFound() {
        byte[] body = "{\"id\":\"x\",\"voucher_code\":\"SAVE11\"}".getBytes(UTF_8);

        assertThat(found(RedeemableKind.VOUCHER, body)).isNull();
    }

    private static @Nullable RedeemableState found(RedeemableKind kind, byte[] item) {
        try (RedeemableListReader reader = RedeemableListReader.matching(kind, Code.of("SAVE10"))) {
            reader.feed(ByteBuffer.wrap("[{\"id\":{}},{\"voucher_code\":true},".getBytes(UTF_8)));
            reader.feed(ByteBuffer.wrap(item));
            reader.feed(ByteBuffer.wrap("]".getBytes(UTF_8)));
            return reader.end();
        }
    }
}
