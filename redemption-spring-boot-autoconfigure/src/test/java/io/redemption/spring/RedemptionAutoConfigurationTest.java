package io.redemption.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.redemption.Redemptions;
import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.jdbc.JdbcAttemptJournal;
import io.redemption.model.AttemptId;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import io.redemption.port.AttemptJournal;
import io.redemption.port.RedemptionPort;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.sqlite.SQLiteDataSource;

/** Which beans the properties make, and what is said where they make none. */
class RedemptionAutoConfigurationTest {
    private static final String[] CREDENTIALS = {
        "redemption.vauchar.merchant-id=acme", "redemption.vauchar.api-key=s3cr3t-of-acme"
    };

    private final ApplicationContextRunner application =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(RedemptionAutoConfiguration.class));

    @TempDir
    Path folder;

    @Test
    void credentials_areEnough() {
        application.withPropertyValues(CREDENTIALS).run(context -> {
            assertThat(context).hasSingleBean(Redemptions.class).doesNotHaveBean(RedemptionPort.class);
            assertThat(context).getBean("redemptions").hasToString(redemptions(context));
            assertThat(redemptions(context)).contains("https://api.vauchar.com").doesNotContain("s3cr3t");
        });
    }

    @Test
    void sendTimeoutBelowTheConnectTimeout_isEnough() {
        application
                .withPropertyValues(CREDENTIALS)
                .withPropertyValues("redemption.vauchar.send-timeout=900ms")
                .run(context -> assertThat(context).hasSingleBean(Redemptions.class));
    }

    @Test
    void credentialsMissing_namesTheProperty() {
        application
                .withPropertyValues("redemption.vauchar.merchant-id=acme")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(RedemptionSetupException.class)
                        .hasMessageContaining("'redemption.vauchar.api-key' is missing"));
    }

    @Test
    void portInMemory_isABeanThatRedemptionsUse() {
        application.withPropertyValues("redemption.port=in-memory").run(context -> {
            assertThat(context).hasSingleBean(InMemoryRedemptionPort.class);
            assertThat(redemptions(context)).contains("InMemory(");
        });
    }

    @Test
    void portInMemory_withoutItsModule_namesTheDependency() {
        application
                .withPropertyValues("redemption.port=in-memory")
                .withClassLoader(new FilteredClassLoader(InMemoryRedemptionPort.class))
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("io.redemption:redemption-adapter-inmemory"));
    }

    @Test
    void portOfTheApplication_isUsed() {
        InMemoryRedemptionPort own = InMemoryRedemptionPort.create();

        application.withBean(RedemptionPort.class, () -> own).run(context -> {
            assertThat(context).hasSingleBean(Redemptions.class).hasSingleBean(RedemptionPort.class);
            assertThat(redemptions(context)).contains(own.toString());
        });
    }

    @Test
    void redemptionsOfTheApplication_areLeftAlone() {
        Redemptions own = Redemptions.builder(InMemoryRedemptionPort.create()).build();

        application
                .withBean("mine", Redemptions.class, () -> own)
                .withPropertyValues(CREDENTIALS)
                .run(context -> assertThat(context.getBean(Redemptions.class)).isSameAs(own));
    }

    @Test
    void severalMerchants_haveRedemptionsEach() {
        application
                .withPropertyValues("redemption.port=in-memory", "redemption.merchants.acme.vauchar.merchant-id=a")
                .withPropertyValues("redemption.merchants.globex.vauchar.merchant-id=g")
                .run(context -> {
                    assertThat(context.getBeanNamesForType(Redemptions.class))
                            .containsExactlyInAnyOrder("acmeRedemptions", "globexRedemptions");
                    assertThat(context.getBean("acmeRedemptionPort"))
                            .isNotSameAs(context.getBean("globexRedemptionPort"));
                });
    }

    @Test
    void customizer_hasTheLastWord() {
        application
                .withPropertyValues(CREDENTIALS)
                .withPropertyValues("redemption.cache.time-to-live=10s")
                .withBean(VaucharOptionsCustomizer.class, () -> (merchant, options) -> options.withoutResilience())
                .run(context ->
                        assertThat(redemptions(context)).contains("Caching").doesNotContain("Resilient"));
    }

    @Test
    void journalInTheDatabase_isOpenedAndClosed() {
        JdbcAttemptJournal[] journal = new JdbcAttemptJournal[1];

        withDatabase("journal.db").run(context -> {
            journal[0] = (JdbcAttemptJournal) context.getBean(AttemptJournal.class);
            assertThat(journal[0]
                            .find(redeemedIn(context))
                            .toCompletableFuture()
                            .join())
                    .isPresent();
        });

        assertThat(journal[0].evidence().toCompletableFuture()).isCompletedExceptionally();
    }

    @Test
    void journalInTheDatabase_withoutDatabase_isRefused() {
        application
                .withPropertyValues("redemption.port=in-memory", "redemption.journal.store=jdbc")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("the application has no data source"));
    }

    @Test
    void journalOfTheApplication_isUsed() {
        AttemptJournal own = AttemptJournal.inMemory();

        application
                .withPropertyValues("redemption.port=in-memory")
                .withBean("own", AttemptJournal.class, () -> own)
                .run(context -> {
                    assertThat(context.getBean(AttemptJournal.class)).isSameAs(own);
                    assertThat(own.find(redeemedIn(context))
                                    .toCompletableFuture()
                                    .join())
                            .isPresent();
                });
    }

    @Test
    void oneDataSourceForTwoMerchants_isRefused() {
        withDatabase("shared.db")
                .withPropertyValues("redemption.merchants.acme.journal.store=jdbc")
                .withPropertyValues("redemption.merchants.globex.journal.store=jdbc")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("would share the tables of the data source 'database'"));
    }

    @Test
    void customizerOfAPort_hasTheLastWord() {
        application
                .withPropertyValues("redemption.port=in-memory")
                .withBean(
                        RedemptionsCustomizer.class,
                        () -> (merchant, redemptions) ->
                                redemptions.requestRule(merchant + ".closed", RedemptionAutoConfigurationTest::closed))
                .run(context -> assertThat(context.getBean(Redemptions.class)
                                .redeem(RedemptionRequest.builder(RedeemableId.voucher("v-1"))
                                        .user("17")
                                        .build())
                                .toCompletableFuture()
                                .join()
                                .toString())
                        .contains("shop_closed"));
    }

    private static Violation closed(RedemptionRequest request) {
        return Violation.of(ViolationCode.of("shop_closed"));
    }

    @Test
    void metrics_areCountedWhereThereIsARegistry() {
        application
                .withPropertyValues("redemption.port=in-memory")
                .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .run(context -> {
                    redeemedIn(context);
                    assertThat(context.getBean(MeterRegistry.class).getMeters())
                            .anyMatch(meter -> meter.getId().getName().startsWith("redemption"));
                });
    }

    @Test
    void unknownPort_isRefusedWithTheName() {
        application
                .withPropertyValues("redemption.port=paper")
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining("paper"));
    }

    private ApplicationContextRunner withDatabase(String file) {
        SQLiteDataSource database = new SQLiteDataSource();
        database.setUrl("jdbc:sqlite:" + folder.resolve(file));
        return application
                .withPropertyValues("redemption.port=in-memory", "redemption.journal.store=jdbc")
                .withBean("database", DataSource.class, () -> database);
    }

    private static AttemptId redeemedIn(AssertableApplicationContext context) {
        return Checkout.redeemOnce(context.getBean(Redemptions.class), context.getBean(InMemoryRedemptionPort.class));
    }

    private static String redemptions(AssertableApplicationContext context) {
        return context.getBean(Redemptions.class).toString();
    }
}
