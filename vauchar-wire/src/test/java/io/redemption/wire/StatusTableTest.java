package io.redemption.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.FailureCode;
import io.redemption.wire.StatusVerdict.Meaning;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusTableTest {
    private static final Set<Integer> CERTAIN =
            Set.of(401, 402, 403, 405, 406, 407, 411, 413, 414, 415, 417, 428, 429, 431, 501, 505);

    @ParameterizedTest
    @CsvSource({
        "200, SUCCESS, SUCCESS, SUCCESS",
        "201, SUCCESS, UNKNOWN, FAILED",
        "202, UNKNOWN, UNKNOWN, FAILED",
        "203, SUCCESS, UNKNOWN, SUCCESS",
        "204, UNKNOWN, SUCCESS, FAILED",
        "205, UNKNOWN, UNKNOWN, FAILED",
        "206, UNKNOWN, UNKNOWN, FAILED",
        "207, UNKNOWN, UNKNOWN, FAILED",
        "299, UNKNOWN, UNKNOWN, FAILED",
        "400, REFUSED, REFUSED, FAILED",
        "404, REFUSED, ABSENT, ABSENT",
        "409, REFUSED, REFUSED, FAILED",
        "410, REFUSED, ABSENT, ABSENT",
        "422, REFUSED, REFUSED, FAILED",
        "100, UNKNOWN, UNKNOWN, FAILED",
        "303, UNKNOWN, UNKNOWN, FAILED",
        "408, UNKNOWN, UNKNOWN, FAILED",
        "421, UNKNOWN, UNKNOWN, FAILED",
        "425, UNKNOWN, UNKNOWN, FAILED",
        "500, UNKNOWN, UNKNOWN, FAILED",
        "503, UNKNOWN, UNKNOWN, FAILED",
        "0, UNKNOWN, UNKNOWN, FAILED",
        "-1, UNKNOWN, UNKNOWN, FAILED",
        "999, UNKNOWN, UNKNOWN, FAILED"
    })
    void verdict_byOperation_isTheTables(int status, Meaning create, Meaning delete, Meaning read) {
        assertThat(StatusTable.ofCreate(status).meaning()).isEqualTo(create);
        assertThat(StatusTable.ofDelete(status).meaning()).isEqualTo(delete);
        assertThat(StatusTable.ofRead(status).meaning()).isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource({
        "401, NOT_AUTHORISED", "403, NOT_AUTHORISED", "402, PAYMENT_REQUIRED", "429, THROTTLED", "501, NOT_SUPPORTED",
        "405, MISCONFIGURED", "406, MISCONFIGURED", "407, MISCONFIGURED", "411, MISCONFIGURED", "413, MISCONFIGURED",
        "414, MISCONFIGURED", "415, MISCONFIGURED", "417, MISCONFIGURED", "428, MISCONFIGURED", "431, MISCONFIGURED",
        "505, MISCONFIGURED"
    })
    void failure_certain_isTheSameForEveryOperation(int status, FailureCode code) {
        StatusVerdict expected = StatusVerdict.failed(code);

        assertThat(StatusTable.ofCreate(status)).isEqualTo(expected);
        assertThat(StatusTable.ofDelete(status)).isEqualTo(expected);
        assertThat(StatusTable.ofRead(status)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "400, MISCONFIGURED", "409, MISCONFIGURED", "302, MISCONFIGURED", "418, MISCONFIGURED", "408, ISSUER_FAILED",
        "425, ISSUER_FAILED", "500, ISSUER_FAILED", "504, ISSUER_FAILED", "599, ISSUER_FAILED", "101, UNREADABLE",
        "202, UNREADABLE", "206, UNREADABLE", "600, UNREADABLE"
    })
    void failure_ofRead_reportsItsCode(int status, FailureCode code) {
        assertThat(StatusTable.ofRead(status).failure()).isEqualTo(code);
    }

    @Test
    void write_anyStatusNotListed_provesNothing() {
        Set<Integer> definite = Set.of(400, 404, 409, 410, 422);

        for (int status = 100; status <= 599; status++) {
            boolean listed = definite.contains(status) || CERTAIN.contains(status);

            assertThat(StatusTable.ofCreate(status).meaning() != Meaning.UNKNOWN)
                    .as("create %d", status)
                    .isEqualTo(listed || Set.of(200, 201, 203).contains(status));
            assertThat(StatusTable.ofDelete(status).meaning() != Meaning.UNKNOWN)
                    .as("delete %d", status)
                    .isEqualTo(listed || Set.of(200, 204).contains(status));
            assertThat(StatusTable.ofRead(status).meaning())
                    .as("read %d", status)
                    .isNotEqualTo(Meaning.UNKNOWN);
        }
    }
}
