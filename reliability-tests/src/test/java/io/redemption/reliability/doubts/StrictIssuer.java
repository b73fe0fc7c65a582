package io.redemption.reliability.doubts;

import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.inmemory.LedgerEntry;
import io.redemption.model.Coupon;
import io.redemption.model.Discount;
import io.redemption.model.GiftCard;
import io.redemption.model.Redeemable;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import io.redemption.model.Redemption;
import io.redemption.model.TransactionId;
import io.redemption.model.Voucher;
import io.redemption.reliability.faults.Fault;
import io.redemption.reliability.faults.FaultProxy;
import io.redemption.reliability.faults.RawMessage;
import io.redemption.reliability.faults.Sockets;
import io.redemption.server.Merchant;
import io.redemption.server.RedemptionServer;
import io.redemption.server.RedemptionServerOptions;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** The server that offers nothing but what the vendor's API has, behind the fault proxy, and its ledger. */
final class StrictIssuer implements AutoCloseable {
    /** More than the bytes of an answer's first line, fewer than those of the shortest answer. */
    private static final int CUTS_IN_ANSWER = 150;

    /**
     * After so many redeems that failed one passes, so that a circuit breaker may stay closed. It is one of a coupon,
     * whose list proves itself complete afterwards as well; that of a voucher does not.
     */
    static final int PASSED_AFTER = 5_000;

    private static final RedeemableKind[] KINDS = RedeemableKind.values();

    private final InMemoryRedemptionPort issuer = InMemoryRedemptionPort.create();
    private final RedemptionServer server = RedemptionServer.start(
                    RedemptionServerOptions.builder(Merchant.of("shop", "secret", issuer))
                            .port(0)
                            .strictVauchar(true)
                            .build())
            .toCompletableFuture()
            .join();
    private final Vertx vertx = Vertx.vertx();
    private final NetClient network = vertx.createNetClient();
    private final FaultProxy proxy = new FaultProxy(vertx, server.port());
    private final List<RedeemableId> issued = new ArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();

    /** Issues redeemables of the kinds in turn. Each may be redeemed as often as somebody likes. */
    List<RedeemableId> issue(int number) {
        List<RedeemableId> ids = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            String id = "id-" + issued.size();
            Redeemable terms = switch (KINDS[i % KINDS.length]) {
                case COUPON -> Coupon.builder(id, Discount.percentage("10")).build();
                case VOUCHER ->
                    Voucher.builder(id, Discount.percentage("10"))
                            .singleUse(false)
                            .build();
                case GIFT_CARD -> GiftCard.builder(id, "100000.00").build();
            };
            issued.add(terms.id());
            ids.add(issuer.restore(terms).toCompletableFuture().join());
        }
        return ids;
    }

    String baseUri() {
        return proxy.baseUri();
    }

    /** From now on every answer to a redeem is cut somewhere: the redemption was made. */
    void cutAnswers() {
        plan(request -> Fault.answerCut(requests.get() % CUTS_IN_ANSWER));
    }

    /** From now on every redeem is cut somewhere: no redemption was made. */
    void cutRequests() {
        plan(request -> Fault.requestCut(requests.get() % request.bytes().length()));
    }

    /** From now on the connection of every redeem breaks at once, and its request arrives later. */
    void deliverAfter(Duration delay) {
        plan(request -> {
            vertx.setTimer(
                    delay.toMillis(),
                    due -> network.connect(server.port(), "127.0.0.1")
                            .onSuccess(late -> late.write(request.bytes().copy())));
            return Fault.requestCut(0);
        });
    }

    private void plan(Function<RawMessage, Fault> ofRedeem) {
        AtomicInteger failed = new AtomicInteger();
        proxy.plan(request -> {
            boolean passes = failed.get() >= PASSED_AFTER && request.target().startsWith("/coupons/");
            if (!request.method().equals("POST")) {
                return Fault.none();
            }
            requests.incrementAndGet();
            failed.set(passes ? 0 : failed.get() + 1);
            return passes ? Fault.none() : ofRedeem.apply(request);
        });
    }

    /** How many redeems were cut or late. */
    int faults() {
        return proxy.faultCount();
    }

    /** What is in the ledger, by transaction id. */
    Map<TransactionId, List<Redemption>> ledger() {
        Map<TransactionId, List<Redemption>> booked = new HashMap<>();
        for (RedeemableId id : issued) {
            for (LedgerEntry entry : issuer.ledger(id)) {
                Redemption redemption = entry.redemption();
                TransactionId transaction = redemption.transactionId();
                if (transaction == null || entry.type() != LedgerEntry.Type.REDEMPTION) {
                    throw new AssertionError("ledger: " + entry + " (expected: redemptions with transaction ids)");
                }
                booked.computeIfAbsent(transaction, first -> new ArrayList<>()).add(redemption);
            }
        }
        return booked;
    }

    @Override
    public void close() {
        Sockets.await(vertx.close());
        server.stop().toCompletableFuture().join();
    }
}
