package io.redemption.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.redemption.Redemptions;
import io.redemption.RedemptionsBuilder;
import io.redemption.cache.CacheOptions;
import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.jdbc.JdbcAttemptJournal;
import io.redemption.model.Coupon;
import io.redemption.model.Discount;
import io.redemption.model.GiftCard;
import io.redemption.model.Operation;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Resolution;
import io.redemption.model.Violation;
import io.redemption.port.AttemptJournal;
import io.redemption.port.BasketJournal;
import io.redemption.resilience.ResilienceOptions;
import io.redemption.testing.ManualTime;
import io.redemption.testing.ScriptedRedemptionPort;
import io.redemption.vertx.VertxRedemptionOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows is what the examples do. */
class ReadmeTest {
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+\\.\\d+");

    @Test
    void tenLines_run_pay() {
        assertThat(TenLines.run()).isEqualTo("paid");
    }

    @Test
    void baskets_issuerThatRedeemsThemInOneStep_paysOrRefuses() {
        InMemoryRedemptionPort issuer = InMemoryRedemptionPort.create();
        issuer.issue(Coupon.builder("c-1", Discount.percentage("10")).build());
        issuer.issue(GiftCard.builder("g-1", "50.00").build());
        RedemptionRequest coupon = RedemptionRequest.builder(RedeemableId.coupon("c-1"))
                .user("123")
                .build();
        RedemptionRequest card = RedemptionRequest.builder(RedeemableId.giftCard("g-1"))
                .value("30.00")
                .build();

        assertThat(told(issuer, coupon, card)).isEqualTo("paid with 2 items");
        assertThat(told(issuer, coupon, card)).isEqualTo("refused because of [1]");
    }

    private static String told(InMemoryRedemptionPort issuer, RedemptionRequest coupon, RedemptionRequest card) {
        return Baskets.run(issuer, AttemptJournal.inMemory(), BasketJournal.inMemory(), coupon, card);
    }

    @Test
    void durableBaskets_newFile_holdsNoneToUndo(@TempDir Path folder) {
        InMemoryRedemptionPort issuer = InMemoryRedemptionPort.create();

        assertThat(DurableBaskets.run(issuer, folder.resolve("journal.db"), new byte[16]))
                .isZero();
    }

    @Test
    void observed_connects_withoutASend() {
        try (Redemptions shop = Observed.redemptions("merchant", "key", ObservationRegistry.create())) {
            assertThat(shop.capabilities().maxScale()).isEqualTo(2);
        }
    }

    /** The logging API has no MDC here, so that only the order of capture, restoring and putting back is shown. */
    @Test
    void mdc_runsTheTaskAtOnce() {
        List<String> ran = new ArrayList<>();

        new MdcHook().capture().execute(() -> ran.add("task"));

        assertThat(ran).containsExactly("task");
    }

    @Test
    void production_connects_withoutASend() {
        try (Redemptions shop = Production.redemptions("merchant", "key", new SimpleMeterRegistry())) {
            assertThat(shop.toString()).startsWith("Redemptions(Caching(").doesNotContain("merchant,", "key");
        }
    }

    @Test
    void readme_isInTheOrderOfTheFirstHour() throws IOException {
        assertThat(MarkdownPage.read("README.md").lines().stream().filter(line -> line.startsWith("## ")))
                .startsWith(
                        "## Two commands",
                        "## Add it",
                        "## Ten lines",
                        "## The stack",
                        "## What is guaranteed",
                        "## What was tried");
    }

    /** A line without a place that is in this repository may not claim that anything was tried. */
    @Test
    void readme_whatWasTried_isInThisRepository() throws IOException {
        List<List<String>> rows = MarkdownPage.read("README.md").rowsBelow("## What was tried");

        assertThat(rows).isNotEmpty().allSatisfy(row -> {
            List<String> places = QUOTED.matcher(row.get(2))
                    .results()
                    .map(place -> place.group(1))
                    .toList();
            if (places.isEmpty()) {
                assertThat(row.get(1)).matches("not tried.*|\\*\\*does not work.*");
            }
            assertThat(places)
                    .allSatisfy(place -> assertThat(Path.of("..", place)).exists());
        });
    }

    @Test
    void readme_versionsOfSpringBoot_areThoseOfTheBuild() throws IOException {
        String build = Files.readString(Path.of("..", "pom.xml"));
        String row = Files.readAllLines(Path.of("..", "README.md")).stream()
                .filter(line -> line.startsWith("| Spring Boot "))
                .findFirst()
                .orElseThrow();

        assertThat(VERSION.matcher(row).results().map(MatchResult::group))
                .hasSize(2)
                .allSatisfy(version -> assertThat(build).containsPattern("spring-boot[-0-9]*.version>" + version));
    }

    /** Figures that a reader relies on, as the code has them. */
    @Test
    void pages_figures_areThoseOfTheCode() throws IOException {
        int calls = ResilienceOptions.DEFAULT_MAX_CONCURRENT;
        int connections = VertxRedemptionOptions.DEFAULT_POOL_SIZE;

        assertThat(page("README.md"))
                .contains("Reads and writes may each have " + calls + " calls under way")
                .contains("over " + connections + " connections each");
        assertThat(page("docs/faq.md"))
                .contains(calls + " reads and " + calls + " writes may be under way at once")
                .contains("pools of " + connections + " connections each")
                .contains("up to " + ResilienceOptions.DEFAULT_MAX_SENDS + " sends within one deadline of "
                        + ResilienceOptions.DEFAULT_TOTAL_DEADLINE.toSeconds() + " seconds")
                .contains("(" + RedemptionsBuilder.DEFAULT_MAX_EXECUTION_DELAY.toSeconds() + " and "
                        + RedemptionsBuilder.DEFAULT_MAX_READ_LAG.toSeconds() + " seconds)")
                .contains("`maxClockSkew` (" + VertxRedemptionOptions.DEFAULT_MAX_CLOCK_SKEW.toMinutes() + " minutes)")
                .contains("time to live (" + CacheOptions.DEFAULT_TIME_TO_LIVE.toSeconds() + " seconds)")
                .contains("those of the last " + JdbcAttemptJournal.DEFAULT_KEEP_SETTLED.toHours() + " hours");
    }

    private static String page(String name) throws IOException {
        return String.join(" ", MarkdownPage.read(name).lines());
    }

    @Test
    void readme_isShort() throws IOException {
        assertThat(Files.readAllLines(Path.of("..", "README.md"))).hasSizeLessThan(225);
    }

    @Test
    void doubts_answerLost_isPendingAndFoundByAskingAgain() {
        ManualTime time = ManualTime.at(Instant.EPOCH);
        InMemoryRedemptionPort issuer = InMemoryRedemptionPort.create();
        issuer.issue(GiftCard.builder("g-1", "50.00").build());
        ScriptedRedemptionPort port = ScriptedRedemptionPort.over(issuer, time);
        List<String> states = new ArrayList<>();
        Doubts.Orders orders = new RecordingOrders(states);
        port.next(Operation.REDEEM).lostAfterApplied();

        try (Redemptions shop = Redemptions.builder(port).time(time).build()) {
            RedemptionAttempt attempt = shop.prepare(RedemptionRequest.builder(RedeemableId.giftCard("g-1"))
                    .value("30.00")
                    .build());
            Doubts.pay(shop, attempt, orders);
            time.advance(Duration.ofMinutes(2));
            String ticket = states.get(0);
            Resolution found = Doubts.askAgain(shop, attempt, new Doubts.OrderRow(ticket))
                    .toCompletableFuture()
                    .join();
            Doubts.pay(shop, attempt, orders);

            assertThat(found).isInstanceOf(Resolution.Confirmed.class);
            assertThat(states).containsExactly(ticket, "paid");
        }
    }

    @Test
    void operations_singleCalls_areAnsweredInMemoryToo() {
        InMemoryRedemptionPort issuer = InMemoryRedemptionPort.create();
        RedeemableId card = RedeemableId.giftCard("g-1");
        issuer.issue(GiftCard.builder("g-1", "50.00").build());

        try (Redemptions shop = Redemptions.over(issuer, AttemptJournal.inMemory())) {
            RedemptionAttempt attempt =
                    shop.prepare(RedemptionRequest.builder(card).value("30.00").build());
            SingleCalls.Answers answers = SingleCalls.call(shop, attempt, card);

            assertThat(answers.outcome().<Boolean>fold(redeemed -> true, refused -> false, unknown -> false))
                    .isTrue();
            assertThat(answers.card()).isPresent();
        }
    }

    private record RecordingOrders(List<String> states) implements Doubts.Orders {
        @Override
        public String paid(RedemptionAttempt attempt) {
            return add("paid");
        }

        @Override
        public String reopen(RedemptionAttempt attempt, List<Violation> violations) {
            return add("open");
        }

        @Override
        public String pending(RedemptionAttempt attempt, String ticket) {
            return add(ticket);
        }

        private String add(String state) {
            states.add(state);
            return state;
        }
    }
}
