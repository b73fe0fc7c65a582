package io.redemption.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodyKindTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "''|EMPTY",
                "' \r\n\t'|EMPTY",
                "'\uFEFF'|EMPTY",
                "{}|JSON_OBJECT",
                "'\uFEFF \n{\"a\":[1]} '|JSON_OBJECT",
                "[]|JSON_OTHER",
                "[{}]|JSON_OTHER",
                "null|JSON_OTHER",
                "\"not found\"|JSON_OTHER",
                "404|JSON_OTHER",
                "{|BROKEN_JSON",
                "{} {}|BROKEN_JSON",
                "[1,]|BROKEN_JSON",
                "{\"a\":1,\"a\":2}|BROKEN_JSON",
                "<html>|TEXT",
                "' <!DOCTYPE html><p>{}</p>'|TEXT",
                "Not Found|TEXT",
                "nothing here {}|TEXT"
            })
    void of_eachBody_isDecidedByItsBytes(String body, BodyKind kind) {
        assertThat(BodyKind.of(body.getBytes(UTF_8))).isEqualTo(kind);
    }

    @Test
    void of_bytesThatAreNoUtf8_areText() {
        assertThat(BodyKind.of(new byte[] {(byte) 0xFF, '{', '}'})).isEqualTo(BodyKind.TEXT);
        assertThat(BodyKind.of(new byte[] {'{', '"', (byte) 0xFF, '"', '}'})).isEqualTo(BodyKind.BROKEN_JSON);
    }

    @ParameterizedTest
    @CsvSource({"EMPTY,true", "JSON_OBJECT,true", "JSON_OTHER,true", "BROKEN_JSON,false", "TEXT,false"})
    void mayBeError_eachKind_isTrueOfJsonAndOfNothing(BodyKind kind, boolean may) {
        assertThat(kind.mayBeError()).isEqualTo(may);
    }
}
