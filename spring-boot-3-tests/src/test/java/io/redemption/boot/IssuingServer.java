package io.redemption.boot;

import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.inmemory.LedgerEntry;
import io.redemption.model.CataloguePage;
import io.redemption.model.CatalogueQuery;
import io.redemption.model.GiftCard;
import io.redemption.model.Operation;
import io.redemption.model.Redeemable;
import io.redemption.model.RedeemableId;
import io.redemption.port.IssuingPort;
import io.redemption.port.TimeSource;
import io.redemption.server.Merchant;
import io.redemption.server.RedemptionServer;
import io.redemption.server.RedemptionServerOptions;
import io.redemption.testing.ForwardingRedemptionPort;
import io.redemption.testing.ScriptedRedemptionPort;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** A server with one gift card of 100.00, on whose way faults can be scripted. Thread-safe. */
public final class IssuingServer implements AutoCloseable {
    static final GiftCard CARD =
            GiftCard.builder("gift-1", "100.00").code("GIFT4U").build();
    static final String KEY = "key-of-the-shop";

    private final InMemoryRedemptionPort issuer = InMemoryRedemptionPort.create();
    private final ScriptedRedemptionPort port;
    private final RedemptionServer server;

    /** The issuer behind the scripted port, which passes redemptions and reads on. */
    private static final class ScriptedIssuer extends ForwardingRedemptionPort implements IssuingPort {
        private final InMemoryRedemptionPort issuer;

        private ScriptedIssuer(ScriptedRedemptionPort port, InMemoryRedemptionPort issuer) {
            super(port);
            this.issuer = issuer;
        }

        @Override
        public CompletionStage<RedeemableId> issue(Redeemable terms) {
            return issuer.issue(terms);
        }

        @Override
        public CompletionStage<CataloguePage> catalogue(CatalogueQuery query) {
            return issuer.catalogue(query);
        }
    }

    /** Starts a server on the clock of this machine. */
    public IssuingServer() {
        this(TimeSource.system());
    }

    /** Starts a server whose scripted delays pass by a clock of the test. */
    IssuingServer(TimeSource time) {
        port = ScriptedRedemptionPort.over(issuer, time);
        issuer.issue(CARD).toCompletableFuture().join();
        server = RedemptionServer.start(
                        RedemptionServerOptions.builder(Merchant.of("shop", KEY, new ScriptedIssuer(port, issuer)))
                                .port(0)
                                .build())
                .toCompletableFuture()
                .join();
    }

    ScriptedRedemptionPort port() {
        return port;
    }

    /** What the issuer recorded of the card. */
    List<LedgerEntry> ledger() {
        return issuer.ledger(CARD.id());
    }

    /** How many redemptions have arrived. */
    long redeems() {
        return port.calls().stream()
                .filter(call -> call.operation() == Operation.REDEEM)
                .count();
    }

    /** The arguments of a shop that redeems here, with its journal in a folder. */
    public String[] arguments(Path folder, String... more) {
        List<String> all = new ArrayList<>(List.of(
                "--redemption.vauchar.url=" + server.baseUri(),
                "--redemption.vauchar.issuer=redemption-server",
                "--redemption.vauchar.merchant-id=shop",
                "--redemption.vauchar.api-key=" + KEY,
                "--redemption.journal.store=jdbc",
                "--redemption.journal.user-key=sixteen-characters-or-more",
                "--spring.datasource.url=jdbc:sqlite:" + folder.resolve("shop.db")));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    void stop() {
        server.stop().toCompletableFuture().join();
    }

    @Override
    public void close() {
        server.close();
    }
}
