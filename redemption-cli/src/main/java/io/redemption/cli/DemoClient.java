package io.redemption.cli;

import io.redemption.Redemptions;
import io.redemption.RedemptionsBuilder;
import io.redemption.jdbc.JdbcAttemptJournal;
import io.redemption.model.AttemptId;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionRequest;
import io.redemption.vertx.CredentialsProvider;
import io.redemption.vertx.VertxRedemptionOptions;
import io.redemption.vertx.VertxRedemptionPort;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A shop with one order and its journal in a file. The demonstration runs it twice: in a process that is killed before
 * it knows what came of the order, and then again.
 */
final class DemoClient implements AutoCloseable {
    static final RedeemableId CARD = RedeemableId.giftCard("gift-148061212058405918eee94");
    static final String VALUE = "20.00";
    static final Duration EXECUTED_WITHIN = Duration.ofSeconds(2);
    static final Duration LISTED_WITHIN = Duration.ofMillis(200);

    private static final byte[] USER_KEY = "of a demonstration".getBytes(StandardCharsets.US_ASCII);

    private final JdbcAttemptJournal journal;
    private final Redemptions redemptions;

    private DemoClient(JdbcAttemptJournal journal, Redemptions redemptions) {
        this.journal = journal;
        this.redemptions = redemptions;
    }

    /** Opens the shop. Whatever its journal has in doubt is being settled from here on. */
    static DemoClient open(Vertx vertx, int serverPort, Path journalFile, DemoSettlements settlements) {
        JdbcAttemptJournal journal =
                JdbcAttemptJournal.sqlite(journalFile).userKey(USER_KEY).build();
        MerchantPair pair = MerchantPair.SANDBOX;
        VertxRedemptionPort port = VertxRedemptionPort.create(
                vertx,
                VertxRedemptionOptions.builder(
                                "http://127.0.0.1:" + serverPort, CredentialsProvider.of(pair.id(), pair.key()))
                        .build());
        return new DemoClient(
                journal, shortened(Redemptions.builder(port).ownedResource(port).journal(journal), settlements));
    }

    private static Redemptions shortened(RedemptionsBuilder builder, DemoSettlements settlements) {
        return builder.maxExecutionDelay(EXECUTED_WITHIN)
                .maxReadLag(LISTED_WITHIN)
                .listener(settlements)
                .build();
    }

    Redemptions redemptions() {
        return redemptions;
    }

    /** Returns the attempt of the order, which is the same in every process. */
    RedemptionAttempt order() {
        RedemptionRequest request =
                RedemptionRequest.builder(CARD).user("125").value(VALUE).build();
        return redemptions.prepare(request, AttemptId.of("order-1001/1"));
    }

    /**
     * Redeems the order in this process.
     *
     * @param arguments the server's port and the journal's file
     */
    public static void main(String[] arguments) {
        Vertx vertx = Vertx.vertx();
        try (DemoClient shop =
                open(vertx, Integer.parseInt(arguments[0]), Path.of(arguments[1]), new DemoSettlements())) {
            shop.redemptions().blocking().redeem(shop.order());
        } finally {
            Await.end(vertx.close().toCompletionStage());
        }
    }

    /** Ends when the database is closed: until then it removes files of its own beside the journal. */
    @Override
    public void close() {
        redemptions.close();
        Await.end(journal.closeAsync());
    }
}
