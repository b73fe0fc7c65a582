package io.redemption.server.conformance;

import static io.redemption.server.conformance.HttpSandbox.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.Redemptions;
import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.model.AttemptId;
import io.redemption.model.GiftCard;
import io.redemption.model.HistoryQuery;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Refused;
import io.redemption.model.Resolution;
import io.redemption.model.Resolution.Confirmed;
import io.redemption.model.Resolution.Obstacle;
import io.redemption.model.Resolution.StillUnknown;
import io.redemption.model.Reversal;
import io.redemption.model.Reversed;
import io.redemption.model.ViolationCode;
import io.redemption.port.AttemptJournal;
import io.redemption.server.Merchant;
import io.redemption.server.Merchant.TransactionIds;
import io.redemption.server.RedemptionServer;
import io.redemption.server.RedemptionServerOptions;
import io.redemption.vauchar.VaucharOptions;
import io.redemption.vauchar.VaucharOptionsBuilder;
import io.redemption.vauchar.VaucharRedemptions;
import io.redemption.vertx.CredentialsProvider;
import io.redemption.vertx.VertxRedemptionOptions.Issuer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ours, reversed and in progress have the same results over every path to an issuer. */
class ClaimsEverywhereTest {
    private static final String ORDER = "order-7";

    private final InMemoryRedemptionPort issuer = InMemoryRedemptionPort.create();
    private final RedeemableId card =
            await(issuer.issue(GiftCard.builder("gift-1", "500.00").build()));
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    @AfterEach
    void close() throws Exception {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }

    /** The ways to the issuer. */
    enum Path {
        MEMORY,
        HTTP,
        CACHED,
        GATEWAY
    }

    /** Redemptions as in a new process, with an empty journal. */
    private Redemptions newProcess(Path path) {
        return switch (path) {
            case MEMORY -> use(Redemptions.over(issuer, AttemptJournal.inMemory()));
            case HTTP -> use(VaucharRedemptions.connect(options(strictServer()).build()));
            case CACHED ->
                use(VaucharRedemptions.connect(options(strictServer()).cached().build()));
            case GATEWAY ->
                use(VaucharRedemptions.connect(options(gateway())
                        .transport(http -> http.issuer(Issuer.REDEMPTION_GATEWAY))
                        .build()));
        };
    }

    private VaucharOptionsBuilder options(RedemptionServer server) {
        return VaucharOptions.builder(server.baseUri().toString(), CredentialsProvider.of("shop", "key"))
                .lookFirst();
    }

    private RedemptionServer strictServer() {
        return serve(RedemptionServerOptions.builder(Merchant.of("shop", "key", issuer))
                .strictVauchar(true)
                .port(0)
                .build());
    }

    private RedemptionServer gateway() {
        Redemptions upstream =
                use(VaucharRedemptions.connect(options(strictServer()).build()));
        return serve(RedemptionServerOptions.builder(Merchant.gateway("shop", "key", upstream, TransactionIds.UNIQUE))
                .port(0)
                .build());
    }

    private RedemptionServer serve(RedemptionServerOptions options) {
        RedemptionServer server = await(RedemptionServer.start(options));
        opened.push(() -> await(server.stop()));
        return server;
    }

    private <T extends AutoCloseable> T use(T resource) {
        opened.push(resource);
        return resource;
    }

    private RedemptionRequest.Builder spending(String value) {
        return RedemptionRequest.builder(card).user("anna").value(value);
    }

    private static Redemption redeemed(RedemptionOutcome outcome) {
        assertThat(outcome).isInstanceOf(Redeemed.class);
        return ((Redeemed) outcome).redemption();
    }

    private static List<ViolationCode> codes(RedemptionOutcome outcome) {
        assertThat(outcome).isInstanceOf(Refused.class);
        return ((Refused) outcome)
                .violations().stream().map(violation -> violation.code()).toList();
    }

    private List<Redemption> recorded() {
        return await(issuer.history(card, HistoryQuery.ALL)).orElseThrow().redemptions();
    }

    @ParameterizedTest
    @EnumSource
    void recover_ownRedemptionUnderTheMarker_isConfirmed(Path path) {
        RedemptionAttempt attempt = newProcess(path)
                .prepare(spending("30.00").uniqueTransaction(ORDER).build());
        Redemption first = redeemed(newProcess(path).blocking().redeemFirst(attempt));

        Resolution seen = newProcess(path).blocking().recover(attempt);

        assertThat(seen)
                .isInstanceOfSatisfying(
                        Confirmed.class,
                        confirmed -> assertThat(confirmed.redemption().id()).isEqualTo(first.id()));
    }

    @ParameterizedTest
    @EnumSource
    void recover_otherValueOrUserUnderTheMarker_staysUnknownAndNamesIt(Path path) {
        Redemptions shop = newProcess(path);
        Redemption first = redeemed(shop.blocking()
                .redeem(spending("30.00").uniqueTransaction(ORDER).build()));
        Redemptions later = newProcess(path);

        Resolution otherValue = later.blocking()
                .recover(
                        later.prepare(spending("45.00").uniqueTransaction(ORDER).build()));
        Resolution otherUser = later.blocking()
                .recover(later.prepare(
                        spending("30.00").user("bert").uniqueTransaction(ORDER).build()));

        for (Resolution seen : List.of(otherValue, otherUser)) {
            assertThat(seen).isInstanceOfSatisfying(StillUnknown.class, still -> {
                assertThat(still.why()).isEqualTo(Obstacle.MARKER_TAKEN);
                assertThat(still.found()).containsExactly(first.id());
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void redeem_secondCallOfAPaymentHook_hearsTheFirstAndRedeemsOnce(Path path) {
        Redemptions shop = newProcess(path);
        RedemptionRequest request = spending("30.00").uniqueTransaction(ORDER).build();
        Redemption first = redeemed(shop.blocking().redeem(request));

        RedemptionOutcome again = shop.blocking().redeem(request);

        assertThat(again).isEqualTo(new Redeemed(first, true));
        assertThat(recorded()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void redeem_otherContentUnderAUniqueTransaction_isRefusedUntilTheFirstIsReversed(Path path) {
        Redemptions shop = newProcess(path);
        Redemption first = redeemed(shop.blocking()
                .redeem(spending("30.00").uniqueTransaction(ORDER).build()));
        RedemptionRequest other = spending("45.00").uniqueTransaction(ORDER).build();

        RedemptionOutcome taken = shop.blocking().redeem(other);
        assertThat(shop.blocking().reverse(Reversal.of(first))).isInstanceOf(Reversed.class);
        RedemptionOutcome free = shop.blocking().redeem(other);

        assertThat(codes(taken)).containsExactly(ViolationCode.TRANSACTION_REUSED);
        assertThat(redeemed(free).value()).hasToString("45.00");
        assertThat(recorded()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void redeem_attemptThatWasReversed_isRefusedAsSuch(Path path) {
        Redemptions shop = newProcess(path);
        RedemptionAttempt attempt = shop.prepare(spending("30.00").build());
        shop.blocking().reverse(Reversal.of(redeemed(shop.blocking().redeem(attempt))));

        RedemptionOutcome again = shop.blocking().redeem(attempt);

        assertThat(codes(again)).containsExactly(ViolationCode.ATTEMPT_REVERSED);
        assertThat(recorded()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void redeem_sameAttemptWithOtherContactData_isReplayed(Path path) {
        Redemptions shop = newProcess(path);
        AttemptId id = AttemptId.of("order-7/1");
        Redemption first = redeemed(shop.blocking()
                .redeem(shop.prepare(
                        spending("30.00").email("Anna@Shop.example").build(), id)));

        RedemptionOutcome again = shop.blocking()
                .redeem(shop.prepare(
                        spending("30.00")
                                .email("anna@shop.example")
                                .phone("+1 555")
                                .build(),
                        id));

        assertThat(again).isEqualTo(new Redeemed(first, true));
        assertThat(recorded()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void redeem_orderPreparedAgainInANewProcess_isRecognised(Path path) {
        AttemptId id = AttemptId.of("order-7/1");
        Redemptions before = newProcess(path);
        Redemption first = redeemed(
                before.blocking().redeem(before.prepare(spending("30.00").build(), id)));
        Redemptions after = newProcess(path);

        RedemptionOutcome again =
                after.blocking().redeem(after.prepare(spending("30.00").build(), id));

        assertThat(redeemed(again).id()).isEqualTo(first.id());
        assertThat(((Redeemed) again).replayed()).isTrue();
        assertThat(recorded()).hasSize(1);
    }
}
