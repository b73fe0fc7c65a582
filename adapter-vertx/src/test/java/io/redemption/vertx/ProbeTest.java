package io.redemption.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.FailureCode;
import io.redemption.model.ProbeResult;
import io.redemption.model.ProbeResult.Fact;
import io.redemption.model.RedemptionException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An operator asked whether the issuer works, and had to redeem something to learn it. */
class ProbeTest extends Fixture {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | {}      | YES     | YES     | NO      | true",
                "200 | ''      | YES     | UNKNOWN | UNKNOWN | true",
                "203 | true    | YES     | YES     | NO      | true",
                "200 | <html>  | UNKNOWN | NO      | UNKNOWN | false",
                "200 | {broken | UNKNOWN | NO      | UNKNOWN | false",
                "302 | ''      | UNKNOWN | NO      | UNKNOWN | false",
                "401 | {}      | NO      | YES     | NO      | false",
                "401 | <html>  | NO      | UNKNOWN | UNKNOWN | false",
                "403 | {}      | NO      | YES     | NO      | false",
                "404 | {}      | UNKNOWN | NO      | UNKNOWN | false",
                "404 | <html>  | UNKNOWN | NO      | UNKNOWN | false",
                "429 | {}      | UNKNOWN | YES     | NO      | false",
                "500 | {}      | UNKNOWN | YES     | NO      | false",
                "503 | <html>  | UNKNOWN | UNKNOWN | UNKNOWN | false"
            })
    void probe_answer_tellsWhatItShows(
            int status, String body, Fact credentials, Fact api, Fact gateway, boolean good) {
        server.answers(status, body);

        ProbeResult result = await(port.probe());

        assertThat(result.reachable()).isEqualTo(Fact.YES);
        assertThat(result.credentialsAccepted()).isEqualTo(credentials);
        assertThat(result.answersAsApi()).isEqualTo(api);
        assertThat(result.gateway()).isEqualTo(gateway);
        assertThat(result.isGood()).isEqualTo(good);
        assertThat(result.failure().isEmpty())
                .as("a failure if and only if not good")
                .isEqualTo(good);
        assertThat(result.toString()).doesNotContain(KEY).doesNotContain("html");
    }

    @Test
    void probe_isOneReadOfTheCredentialsOverAFreshConnection() {
        server.answers(200, "{}");

        await(port.probe());
        await(port.probe());

        assertThat(server.connections()).isEqualTo(2);
        assertThat(server.requests())
                .hasSize(2)
                .allSatisfy(request -> assertThat(request)
                        .startsWith("GET /verifycredentials HTTP/1.1\r\n")
                        .contains(Credentials.of(MERCHANT, KEY).authorization())
                        .containsIgnoringCase("cache-control: no-cache"));
    }

    @Test
    void probe_gateway_isNamed() {
        server.answers(RawServer.response(200, "{}", "Redemption-Gateway: 1"));

        assertThat(await(port.probe()).gateway()).isEqualTo(Fact.YES);
    }

    @Test
    void probe_credentialsNotAccepted_namesTheMerchant() {
        server.answers(401, "{}");

        assertThat(await(port.probe()).failure())
                .hasValueSatisfying(failure -> assertThat(failure).hasMessageContaining("of merchant " + MERCHANT));
    }

    @Test
    void probe_nothingListens_isNotReachableAndNoFailedStage() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }

        ProbeResult result = await(use(options("http://127.0.0.1:" + free)).probe());

        assertThat(result.reachable()).isEqualTo(Fact.NO);
        assertThat(result.isGood()).isFalse();
        assertThat(result.failure()).map(RedemptionException::code).contains(FailureCode.NOT_REACHABLE);
    }

    @Test
    void probe_noAnswer_endsWithTheSend() {
        server.script((socket, request, number) -> {});
        use(options().sendTimeout(Duration.ofMillis(300)).connectTimeout(Duration.ofMillis(200)));

        ProbeResult result = await(port.probe());

        assertThat(result.reachable()).isEqualTo(Fact.NO);
        assertThat(result.failure()).map(RedemptionException::code).contains(FailureCode.DEADLINE_EXCEEDED);
    }

    @Test
    void probe_noCredentials_isSaidAndNothingIsSent() {
        use(VertxRedemptionOptions.builder("http://127.0.0.1:" + server.port(), () -> {
            throw new IllegalStateException("canary");
        }));

        ProbeResult result = await(port.probe());

        assertThat(result.reachable()).isEqualTo(Fact.UNKNOWN);
        assertThat(result.credentialsAccepted()).isEqualTo(Fact.NO);
        assertThat(server.connections()).isZero();
        assertThat(result.toString()).doesNotContain("canary");
    }

    @Test
    void probe_closedPort_fails() {
        port.close();

        assertThat(failureCode(port.probe())).isEqualTo(FailureCode.CLOSED);
    }
}
