package io.redemption.reliability.basket;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.inmemory.LedgerEntry;
import io.redemption.model.Coupon;
import io.redemption.model.Discount;
import io.redemption.model.GiftCard;
import io.redemption.model.Redeemable;
import io.redemption.model.RedeemableId;
import io.redemption.model.Voucher;
import io.redemption.reliability.Figures;
import io.redemption.server.Merchant;
import io.redemption.server.RedemptionServer;
import io.redemption.server.RedemptionServerOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Shops that are killed at random moments while they redeem baskets over SQLite journals, at an issuer that has neither
 * baskets nor idempotency keys. Each takes up what the killed one left, and may be killed over it.
 */
@Timeout(300)
class KilledShopTest {
    private static final String KILLS = "killed shops: kills at random moments";
    private static final int MOST_CALLERS_TOLD = 16;
    private static final int LONGEST_WAIT_MILLIS = 100;
    private static final int MOST_CONTROL_KILLS = 3;
    private static final int MOST_SETTLERS = 4;

    private final Figures figures = Figures.ofThisRun();
    private final InMemoryRedemptionPort issuer = InMemoryRedemptionPort.create();
    private final RedemptionServer server = RedemptionServer.start(
                    RedemptionServerOptions.builder(Merchant.of(ShopMain.MERCHANT, ShopMain.KEY, issuer))
                            .port(0)
                            .strictVauchar(true)
                            .build())
            .toCompletableFuture()
            .join();
    private final List<ShopProcess> shops = new ArrayList<>();
    private final Map<Integer, String> told = new HashMap<>();
    private int issued;
    private int taken;

    @TempDir
    Path directory = Path.of("");

    @AfterEach
    void stop() {
        shops.forEach(ShopProcess::close);
        server.stop().toCompletableFuture().join();
    }

    /** What became of the baskets that were begun. */
    private record Ends(int whole, int empty, int half, int twice, int wronglyTold) {}

    @Test
    void redeemAll_shopKilledAtRandomMoments_isWholeOrEmptyAfterTheRestart() throws InterruptedException {
        int kills = figures.target(KILLS);
        long begun = System.nanoTime();
        killed(ShopProcess.Mode.REDEEMS, kills);
        settle();

        Ends ends = ends();
        System.out.printf(
                "killed shops: %d kills in %d ms, callers were told %s, %d taken up, %s%n",
                kills,
                (System.nanoTime() - begun) / 1_000_000,
                told.values().stream().collect(Collectors.groupingBy(end -> end, Collectors.counting())),
                taken,
                ends);
        assertThat(ends.whole()).as("whole baskets").isPositive();
        figures.prove(KILLS, kills);
        figures.prove("killed shops: baskets taken up after a kill", taken);
        figures.prove("killed shops: baskets whose caller was told that all is redeemed", toldAll());
        figures.prove("killed shops: half baskets", ends.half());
        figures.prove("killed shops: items redeemed twice", ends.twice());
        figures.prove("killed shops: baskets that are not as their caller was told", ends.wronglyTold());
    }

    @Test
    void redeemAll_journalThatAcknowledgesBeforeTheCommit_isCaught() throws InterruptedException {
        Ends ends = ends();
        for (int kill = 0; kill < MOST_CONTROL_KILLS && ends.half() + ends.wronglyTold() == 0; kill++) {
            killed(ShopProcess.Mode.REDEEMS_WITH_EARLY_JOURNAL, 1);
            settle();
            ends = ends();
        }

        System.out.println("killed shops with a journal that acknowledges early: " + ends);
        figures.prove("killed shops: journal that acknowledges before the commit caught", ends.half() > 0 ? 1 : 0);
    }

    /** Kills one shop after another. The JVM of the next starts meanwhile. */
    private void killed(ShopProcess.Mode mode, int kills) throws InterruptedException {
        Random moments = new Random(kills);
        ShopProcess next = start(mode);
        for (int kill = 0; kill < kills; kill++) {
            ShopProcess shop = next;
            shop.begin();
            taken += found(shop);
            next = kill + 1 < kills ? start(mode) : shop;
            // Every second one is killed before it has warmed up.
            while (kill % 2 == 0 && !hear(shop.line()).equals("ALL")) {
                assertThat(told.size()).as("callers that were told").isLessThan(issued);
            }
            int callers = kill % 2 == 0 ? moments.nextInt(MOST_CALLERS_TOLD) : 0;
            for (int i = 0; i < callers; i++) {
                String unused = hear(shop.line());
            }
            Thread.sleep(moments.nextInt(LONGEST_WAIT_MILLIS));
            for (String line : shop.kill()) {
                String unused = hear(line);
            }
        }
    }

    private static int found(ShopProcess shop) {
        String[] words = shop.line().split(" ", -1);
        assertThat(words).hasSize(3).startsWith("found");
        return Integer.parseInt(words[1]);
    }

    /** Notes what the caller of a basket was told, and returns it. */
    private String hear(String line) {
        String[] words = line.split(" ", -1);
        assertThat(words.length).as("words of: " + line).isGreaterThan(2);
        told.put(Integer.valueOf(words[words.length - 2]), words[0]);
        return words[0];
    }

    /** Starts shops that redeem nothing until no basket is open. On a busy machine one may not live long enough. */
    private void settle() {
        String said = "nothing";
        for (int i = 0; i < MOST_SETTLERS && !said.equals("settled ."); i++) {
            ShopProcess settler = start(ShopProcess.Mode.SETTLES);
            settler.begin();
            int found = found(settler);
            taken += i == 0 ? found : 0;
            said = settler.line();
            settler.close();
        }
        assertThat(said).isEqualTo("settled .");
    }

    private ShopProcess start(ShopProcess.Mode mode) {
        int first = issued;
        if (mode != ShopProcess.Mode.SETTLES) {
            issued += ShopMain.MOST_BASKETS;
            IntStream.range(first, issued).forEach(this::issue);
        }
        String baseUri = "http://127.0.0.1:" + server.port();
        ShopProcess shop = ShopProcess.start(baseUri, directory.resolve("journal.db"), first, mode);
        shops.add(shop);
        return shop;
    }

    private void issue(int basket) {
        List<RedeemableId> items = ShopMain.items(basket);
        List<Redeemable> terms = List.of(
                Coupon.builder(items.get(0).value(), Discount.percentage("10")).build(),
                Voucher.builder(items.get(1).value(), Discount.percentage("10")).build(),
                GiftCard.builder(items.get(2).value(), "100.00").build());
        terms.forEach(each -> issuer.restore(each).toCompletableFuture().join());
    }

    private long toldAll() {
        return told.values().stream().filter("ALL"::equals).count();
    }

    private int entries(RedeemableId item, LedgerEntry.Type type) {
        return (int) issuer.ledger(item).stream()
                .filter(entry -> entry.type() == type)
                .count();
    }

    private Ends ends() {
        int whole = 0;
        int empty = 0;
        int half = 0;
        int twice = 0;
        int wronglyTold = 0;
        for (int basket = 0; basket < issued; basket++) {
            int active = 0;
            int begun = 0;
            for (RedeemableId item : ShopMain.items(basket)) {
                int made = entries(item, LedgerEntry.Type.REDEMPTION);
                begun += made;
                active += made - entries(item, LedgerEntry.Type.REVERSAL);
                twice += made > 1 ? 1 : 0;
            }
            boolean isWhole = active == ShopMain.items(basket).size();
            whole += isWhole ? 1 : 0;
            empty += begun > 0 && active == 0 ? 1 : 0;
            half += !isWhole && active != 0 ? 1 : 0;
            String said = told.getOrDefault(basket, "nothing");
            wronglyTold += (said.equals("ALL") && !isWhole) || (said.equals("NONE") && active != 0) ? 1 : 0;
        }
        return new Ends(whole, empty, half, twice, wronglyTold);
    }
}
