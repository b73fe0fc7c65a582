package io.redemption.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.model.GiftCard;
import io.redemption.model.RedeemableId;
import io.redemption.server.Merchant;
import io.redemption.server.RedemptionServer;
import io.redemption.server.RedemptionServerOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway with a journal: what it says, what it refuses, and what it knows after a restart. */
class GatewayJournalTest {
    private static final RedeemableId CARD = RedeemableId.giftCard("gift-1");

    @TempDir
    private Path directory;

    @Test
    void serve_restartedWithItsJournal_answersAKeyAsBefore() throws Exception {
        InMemoryRedemptionPort issuer = InMemoryRedemptionPort.create();
        issuer.issue(GiftCard.builder(CARD.value(), "100.00").build());
        RedemptionServer upstream =
                Await.end(RedemptionServer.start(RedemptionServerOptions.builder(Merchant.of("shop", "secret", issuer))
                        .port(0)
                        .strictVauchar(true)
                        .build()));
        String journal = directory.resolve("attempts.db").toString();

        Told first = redeem(upstream, "--journal", journal, "--single-node");
        Told again = redeem(upstream, "--journal", journal, "--single-node");
        Told undeclared = redeem(upstream, "--journal", journal);
        Await.end(upstream.stop());

        assertThat(first.notice()).contains("kept in the journal", "24 hours", "honoured, also after a restart");
        assertThat(first.answer()).startsWith("HTTP/1.1 20").containsIgnoringCase("idempotency-status: honoured");
        assertThat(again.answer())
                .startsWith("HTTP/1.1 20")
                .contains(id(first.answer()))
                // The journal keeps no user; who repeats the request knows who it was.
                .contains("\"user_id\":\"1\"");
        assertThat(undeclared.answer()).startsWith("HTTP/1.1 20").contains(id(first.answer()));
        assertThat(undeclared.notice()).contains("not reported as honoured", "--single-node");
        assertThat(undeclared.answer()).containsIgnoringCase("idempotency-status: replayed");
        assertThat(issuer.ledger(CARD)).hasSize(1);
    }

    @Test
    void serve_journalThatCannotBe_isOneLineThatSaysWhy() throws IOException {
        String one = merchants("one", "shop:hushhush\n");
        String two = merchants("two", "shop:hushhush\nother:hushhush\n");
        String noDatabase = Files.writeString(
                        directory.resolve("note.txt"), "no database, but a text that is long enough")
                .toString();

        assertThat(serve(one, "--journal", "jdbc:h2:mem:;PASSWORD=hushhush"))
                .contains("another database", "postgresql");
        assertThat(serve(one, "--journal", noDatabase)).contains("--journal: ", "note.txt");
        assertThat(serve(
                        one,
                        "--journal",
                        directory.resolve("missing/attempts.db").toString()))
                .contains("--journal: ", "missing");
        assertThat(serve(two, "--journal", directory.resolve("attempts.db").toString()))
                .contains("one file keeps the attempts of one merchant", "a folder");
        assertThat(serve(two, "--journal", "jdbc:postgresql://127.0.0.1:1/shop?password=hushhush"))
                .contains("one database schema");
        assertThat(serve(one, "--journal", "jdbc:postgresql://127.0.0.1:1/shop?password=hushhush"))
                .contains("--journal: ");
        assertThat(serve(one, "--journal", "jdbc:postgresql://127.0.0.1:port/shop?password=hushhush"))
                .contains("not a URL of a PostgreSQL database");
        assertThat(serve(one, "--journal", "attempts.db", "--keep-settled", "0"))
                .contains("--keep-settled: 0");
        assertThat(serve(one, "--single-node")).contains("--single-node", "--journal");
        assertThat(Run.of("serve", "--journal", "attempts.db").err()).contains("--journal: only with --upstream");
        assertThat(Run.of("serve", "--single-node").err()).contains("--single-node: only with --upstream");
    }

    /** The gateway is another process, which goes on: support neither disturbs it nor waits for its end. */
    @Test
    void attempts_besideARunningGateway_areListedAndReconciled() throws Exception {
        InMemoryRedemptionPort issuer = InMemoryRedemptionPort.create();
        issuer.issue(GiftCard.builder("gift-1", "100.00").build());
        RedemptionServer upstream =
                Await.end(RedemptionServer.start(RedemptionServerOptions.builder(Merchant.of("shop", "secret", issuer))
                        .port(0)
                        .build()));
        String journal = directory.resolve("attempts.db").toString();
        String merchants = merchants("merchants", "shop:secret\n");
        Process gateway = ServeProcessTest.start(
                "serve",
                "--port",
                "0",
                "--upstream",
                upstream.baseUri().toString(),
                "--merchants",
                merchants,
                "--keep-settled",
                "48",
                "--single-node",
                "--journal",
                journal);
        try (BufferedReader out = new BufferedReader(new InputStreamReader(gateway.getInputStream(), US_ASCII))) {
            String ready = ServeProcessTest.line(out);
            assertThat(ServeProcessTest.line(out)).startsWith("redemption: try");
            assertThat(ServeProcessTest.line(out)).contains("for 48 hours");
            int port = Integer.parseInt(ready.substring(ready.lastIndexOf(':') + 1));
            assertThat(post(port)).startsWith("HTTP/1.1 201");

            Run listed = Run.of("attempts", "list", "--journal", journal, "--state", "redeemed");
            Run reconciled = Run.of(
                    "reconcile",
                    "--journal",
                    journal,
                    "--upstream",
                    upstream.baseUri().toString(),
                    "--merchants",
                    merchants,
                    "--from",
                    Instant.now().minusSeconds(600).toString(),
                    "--to",
                    Instant.now().plusSeconds(60).toString());

            assertThat(listed.out()).contains("redeemed", "GIFT_CARD:<6 characters>", "10.00");
            assertThat(reconciled.out()).contains("1 matched, 0 only ours, 0 only theirs");
            assertThat(reconciled.exitCode()).isZero();
            assertThat(post(port)).as("goes on").startsWith("HTTP/1.1 201");
        } finally {
            gateway.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
            Await.end(upstream.stop());
        }
    }

    private String merchants(String name, String lines) throws IOException {
        return Files.writeString(directory.resolve(name), lines).toString();
    }

    private static String serve(String merchants, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("serve", "--port", "0", "--upstream", "https://api.example", "--merchants", merchants));
        arguments.addAll(List.of(more));
        Run run = Run.of(arguments.toArray(String[]::new));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).doesNotContain("hushhush", "Exception\n", "\tat ").hasLineCount(1);
        return run.err();
    }

    private static String id(String body) {
        int at = body.indexOf("\"id\":\"");
        return body.substring(at, body.indexOf('"', at + 6) + 1);
    }

    /**
     * What a gateway said and answered before it was stopped.
     *
     * @param notice the line about idempotency keys
     */
    private record Told(String notice, String answer) {}

    /** Redeems with always the same key through a gateway of its own, which is then killed. */
    private Told redeem(RedemptionServer upstream, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(
                "serve",
                "--port",
                "0",
                "--upstream",
                upstream.baseUri().toString(),
                "--merchants",
                merchants("merchants", "shop:secret\n")));
        arguments.addAll(List.of(options));
        Process process = ServeProcessTest.start(arguments.toArray(String[]::new));
        try (BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), US_ASCII))) {
            String ready = ServeProcessTest.line(out);
            assertThat(ServeProcessTest.line(out)).startsWith("redemption: try");
            String notice = ServeProcessTest.line(out);
            return new Told(notice, post(Integer.parseInt(ready.substring(ready.lastIndexOf(':') + 1))));
        } finally {
            process.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
        }
    }

    private static String post(int port) throws IOException {
        String body = "{\"user_id\":\"1\",\"value_used\":\"10.00\"}";
        return ServeProcessTest.exchange(
                port,
                "POST /gift-cards/gift-1/redemptions",
                "Content-Type: application/json\r\nContent-Length: " + body.length()
                        + "\r\nIdempotency-Key: order-7\r\n",
                body);
    }
}
