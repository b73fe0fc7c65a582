package io.redemption.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.jdbc.JdbcAttemptJournal;
import io.redemption.model.AttemptId;
import io.redemption.model.Coupon;
import io.redemption.model.Discount;
import io.redemption.model.Freshness;
import io.redemption.model.GiftCard;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Unknown;
import io.redemption.server.Merchant;
import io.redemption.server.RedemptionServer;
import io.redemption.server.RedemptionServerOptions;
import io.redemption.vauchar.VaucharConnection;
import io.redemption.vauchar.VaucharOptions;
import io.redemption.vauchar.VaucharRedemptions;
import io.redemption.vertx.CredentialsProvider;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * An issuer on loopback, and a shop with a journal in SQLite that redeems there over a link which can lose answers. The
 * shop stays open while commands run.
 */
final class SupportDesk implements AutoCloseable {
    static final RedeemableId CARD = RedeemableId.giftCard("gift-secret-1");
    static final RedeemableId COUPON = RedeemableId.coupon("spring");

    final InMemoryRedemptionPort issuer = InMemoryRedemptionPort.create();
    final Path file;
    final JdbcAttemptJournal journal;
    final VaucharConnection shop;
    private final Vertx vertx = Vertx.vertx();
    private final RedemptionServer server;
    private final LossyLink link;
    private final Path merchants;

    SupportDesk(Path folder) throws IOException {
        issuer.issue(GiftCard.builder(CARD.value(), "100.00").build());
        issuer.issue(Coupon.builder(COUPON.value(), Discount.percentage("5")).build());
        server = Await.end(RedemptionServer.start(RedemptionServerOptions.builder(Merchant.of("shop", "secret", issuer))
                .port(0)
                .build()));
        link = LossyLink.to(vertx, server.baseUri().getPort())
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        merchants = Files.writeString(folder.resolve("merchants"), "shop:secret\n");
        file = folder.resolve("journal.db");
        journal = JdbcAttemptJournal.sqlite(file)
                .userKey("a key of the tests, 16 bytes or more".getBytes(UTF_8))
                .build();
        shop = VaucharRedemptions.connectWithCatalogue(
                VaucharOptions.builder("http://127.0.0.1:" + link.port(), CredentialsProvider.of("shop", "secret"))
                        .journal(journal)
                        .resolveInBackground(false)
                        .build());
    }

    RedemptionOutcome redeem(String id, RedeemableId redeemable, String value) {
        RedemptionOutcome outcome = shop.redemptions().blocking().redeem(attempt(id, redeemable, value));
        if (outcome.fold(redeemed -> !redeemed.replayed(), refused -> false, unknown -> false)) {
            awaitReadBack(redeemable);
        }
        return outcome;
    }

    /** Waits until the first redemption of a kind is read back, whose answer a link must not lose instead. */
    private void awaitReadBack(RedeemableId redeemable) {
        for (int tries = 0; tries < 1_000; tries++) {
            if (Await.end(journal.evidence()).stream().anyMatch(seen -> seen.kind() == redeemable.kind())) {
                return;
            }
            LockSupport.parkNanos(10_000_000);
        }
        throw new AssertionError("waited 10 seconds for the first redemption to be read back");
    }

    RedemptionAttempt attempt(String id, RedeemableId redeemable, String value) {
        RedemptionRequest request = RedemptionRequest.builder(redeemable)
                .user("shopper@example.com")
                .value(value)
                .build();
        return shop.redemptions().prepare(request, AttemptId.of(id));
    }

    /** Redeems, and the answer is lost on its way. */
    void redeemAndLose(String id, RedeemableId redeemable, String value) {
        Await.end(shop.redemptions().lookup(redeemable, Freshness.FROM_ISSUER)); // connects
        link.loseNextAnswer();
        assertThat(redeem(id, redeemable, value)).isInstanceOf(Unknown.class);
    }

    /** Runs a command on this journal. */
    Run attempts(String command, String... more) {
        List<String> arguments = new ArrayList<>(List.of("attempts", command, "--journal", file.toString()));
        arguments.addAll(List.of(more));
        return Run.of(arguments.toArray(String[]::new));
    }

    /** Runs a command on this journal and the issuer. */
    Run withIssuer(List<String> command, String... more) {
        List<String> arguments = new ArrayList<>(command);
        arguments.addAll(List.of(
                "--journal",
                file.toString(),
                "--upstream",
                server.baseUri().toString(),
                "--merchants",
                merchants.toString()));
        arguments.addAll(List.of(more));
        return Run.of(arguments.toArray(String[]::new));
    }

    void stopIssuer() {
        Await.end(server.stop());
    }

    @Override
    public void close() {
        shop.close();
        Await.end(journal.closeAsync());
        Await.end(server.stop());
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
