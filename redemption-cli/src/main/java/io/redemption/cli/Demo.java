package io.redemption.cli;

import io.redemption.BlockingRedemptions;
import io.redemption.Redemptions;
import io.redemption.model.Amount;
import io.redemption.model.Code;
import io.redemption.model.Discount;
import io.redemption.model.Freshness;
import io.redemption.model.HistoryQuery;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableState;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Refused;
import io.redemption.model.Reversal;
import io.redemption.vertx.CredentialsProvider;
import io.redemption.vertx.VertxRedemptionOptions;
import io.redemption.vertx.VertxRedemptionPort;
import io.vertx.core.Vertx;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The steps of the demonstration. Not thread-safe. */
final class Demo implements AutoCloseable {
    private static final RedeemableId AMAZING = RedeemableId.coupon("cpn-1502288320598b19c0d59fd");
    private static final RedeemableId WELCOME = RedeemableId.coupon("cpn-17040672006592008005e21");
    private static final RedeemableId SUMMER = RedeemableId.coupon("cpn-17040672006592008006f32");
    private static final RedeemableId VOUCHER = RedeemableId.voucher("vcr-17040672006592008001a2b");
    private static final RedeemableId CARD = RedeemableId.giftCard("gift-148061360458405ee43a1a8");
    private static final RedeemableId OTHER_CARD = RedeemableId.giftCard("gift-148061212058405918eee94");

    private final LossyLink link;
    private final DemoTable table;
    private final Redemptions redemptions;
    private final BlockingRedemptions shop;
    private final DemoSettlements settlements;
    private @Nullable Redemption latest;

    private Demo(LossyLink link, DemoTable table, Redemptions redemptions, DemoSettlements settlements) {
        this.link = link;
        this.table = table;
        this.redemptions = redemptions;
        this.shop = redemptions.blocking();
        this.settlements = settlements;
    }

    static Demo over(Vertx vertx, LossyLink link, MerchantPair pair, DemoTable table) {
        VertxRedemptionOptions options = VertxRedemptionOptions.builder(
                        "http://127.0.0.1:" + link.port(), CredentialsProvider.of(pair.id(), pair.key()))
                .issuer(VertxRedemptionOptions.Issuer.REDEMPTION_SERVER)
                .build();
        VertxRedemptionPort port = VertxRedemptionPort.create(vertx, options);
        DemoSettlements settlements = new DemoSettlements();
        return new Demo(
                link,
                table,
                Redemptions.builder(port)
                        .ownedResource(port)
                        .listener(settlements)
                        .build(),
                settlements);
    }

    void run() {
        coupons();
        vouchers();
        giftCards();
        lostAnswer();
    }

    private void coupons() {
        table.section("Coupons");
        table.step("look up the code AMAZING", "5000.00 USD off", () -> lookup("AMAZING"));
        table.step("redeem it: user 123, value 50.00", "redeemed 50.00", () -> redeem(documentedCoupon()));
        table.step("list its redemptions", "1", () -> count(AMAZING));
        table.step("find that redemption", "found", this::find);
        table.step("reverse it", "reversed", this::reverse);
        table.step("reverse it again", "nothing to reverse", this::reverse);
        table.step("redeem WELCOME, once for each user", "redeemed", () -> redeem(by("123", WELCOME)));
        table.step("redeem it again as the same user", "refused: user_limit_reached", () -> redeem(by("123", WELCOME)));
        table.step("redeem it as another user", "redeemed", () -> redeem(by("124", WELCOME)));
        table.step("redeem SUMMER23, which ended in 2023", "refused: expired", () -> redeem(by("123", SUMMER)));
    }

    private void vouchers() {
        table.section("Vouchers");
        table.step("redeem a single-use voucher", "redeemed", () -> redeem(by("123", VOUCHER)));
        table.step("redeem it again", "refused: already_redeemed", () -> redeem(by("124", VOUCHER)));
        table.step("list its redemptions", "1", () -> count(VOUCHER));
        table.step("find that redemption", "found", this::find);
        table.step("take it back", "reversed", this::reverse);
        table.step("redeem it now", "redeemed", () -> redeem(by("124", VOUCHER)));
    }

    private void giftCards() {
        table.section("Gift cards");
        table.step("redeem 50.00 of 600.00", "redeemed 50.00", () -> redeem(documentedGiftCard()));
        table.step("look at the balance", "550.00", () -> balance(CARD));
        table.step("redeem 550.01, one cent too much", "refused: balance_too_low", () -> redeem(of(CARD, "550.01")));
        table.step("find the redemption of 50.00", "found", this::find);
        table.step("take it back", "reversed", this::reverse);
        table.step("look at the balance", "600.00", () -> balance(CARD));
    }

    private void lostAnswer() {
        table.section("A lost answer: the server redeems, then the connection breaks");
        RedemptionAttempt attempt = redemptions.prepare(of(OTHER_CARD, "30.00"));
        table.step("redeem 30.00 of 100.00", "unknown: NO_ANSWER", () -> {
            link.loseNextAnswer();
            return describe(shop.redeem(attempt));
        });
        table.step("only wait: it is read back", "confirmed 30.00", () -> settlements.await(attempt, shop));
        table.step("send the same attempt again", "redeemed 30.00, replayed", () -> describe(shop.redeem(attempt)));
        table.step("look at the balance: spent once", "70.00", () -> balance(OTHER_CARD));
    }

    /**
     * Shows a client that is killed between its request and the answer.
     *
     * @param ownLink a link that nobody else uses
     */
    void killedClient(Vertx vertx, LossyLink ownLink) {
        table.section("A killed client: the server redeems, and the client's process is killed");
        table.note("Its journal is a SQLite file. Bounds, shortened: executed within "
                + DemoClient.EXECUTED_WITHIN.toMillis() + " ms, listed within " + DemoClient.LISTED_WITHIN.toMillis()
                + " ms.");
        try (KilledClient other = new KilledClient()) {
            table.step("redeem 20.00 of 70.00 in another process", "killed", () -> other.runAndKill(ownLink));
            DemoSettlements found = new DemoSettlements();
            try (DemoClient next = DemoClient.open(vertx, ownLink.port(), other.journal(), found)) {
                BlockingRedemptions reopened = next.redemptions().blocking();
                table.step(
                        "open its journal, and only wait",
                        "confirmed 20.00",
                        () -> found.await(next.order(), reopened));
                table.step(
                        "redeem the order again",
                        "redeemed 20.00, replayed",
                        () -> describe(reopened.redeem(next.order())));
            }
        }
        table.step("look at the balance: spent once", "50.00", () -> balance(OTHER_CARD));
    }

    private static RedemptionRequest documentedCoupon() {
        return RedemptionRequest.builder(AMAZING)
                .user("123")
                .email("test@vauchar.com")
                .phone("82383209830")
                .uniqueTransaction("transa001")
                .value("50")
                .build();
    }

    private static RedemptionRequest documentedGiftCard() {
        return RedemptionRequest.builder(CARD)
                .user("user001")
                .email("user1@vauchar.com")
                .phone("91100911100")
                .value("50")
                .build();
    }

    private static RedemptionRequest by(String user, RedeemableId id) {
        return RedemptionRequest.builder(id).user(user).build();
    }

    private static RedemptionRequest of(RedeemableId card, String value) {
        return RedemptionRequest.builder(card).value(value).build();
    }

    private String redeem(RedemptionRequest request) {
        return describe(shop.redeem(request));
    }

    private String describe(RedemptionOutcome outcome) {
        return outcome.fold(
                redeemed -> {
                    latest = redeemed.redemption();
                    return "redeemed" + value(latest) + (redeemed.replayed() ? ", replayed" : "");
                },
                Demo::reasons,
                unknown -> "unknown: " + unknown.ticket().doubt());
    }

    private static String reasons(Refused refused) {
        return "refused: "
                + refused.violations().stream()
                        .map(violation -> violation.code().value())
                        .collect(Collectors.joining(", "));
    }

    private static String value(Redemption redemption) {
        Amount value = redemption.value();
        return value == null ? "" : " " + value;
    }

    private String lookup(String code) {
        return shop.lookup(Code.of(code)).map(Demo::terms).orElse("not found");
    }

    private static String terms(RedeemableState state) {
        return state.redeemable()
                .fold(
                        coupon -> discount(coupon.value()) + " " + coupon.currency() + " off",
                        voucher -> "a voucher",
                        card -> "a gift card");
    }

    private static String discount(@Nullable Discount value) {
        return value == null ? "something" : value.fold(fixed -> fixed.amount() + "", share -> share.percent() + "%");
    }

    private String find() {
        Redemption wanted = latest;
        return wanted != null
                        && shop.find(wanted.redeemable(), wanted.id())
                                .filter(found -> found.id().equals(wanted.id()))
                                .isPresent()
                ? "found"
                : "not found";
    }

    private String reverse() {
        return latest == null
                ? "nothing redeemed yet"
                : shop.reverse(Reversal.of(latest))
                        .fold(
                                reversed -> "reversed",
                                nothing -> "nothing to reverse",
                                Demo::reasons,
                                unknown -> "unknown: " + unknown.ticket().doubt());
    }

    private String count(RedeemableId id) {
        return shop.history(id, HistoryQuery.ALL_FROM_ISSUER)
                .map(history -> String.valueOf(history.redemptions().size()))
                .orElse("no such redeemable");
    }

    private String balance(RedeemableId id) {
        return shop.lookup(id, Freshness.FROM_ISSUER)
                .map(state -> String.valueOf(state.usage().balance()))
                .orElse("no such card");
    }

    @Override
    public void close() {
        redemptions.close();
    }
}
