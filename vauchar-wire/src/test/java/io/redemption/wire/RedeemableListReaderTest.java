package io.redemption.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.redemption.model.Code;
import io.redemption.model.RedeemableKind;
import io.redemption.model.RedeemableState;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedeemableListReaderTest {
    private static final String WANTED =
            "{\"id\":\"vcr-2\",\"voucher_code\":\"WANTED\",\"value\":5,\"value_unit\":\"value\"}";

    /** A stranger's voucher with nothing that could be read. */
    private static final String OTHER = "{\"id\":7.5,\"voucher_code\":\"OTHER\"}";

    private static @Nullable RedeemableState search(String list) {
        RedeemableListReader reader = RedeemableListReader.matching(RedeemableKind.VOUCHER, Code.of("WANTED"));
        for (byte octet : list.getBytes(UTF_8)) {
            reader.feed(ByteBuffer.wrap(new byte[] {octet}));
        }
        return reader.end();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"count\":2,\"data\":[%s,%s]}", "[%s,%s]"})
    void end_listThatHoldsTheCode_isItsRedeemableWhateverTheOthersAre(String list) {
        RedeemableState found = Objects.requireNonNull(search(list.formatted(OTHER, WANTED)));

        assertThat(found.redeemable().id().value()).isEqualTo("vcr-2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[]", "{\"data\":[]}", "[{\"id\":\"vcr-2\",\"voucher_code\":\"wanted\"}]", "[{}]", "[0]", "[[]]"
            })
    void end_listWithoutTheCode_isNothing(String list) {
        assertThat(search(list)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[", "[{}", "null", "{\"data\":{}}", "[{\"voucher_code\":\"WANTED\"}]"})
    void end_noListOrAWantedOneThatCannotBeRead_fails(String list) {
        assertThatExceptionOfType(UnreadableBodyException.class).isThrownBy(() -> search(list));
    }

    @Test
    void close_twice_isAllowed() {
        RedeemableListReader reader = RedeemableListReader.matching(RedeemableKind.VOUCHER, Code.of("WANTED"));

        reader.close();
        reader.close();

        assertThat(reader).isNotNull();
    }
}
