package io.redemption.reliability.restart;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.model.Coupon;
import io.redemption.model.Discount;
import io.redemption.model.GiftCard;
import io.redemption.model.Redeemable;
import io.redemption.model.RedeemableId;
import io.redemption.model.Voucher;
import io.redemption.reliability.Figures;
import io.redemption.reliability.faults.Fault;
import io.redemption.reliability.faults.FaultProxy;
import io.redemption.reliability.faults.Sockets;
import io.redemption.reliability.restart.GatewayClient.Answer;
import io.redemption.server.Merchant;
import io.redemption.server.RedemptionServer;
import io.redemption.server.RedemptionServerOptions;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Gateways that are killed after the issuer has booked and before it has answered, while clients wait; the clients
 * repeat their keys to the gateway that is started next.
 */
@Timeout(600)
class KilledGatewayTest {
    private static final String KILLS = "killed gateways: kills between booking and answer";
    private static final String KILLS_WITH_JOURNAL = "killed gateways with a journal: kills between booking and answer";
    private static final List<String> LOOKS_FIRST = List.of("--unique-transactions");
    private static final List<String> DOES_NOT_LOOK = List.of();

    private final Figures figures = Figures.ofThisRun();
    private final InMemoryRedemptionPort issuer = InMemoryRedemptionPort.create();
    private final RedemptionServer upstream = RedemptionServer.start(
                    RedemptionServerOptions.builder(Merchant.of("shop", "secret", issuer))
                            .port(0)
                            .strictVauchar(true)
                            .build())
            .toCompletableFuture()
            .join();
    private final Vertx vertx = Vertx.vertx();
    private final FaultProxy proxy = new FaultProxy(vertx, upstream.port());
    private final GatewayClient client = new GatewayClient();
    private final List<GatewayProcess> gateways = new ArrayList<>();
    private int issued;

    @TempDir
    Path directory = Path.of("");

    private Path merchants = Path.of("");

    @BeforeEach
    void writeMerchants() throws IOException {
        merchants = Files.writeString(directory.resolve("merchants"), GatewayClient.MERCHANT + "\n");
    }

    @AfterEach
    void stop() {
        gateways.forEach(GatewayProcess::close);
        Sockets.await(vertx.close());
        upstream.stop().toCompletableFuture().join();
    }

    /** What clients and issuer know of the orders that were under way when a gateway was killed. */
    private record Tally(List<Answer> answers, List<Integer> booked) {
        Tally() {
            this(new ArrayList<>(), new ArrayList<>());
        }

        long answered(Answer answer) {
            return answers.stream().filter(answer::equals).count();
        }

        long doubled() {
            return booked.stream().filter(times -> times > 1).count();
        }
    }

    /** Ids as given, so that nothing but the journal knows of what an earlier gateway sent. */
    @Test
    void redeem_gatewayWithJournalKilledBetweenBookingAndAnswer_isBookedOnceAndUnknown() {
        List<String> keepsJournal =
                List.of("--journal", directory.resolve("attempts.db").toString(), "--single-node");
        int kills = figures.target(KILLS_WITH_JOURNAL);
        Tally ours = new Tally();
        GatewayProcess gateway = start(keepsJournal);
        int killed = 0;
        while (killed < kills) {
            Restart restart = kill(gateway, keepsJournal);
            repeat(restart, ours);
            killed += restart.allWaited() ? 1 : 0;
            gateway = restart.next();
        }

        assertThat(ours.booked()).containsOnly(1);
        figures.prove(KILLS_WITH_JOURNAL, killed);
        figures.prove("killed gateways with a journal: orders redeemed twice", ours.doubled());
        figures.prove(
                "killed gateways with a journal: orders neither redeemed nor unknown", ours.answered(Answer.OTHER));
    }

    /** With ids of their own, the orders are found under the attempts that the journal knows. */
    @Test
    void redeem_gatewayWithJournalAndUniqueIdsKilled_isRedeemed() {
        List<String> options = List.of(
                "--journal", directory.resolve("attempts.db").toString(), "--single-node", "--unique-transactions");
        Tally ours = new Tally();

        repeat(kill(start(options), options), ours);

        assertThat(ours.booked()).containsOnly(1);
        assertThat(ours.answers()).containsOnly(Answer.REDEEMED);
    }

    @Test
    void redeem_gatewayKilledBetweenBookingAndAnswer_isBookedOnce() {
        int kills = figures.target(KILLS);
        Tally ours = new Tally();
        Tally control = new Tally();
        GatewayProcess blind = start(DOES_NOT_LOOK);
        GatewayProcess gateway = start(LOOKS_FIRST);
        Restart blindRestart = kill(blind, DOES_NOT_LOOK);
        int killed = 0;
        while (killed < kills) {
            Restart restart = kill(gateway, LOOKS_FIRST);
            repeat(restart, ours);
            killed += restart.allWaited() ? 1 : 0;
            gateway = restart.next();
        }
        repeat(blindRestart, control);

        assertThat(ours.booked()).containsOnly(1);
        figures.prove(KILLS, killed);
        figures.prove("killed gateways: orders under way", ours.answers().size());
        figures.prove("killed gateways: orders redeemed twice", ours.doubled());
        figures.prove("killed gateways: orders redeemed, as their clients know", ours.answered(Answer.REDEEMED));
        figures.prove("killed gateways: orders neither redeemed nor unknown", ours.answered(Answer.OTHER));
        figures.prove("killed gateways: gateway that does not look caught", control.doubled() > 0 ? 1 : 0);
    }

    /**
     * A gateway that takes the place of a killed one.
     *
     * @param orders those that were under way
     * @param allWaited whether nobody had an answer when the gateway was killed
     */
    private record Restart(GatewayProcess next, List<RedeemableId> orders, boolean allWaited) {}

    /** Kills a gateway while orders are under way. */
    private Restart kill(GatewayProcess gateway, List<String> options) {
        List<RedeemableId> orders = orders();
        String baseUri = gateway.baseUri();
        proxy.plan(request -> request.method().equals("POST") ? Fault.answerSwallowed() : Fault.none());
        List<CompletableFuture<Answer>> waiting =
                orders.stream().map(order -> client.redeem(baseUri, order)).toList();
        Sockets.await("the issuer to book", () -> orders.stream().allMatch(order -> booked(order) == 1));
        gateway.close();
        boolean allWaited = waiting.stream()
                .allMatch(
                        call -> call.handle((answer, broken) -> broken != null).join());
        return new Restart(start(options), orders, allWaited);
    }

    /** Repeats the orders to the gateway that was started next. */
    private void repeat(Restart restart, Tally tally) {
        proxy.always(Fault.none());
        String baseUri = restart.next().baseUri();
        restart.orders()
                .forEach(order ->
                        tally.answers().add(client.redeem(baseUri, order).join()));
        restart.orders().forEach(order -> tally.booked().add(booked(order)));
    }

    private GatewayProcess start(List<String> options) {
        GatewayProcess gateway = GatewayProcess.start(proxy.baseUri(), merchants, options);
        gateways.add(gateway);
        return gateway;
    }

    /** One of each kind, in this order. */
    private List<RedeemableId> orders() {
        int number = ++issued;
        List<Redeemable> terms = List.of(
                Coupon.builder("cpn-" + number, Discount.percentage("10")).build(),
                Voucher.builder("vch-" + number, Discount.percentage("10")).build(),
                GiftCard.builder("gft-" + number, "100.00").build());
        return terms.stream()
                .map(each -> issuer.issue(each).toCompletableFuture().join())
                .toList();
    }

    private int booked(RedeemableId id) {
        return issuer.ledger(id).size();
    }
}
