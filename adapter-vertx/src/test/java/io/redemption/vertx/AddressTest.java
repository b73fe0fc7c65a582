package io.redemption.vertx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.Redeemed;
import io.redemption.model.RedemptionException;
import io.redemption.model.Reversed;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServerOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Issuers by address, in both families, and by names that have more than one. */
class AddressTest extends Fixture {
    @Test
    void send_toAnIpv6Literal_reachesIt() throws IOException {
        assumeIpv6();
        try (RawServer six = new RawServer(vertx, new NetServerOptions().setHost("::1"))) {
            use(options("http://[::1]:" + six.port()));
            six.answers(200, redemption(COUPON));

            assertThat(await(port.redeem(attempt(COUPON)))).isInstanceOf(Redeemed.class);
            assertThat(await(port.find(COUPON, REDEMPTION, Freshness.FROM_ISSUER)))
                    .isPresent();
            six.answers("HTTP/1.1 204 No Content\r\n\r\n");
            assertThat(await(port.reverse(reversal(COUPON)))).isInstanceOf(Reversed.class);

            assertThat(six.requests())
                    .hasSize(3)
                    .allSatisfy(request -> assertThat(request).contains("\r\nhost: [::1]:" + six.port() + "\r\n"));
        }
    }

    @Test
    void send_toAClosedPortOfAnIpv6Literal_namesItInBrackets() throws IOException {
        assumeIpv6();
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, ipv6Loopback())) {
            free = socket.getLocalPort();
        }

        RedemptionException failure =
                failure(use(options("http://[::1]:" + free)).redeem(attempt(COUPON)));

        assertThat(failure.code()).isEqualTo(FailureCode.NOT_REACHABLE);
        assertThat(failure).hasMessageContaining("[::1]:" + free).hasMessageContaining("ConnectException");
    }

    private static InetAddress ipv6Loopback() throws IOException {
        byte[] address = new byte[16];
        address[15] = 1;
        return InetAddress.getByAddress(address);
    }

    static void assumeIpv6() throws IOException {
        boolean there;
        try (ServerSocket socket = new ServerSocket(0, 1, ipv6Loopback())) {
            there = socket.isBound();
        } catch (IOException none) {
            there = false;
        }
        assumeTrue(there, "this machine has no IPv6 loopback address");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://[fe80::1%25eth0]:8080", "http://[fe80::1%eth0]:8080", "http://[::1%lo]"})
    void builder_ipv6LiteralWithAZone_isRefusedWithASentence(String baseUri) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options(baseUri).build())
                .withMessageContaining("without a zone");
    }

    @Test
    void send_toANameWithSeveralAddresses_reachesTheOneThatListens() {
        for (List<String> order : List.of(List.of("127.0.0.2", "127.0.0.1"), List.of("127.0.0.1", "127.0.0.2"))) {
            NameServer names = new NameServer(vertx, order);
            Vertx resolving = names.client();
            try (names) {
                server.answers(200, redemption(COUPON));
                VertxRedemptionPort many = VertxRedemptionPort.create(
                        resolving,
                        options("http://many.localhost.example:" + server.port())
                                .sendCredentialsInPlainText()
                                .build());

                for (int i = 0; i < 5; i++) {
                    assertThat(await(many.redeem(attempt(COUPON))))
                            .as("addresses %s", order)
                            .isInstanceOf(Redeemed.class);
                    assertThat(await(many.find(COUPON, REDEMPTION, Freshness.FROM_ISSUER)))
                            .isPresent();
                }
                many.close();
            } finally {
                RawServer.await(resolving.close());
            }
        }
    }

    @Test
    void send_toANameWhoseAddressesAreAllDead_isNotReachableAndNamesIt() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        NameServer names = new NameServer(vertx, List.of("127.0.0.2", "127.0.0.3", "127.0.0.4"));
        Vertx resolving = names.client();
        try (names;
                VertxRedemptionPort many = VertxRedemptionPort.create(
                        resolving,
                        options("http://many.localhost.example:" + free)
                                .sendCredentialsInPlainText()
                                .build())) {

            RedemptionException failure = failure(many.redeem(attempt(COUPON)));

            assertThat(failure.code()).isEqualTo(FailureCode.NOT_REACHABLE);
            assertThat(failure).hasMessageContaining("many.localhost.example:" + free);
        } finally {
            RawServer.await(resolving.close());
        }
    }
}
