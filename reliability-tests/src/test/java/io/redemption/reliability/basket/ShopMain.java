package io.redemption.reliability.basket;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.redemption.Redemptions;
import io.redemption.jdbc.JdbcAttemptJournal;
import io.redemption.jdbc.JdbcBasketJournal;
import io.redemption.model.AttemptId;
import io.redemption.model.BasketRecord;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Ticket;
import io.redemption.port.BasketJournal;
import io.redemption.vauchar.VaucharOptions;
import io.redemption.vauchar.VaucharRedemptions;
import io.redemption.vertx.CredentialsProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The shop of a {@link ShopProcess}. It says {@code found N .} when it has taken up N baskets that an earlier process
 * left, and for each basket of its own what it was told: {@code ALL number .}, {@code NONE}, {@code UNKNOWN} or
 * {@code FAILED}.
 */
final class ShopMain {
    static final String MERCHANT = "shop";
    static final String KEY = "secret";

    /** How many baskets one process has at most. */
    static final int MOST_BASKETS = 150;

    private static final int THREADS = 8;
    private static final Duration SEND_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration PORT_TIMEOUT = Duration.ofMillis(2_100);
    private static final Duration MAX_EXECUTION_DELAY = Duration.ofSeconds(2);
    private static final Duration MAX_READ_LAG = Duration.ofMillis(100);

    /** Long enough for several rounds of looking on a busy machine. */
    private static final Duration SETTLE_WITHIN = Duration.ofSeconds(25);

    private ShopMain() {}

    /** The items of a basket: one of each kind, of which no other basket has any. */
    static List<RedeemableId> items(int basket) {
        return List.of(
                RedeemableId.coupon("cpn-" + basket),
                RedeemableId.voucher("vch-" + basket),
                RedeemableId.giftCard("gft-" + basket));
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        ShopProcess.Mode mode = ShopProcess.Mode.valueOf(arguments[3]);
        say("ready");
        if (System.in.read() < 0) {
            return;
        }
        JdbcAttemptJournal attempts = JdbcAttemptJournal.sqlite(Path.of(arguments[1]))
                .userKey("a key of the tests, long enough".getBytes(US_ASCII))
                .build();
        BasketJournal baskets = JdbcBasketJournal.over(attempts);
        BasketJournal used = mode == ShopProcess.Mode.REDEEMS_WITH_EARLY_JOURNAL
                ? new EarlyBasketJournal(baskets, Duration.ofSeconds(1))
                : baskets;
        Redemptions shop =
                VaucharRedemptions.connect(VaucharOptions.builder(arguments[0], CredentialsProvider.of(MERCHANT, KEY))
                        .transport(http -> http.sendTimeout(SEND_TIMEOUT).connectTimeout(SEND_TIMEOUT))
                        .withoutResilience()
                        .portTimeout(PORT_TIMEOUT)
                        .maxExecutionDelay(MAX_EXECUTION_DELAY)
                        .maxReadLag(MAX_READ_LAG)
                        .journal(attempts)
                        .basketJournal(used)
                        .build());
        say("found " + shop.recoverBaskets().toCompletableFuture().join());
        if (mode == ShopProcess.Mode.SETTLES) {
            settle(shop, baskets);
        } else {
            redeem(shop, Integer.parseInt(arguments[2]));
        }
    }

    private static synchronized void say(String what) {
        System.out.println(what + " .");
        System.out.flush();
    }

    /** Ends this process when no basket is open. */
    private static void settle(Redemptions shop, BasketJournal baskets) throws InterruptedException {
        long begun = System.nanoTime();
        List<String> open = List.of();
        do {
            Thread.sleep(100);
            open = baskets.openBaskets(Duration.ZERO, 100).toCompletableFuture().join();
        } while (!open.isEmpty() && System.nanoTime() - begun < SETTLE_WITHIN.toNanos());
        say(open.isEmpty() ? "settled" : "open " + open.size() + " " + why(shop, baskets, open.get(0)));
        shop.close();
        System.exit(0);
    }

    /** Says of one basket what is in its way. */
    private static String why(Redemptions shop, BasketJournal baskets, String name) {
        List<BasketRecord> records =
                baskets.find(name).toCompletableFuture().join().records();
        List<String> steps = new ArrayList<>();
        for (BasketRecord each : records) {
            Ticket ticket = each.ticket();
            String seen = ticket == null
                    ? ""
                    : " " + shop.resolve(ticket).toCompletableFuture().join();
            steps.add(each.kind() + " " + each.step() + seen);
        }
        return steps.toString();
    }

    private static void redeem(Redemptions shop, int first) throws InterruptedException {
        AtomicInteger next = new AtomicInteger(first);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(() -> {
                for (int basket = next.getAndIncrement();
                        basket < first + MOST_BASKETS;
                        basket = next.getAndIncrement()) {
                    say(redeem(shop, attempts(shop, basket)) + " " + basket);
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static List<RedemptionAttempt> attempts(Redemptions shop, int basket) {
        return items(basket).stream()
                .map(item -> shop.prepare(
                        RedemptionRequest.builder(item)
                                .user("shopper")
                                .value("1.00")
                                .build(),
                        AttemptId.of("order-" + basket + "-" + item.kind())))
                .toList();
    }

    private static String redeem(Redemptions shop, List<RedemptionAttempt> basket) {
        try {
            return shop.blocking().redeemAll(basket).fold(all -> "ALL", none -> "NONE", unknown -> "UNKNOWN");
        } catch (RedemptionException notSent) {
            return "FAILED " + notSent.code();
        }
    }
}
