package io.redemption.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.Redemptions;
import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.jdbc.JdbcAttemptJournal;
import io.redemption.jdbc.JdbcBasketJournal;
import io.redemption.model.AttemptId;
import io.redemption.model.BasketOutcome;
import io.redemption.model.BasketRecord;
import io.redemption.model.Capabilities;
import io.redemption.model.Capability;
import io.redemption.model.FailureCode;
import io.redemption.model.GiftCard;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionRequest;
import io.redemption.port.AttemptJournal;
import io.redemption.port.BasketJournal;
import io.redemption.port.RedemptionPort;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.sqlite.SQLiteDataSource;

/** Baskets over an issuer that cannot redeem them in one, kept beside the attempts. */
class BasketPropertiesTest {
    private static final String KEY = "sixteen-characters-or-more";

    private final InMemoryRedemptionPort issuer = InMemoryRedemptionPort.create();
    private final SQLiteDataSource database = new SQLiteDataSource();

    @TempDir
    Path folder;

    @BeforeEach
    void setUp() {
        database.setUrl("jdbc:sqlite:" + folder.resolve("journal.db"));
        for (String id : List.of("gift-1", "gift-2")) {
            issuer.issue(GiftCard.builder(id, "100.00").build())
                    .toCompletableFuture()
                    .join();
        }
    }

    @Test
    void basketsTrue_redeemsStepByStep_andRemembers() {
        application("redemption.journal.baskets=true").run(context -> {
            assertThat(redeemBoth(context)).isInstanceOf(BasketOutcome.AllRedeemed.class);
            assertThat(context.getBean(BasketJournal.class)).isInstanceOf(JdbcBasketJournal.class);
            assertThat(open(context.getBean(BasketJournal.class))).isEmpty();
        });
    }

    @Test
    void basketsNotSet_isNotSupported() {
        application().run(context -> {
            assertThat(context).doesNotHaveBean(BasketJournal.class);
            assertThat(redeemBoth(context)).isEqualTo(FailureCode.NOT_SUPPORTED);
        });
    }

    @Test
    void basketOfAnEndedProcess_isUndoneAtStart() throws Exception {
        String left = "B17";
        JdbcAttemptJournal.migrate(database);
        try (JdbcAttemptJournal attempts = JdbcAttemptJournal.builder(database)
                .userKey(KEY.getBytes(StandardCharsets.UTF_8))
                .build()) {
            JdbcBasketJournal.over(attempts)
                    .append(left, BasketRecord.started(List.of(AttemptId.of("a-1"), AttemptId.of("a-2"))), 0)
                    .toCompletableFuture()
                    .join();
        }

        application("redemption.journal.baskets=true").run(context -> {
            BasketJournal baskets = context.getBean(BasketJournal.class);
            for (int i = 0; i < 200 && !open(baskets).isEmpty(); i++) {
                Thread.sleep(50);
            }
            assertThat(open(baskets)).as("open baskets after ten seconds").isEmpty();
            assertThat(baskets.find(left).toCompletableFuture().join().records())
                    .extracting(BasketRecord::kind)
                    .contains(BasketRecord.Kind.ABORTED);
        });
    }

    @Test
    void storeInMemory_keepsBasketsInMemory() {
        application("redemption.journal.baskets=true", "redemption.journal.store=memory")
                .run(context -> {
                    assertThat(redeemBoth(context)).isInstanceOf(BasketOutcome.AllRedeemed.class);
                    assertThat(context.getBean(BasketJournal.class).survivesRestart())
                            .isFalse();
                });
    }

    @Test
    void attemptsOfTheApplication_cannotHaveBasketsBesideThem() {
        application("redemption.journal.baskets=true", "redemption.journal.store=memory")
                .withBean(AttemptJournal.class, AttemptJournal::inMemory)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("'redemption.journal.baskets' is true"));
    }

    private ApplicationContextRunner application(String... properties) {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(RedemptionAutoConfiguration.class))
                .withBean(DataSource.class, () -> database)
                .withBean(RedemptionPort.class, this::oneByOne)
                .withPropertyValues("redemption.journal.store=jdbc", "redemption.journal.user-key=" + KEY)
                .withPropertyValues(properties);
    }

    private static Object redeemBoth(AssertableApplicationContext context) {
        Redemptions redemptions = context.getBean(Redemptions.class);
        List<RedemptionAttempt> basket = List.of("gift-1", "gift-2").stream()
                .map(id -> redemptions.prepare(RedemptionRequest.builder(
                                GiftCard.builder(id, "1").build().id())
                        .value("30.00")
                        .build()))
                .toList();
        try {
            return redemptions.blocking().redeemAll(basket);
        } catch (RedemptionException e) {
            return e.code();
        }
    }

    private static List<String> open(BasketJournal baskets) {
        return baskets.openBaskets(Duration.ZERO, 10).toCompletableFuture().join();
    }

    /** The issuer, without the ability to redeem a basket in one. */
    private RedemptionPort oneByOne() {
        Set<Capability> supported = EnumSet.copyOf(issuer.capabilities().supported());
        supported.remove(Capability.ATOMIC_BASKET);
        Capabilities capabilities = new Capabilities(supported, 2);
        return (RedemptionPort) Proxy.newProxyInstance(
                RedemptionPort.class.getClassLoader(),
                new Class<?>[] {RedemptionPort.class},
                (proxy, method, arguments) -> {
                    try {
                        return method.getName().equals("capabilities")
                                ? capabilities
                                : method.invoke(issuer, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
    }
}
