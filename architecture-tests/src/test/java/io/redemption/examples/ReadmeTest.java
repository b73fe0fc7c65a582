package io.redemption.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.redemption.Redemptions;
import io.redemption.inmemory.InMemoryRedemptionPort;
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
import io.redemption.testing.ManualTime;
import io.redemption.testing.ScriptedRedemptionPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the README shows is what the examples do. */
class ReadmeTest {
    private static final Pattern EXAMPLE =
            Pattern.compile("<!-- example: ([^\\s#]+)(?:#(\\S+))? -->\\n```java\\n(.*?)```", Pattern.DOTALL);

    private static final Pattern MARKED =
            Pattern.compile("[ \\t]*// example begins(?:: (\\S+))?\\n(.*?)\\n[ \\t]*// example ends", Pattern.DOTALL);

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "docs/baskets.md",
                "docs/doubts.md",
                "docs/operations.md",
                "docs/recipes.md"
            })
    void page_eachExample_isTheCodeThatRuns(String page) throws IOException {
        String readme = Files.readString(Path.of("..", page));

        List<MatchResult> examples = EXAMPLE.matcher(readme).results().toList();

        assertThat(examples)
                .isNotEmpty()
                .allSatisfy(
                        example -> assertThat(example.group(3)).isEqualTo(code(example.group(1), example.group(2))));
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

    /** What stands between each two marks of a source file, without its indentation and parted by an empty line. */
    private static String code(String file, @Nullable String name) throws IOException {
        return MARKED.matcher(Files.readString(Path.of("..", file)))
                .results()
                .filter(part -> Objects.equals(part.group(1), name))
                .map(part -> part.group(2).stripIndent() + "\n")
                .collect(Collectors.joining("\n"));
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
