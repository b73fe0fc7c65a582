package io.redemption.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.server.Merchant;
import io.redemption.server.RedemptionServer;
import io.redemption.server.RedemptionServerOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator asks whether an issuer works before the shop opens. */
class ProbeCommandTest {
    private static final String KEY = "canary-key";

    @TempDir
    private Path directory;

    private RedemptionServer server;

    @BeforeEach
    void serve() {
        Merchant shop = Merchant.of("shop", KEY, InMemoryRedemptionPort.create());
        server = Await.end(RedemptionServer.start(
                RedemptionServerOptions.builder(shop).port(0).build()));
    }

    @AfterEach
    void stop() {
        Await.end(server.stop());
    }

    private Run probe(String upstream, String merchants) throws IOException {
        Path file = Files.writeString(directory.resolve("merchants"), merchants);
        return Run.of("probe", "--upstream", upstream, "--merchants", file.toString());
    }

    @Test
    void probe_issuerAsItShouldBe_isGoodWithOneLinePerFact() throws IOException {
        Run run = probe(server.baseUri().toString(), "shop:" + KEY);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines())
                .containsExactly(
                        "shop: good",
                        "  reachable: yes",
                        "  credentials accepted: yes",
                        "  answers as API: yes",
                        "  gateway: no");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void probe_oneMerchantWithAWrongKey_isNotGoodAndNamesIt() throws IOException {
        Run run = probe(server.baseUri().toString(), "shop:" + KEY + "\nother:canary-wrong");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("shop: good", "other: not good", "  credentials accepted: no", "of merchant other")
                .doesNotContain("canary");
    }

    @Test
    void probe_nothingListens_isNotGoodAndSaysWhy() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }

        Run run = probe("http://127.0.0.1:" + free, "shop:" + KEY);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("  reachable: no", "nothing accepts connections there (127.0.0.1:" + free)
                .doesNotContain("canary");
    }

    @Test
    void probe_cannotBeCarriedOut_isOneLineAndCodeTwo() throws IOException {
        for (Run run : new Run[] {
            Run.of("probe"),
            Run.of("probe", "--upstream", server.baseUri().toString()),
            Run.of("probe", "--upstream", server.baseUri().toString(), "--merchants", "no-such-file"),
            probe("ftp://127.0.0.1", "shop:" + KEY),
            probe("http://issuer.example", "shop:" + KEY)
        }) {
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err().lines()).hasSize(1);
            assertThat(run.err()).doesNotContain("canary");
            assertThat(run.out()).isEmpty();
        }
    }
}
