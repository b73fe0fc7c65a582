package io.redemption.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.Redemptions;
import io.redemption.RedemptionsBuilder;
import io.redemption.model.Capabilities;
import io.redemption.model.Capability;
import io.redemption.model.Completeness;
import io.redemption.model.Doubt;
import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.Likelihood;
import io.redemption.model.NothingToReverse;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Reversal;
import io.redemption.model.Ticket;
import io.redemption.model.Unknown;
import io.redemption.port.AttemptJournal;
import io.redemption.rules.RuleSet;
import io.redemption.server.Merchant.TransactionIds;
import io.redemption.testing.ManualTime;
import io.redemption.vauchar.VaucharOptions;
import io.redemption.vauchar.VaucharRedemptions;
import io.redemption.vertx.CredentialsProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A server with a remote issuer, and lost answers between the two. */
class GatewayTest {
    private static final RedeemableId CARD = RedeemableId.giftCard(Sandbox.GIFT_CARD);
    private static final String REDEMPTIONS = "/gift-cards/" + Sandbox.GIFT_CARD + "/redemptions";
    private static final String COUPON_REDEMPTIONS = "/coupons/" + Sandbox.COUPON + "/redemptions";
    private static final String SPEND = "{\"value_used\":\"1.00\",\"transaction_id\":\"order-1\"}";
    private static final String KEY = "Idempotency-Key: k1";

    private final ManualTime time = ManualTime.at(Instant.now());
    private final GatedIssuer upstream = new GatedIssuer();
    private final List<RedemptionAttempt> sent = new CopyOnWriteArrayList<>();

    @SuppressWarnings("NullAway.Init") // every test opens one
    private Sandbox sandbox;

    @AfterEach
    void close() {
        sandbox.close();
    }

    /** Opens a gateway to an issuer that keeps transaction ids but does not honour attempt ids. */
    private void open(TransactionIds transactions) {
        upstream.capabilities = new Capabilities(EnumSet.of(Capability.KEEPS_TRANSACTION_IDS), 2);
        upstream.onHistory = query -> upstream.inMemory.history(CARD, query);
        Redemptions stack = Redemptions.builder(upstream)
                .requestRules(RuleSet.empty())
                .time(time)
                .build();
        sandbox = Sandbox.gateway(Merchant.gateway("shop", Sandbox.KEY, stack, transactions), upstream);
    }

    private void loseAnswers(boolean afterApplied) {
        upstream.onRedeem = attempt -> {
            sent.add(attempt);
            CompletionStage<?> applied =
                    afterApplied ? upstream.inMemory.redeem(attempt) : CompletableFuture.completedStage("");
            return applied.thenApply(unheard -> new Unknown(
                    Ticket.of(attempt, Doubt.NO_ANSWER, Likelihood.POSSIBLE, 1, attempt.preparedAt(), time.now())));
        };
    }

    private void answerAgain() {
        upstream.onRedeem = attempt -> {
            sent.add(attempt);
            return upstream.inMemory.redeem(attempt);
        };
    }

    @Test
    void create_answerLostAndTransactionsUnique_isFoundByOneLook() {
        open(TransactionIds.UNIQUE);
        loseAnswers(true);

        RawAnswer answer = sandbox.post(REDEMPTIONS, SPEND, KEY);
        RawAnswer again = sandbox.post(REDEMPTIONS, SPEND, KEY);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body()).contains("\"transaction_id\":\"order-1\"");
        assertThat(again.body()).isEqualTo(answer.body());
        assertThat(again.field("Idempotency-Status")).contains("replayed");
        assertThat(sent).hasSize(1);
    }

    @Test
    void create_answerLostAndTransactionsAsGiven_staysUnknown() {
        open(TransactionIds.AS_GIVEN);
        loseAnswers(true);

        RawAnswer answer = sandbox.post(REDEMPTIONS, SPEND, KEY);
        RawAnswer again = sandbox.post(REDEMPTIONS, SPEND, KEY);

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).contains("outcome_unknown");
        assertThat(again.status()).isEqualTo(500);
        assertThat(sent).singleElement().satisfies(attempt -> {
            assertThat(attempt.transactionId()).hasToString("order-1");
            assertThat(attempt.id().value()).isEqualTo("k1");
        });
    }

    @Test
    void create_listUnreadableAtFirst_isAnsweredWhenAskedAgain() {
        open(TransactionIds.UNIQUE);
        loseAnswers(true);
        upstream.onHistory =
                query -> CompletableFuture.failedStage(new RedemptionException(FailureCode.NOT_REACHABLE, "down"));

        RawAnswer first = sandbox.post(REDEMPTIONS, SPEND, KEY);
        upstream.onHistory = query -> upstream.inMemory.history(CARD, query);
        RawAnswer again = sandbox.post(REDEMPTIONS, SPEND, KEY);

        assertThat(first.status()).isEqualTo(500);
        assertThat(first.field("Redemption-Executed")).isEmpty();
        assertThat(again.status()).isEqualTo(201);
        assertThat(sent).hasSize(1);
    }

    @Test
    void create_neverExecuted_isSentAgainOnlyWhenThatIsProven() {
        open(TransactionIds.UNIQUE);
        loseAnswers(false);
        RawAnswer first = sandbox.post(REDEMPTIONS, SPEND, KEY);
        answerAgain();

        RawAnswer tooEarly = sandbox.post(REDEMPTIONS, SPEND, KEY);
        time.advance(Duration.ofSeconds(66));
        RawAnswer proven = sandbox.post(REDEMPTIONS, SPEND, KEY);

        assertThat(first.status()).isEqualTo(500);
        assertThat(tooEarly.status()).isEqualTo(500);
        assertThat(proven.status()).isEqualTo(201);
        assertThat(sent).hasSize(2);
    }

    @Test
    void delete_answerLost_isUnknownWithinTheReadLagAndKnownWhenRepeated() {
        open(TransactionIds.AS_GIVEN);
        String path = REDEMPTIONS + "/" + redeemed();
        upstream.onReverse = reversal -> upstream.inMemory.reverse(reversal).thenApply(unheard -> unknown(reversal));

        assertThat(sandbox.delete(path).status()).isEqualTo(500);
        time.advance(RedemptionsBuilder.DEFAULT_MAX_READ_LAG);
        upstream.onReverse = reversal -> CompletableFuture.completedStage(new NothingToReverse(reversal));

        assertThat(sandbox.delete(path).status()).as("repeated").isEqualTo(404);
    }

    @Test
    void delete_lostBeforeItArrived_staysUnknown() {
        open(TransactionIds.AS_GIVEN);
        String path = REDEMPTIONS + "/" + redeemed();
        upstream.onReverse = reversal -> CompletableFuture.completedStage(unknown(reversal));

        assertThat(sandbox.delete(path).status()).isEqualTo(500);
        time.advance(Duration.ofSeconds(66));
        assertThat(sandbox.delete(path).status()).isEqualTo(500);
    }

    @Test
    void issue_any_isNotOffered() {
        open(TransactionIds.AS_GIVEN);

        RawAnswer order = sandbox.post("/gift-cards", "{\"value\":\"10.00\",\"currency\":\"USD\"}");
        RawAnswer catalogue = sandbox.get("/vouchers");

        assertThat(order.status()).isEqualTo(501);
        assertThat(order.field("Redemption-Executed")).contains("no");
        assertThat(catalogue.status()).isEqualTo(501);
    }

    @Test
    void list_cacheControl_decidesWhetherTheIssuerIsAsked() {
        open(TransactionIds.AS_GIVEN);
        List<Freshness> asked = new CopyOnWriteArrayList<>();
        upstream.onHistory = query -> {
            asked.add(query.freshness());
            return upstream.inMemory.history(CARD, query);
        };

        sandbox.get(REDEMPTIONS);
        sandbox.send("GET", REDEMPTIONS, "", Sandbox.SHOP, "Cache-Control: max-age=0, No-Cache");

        assertThat(asked).containsExactly(Freshness.CACHED_OK, Freshness.FROM_ISSUER);
    }

    @Test
    void get_cacheControl_decidesWhetherTheIssuerIsAsked() {
        open(TransactionIds.AS_GIVEN);
        String path = REDEMPTIONS + "/" + redeemed();

        sandbox.get(path);
        sandbox.send("GET", path, "", Sandbox.SHOP, "Cache-Control: no-cache");

        assertThat(upstream.found).containsExactly(Freshness.CACHED_OK, Freshness.FROM_ISSUER);
    }

    @Test
    void list_notProvenComplete_tellsNoCount() {
        open(TransactionIds.AS_GIVEN);
        upstream.onHistory = query -> history(Completeness.PROVEN);
        RawAnswer proven = sandbox.get(COUPON_REDEMPTIONS);
        upstream.onHistory = query -> history(Completeness.UNKNOWN);
        RawAnswer unknown = sandbox.get(COUPON_REDEMPTIONS);

        assertThat(proven.body()).contains("\"count\":0");
        assertThat(unknown.status()).isEqualTo(200);
        assertThat(unknown.body()).doesNotContain("count");
    }

    @Test
    void create_upstreamNotReachable_saysThatNothingHappened() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        try (Redemptions stack = VaucharRedemptions.connect(
                VaucharOptions.builder("http://127.0.0.1:" + free, CredentialsProvider.of("shop", Sandbox.KEY))
                        .cached()
                        .build())) {
            sandbox = Sandbox.gateway(Merchant.gateway("shop", Sandbox.KEY, stack, TransactionIds.AS_GIVEN), upstream);

            RawAnswer write = sandbox.post(REDEMPTIONS, SPEND);
            RawAnswer read = sandbox.get(REDEMPTIONS);

            assertThat(write.status()).isEqualTo(503);
            assertThat(write.body()).contains("not_reachable");
            assertThat(write.field("Redemption-Executed")).contains("no");
            assertThat(read.status()).isEqualTo(503);
        }
    }

    private String redeemed() {
        RedemptionOutcome outcome =
                Sandbox.await(upstream.inMemory.redeem(Redemptions.over(upstream.inMemory, AttemptJournal.inMemory())
                        .prepare(RedemptionRequest.builder(CARD).value("5.00").build())));
        return outcome.fold(redeemed -> redeemed.redemption().id().value(), refused -> "refused", unknown -> "unknown");
    }

    private static CompletionStage<Optional<RedemptionHistory>> history(Completeness completeness) {
        return CompletableFuture.completedStage(
                Optional.of(new RedemptionHistory(List.of(), null, null, completeness, null)));
    }

    private Unknown unknown(Reversal reversal) {
        return new Unknown(Ticket.of(reversal, Doubt.NO_ANSWER, Likelihood.POSSIBLE, 1, time.now(), time.now()));
    }
}
