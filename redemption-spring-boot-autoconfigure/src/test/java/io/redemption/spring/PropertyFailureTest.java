package io.redemption.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.sqlite.SQLiteDataSource;

/** What the start of an application says about properties that are wrong: one sentence that names the property. */
class PropertyFailureTest {
    private static final String SECRET = "s3cr3t";

    @TempDir
    Path folder;

    @Test
    void unknownProperty_isNamed_withoutItsValue() {
        assertThat(said("redemption.vauchar.api-keyy=" + SECRET))
                .contains("There is no property 'redemption.vauchar.api-keyy'")
                .contains("Correct its name, or remove it.")
                .doesNotContain(SECRET);
    }

    @Test
    void unknownPropertyOfAMerchant_isNamed() {
        assertThat(said("redemption.merchants.acme.journal.stor=jdbc"))
                .contains("There is no property 'redemption.merchants.acme.journal.stor'");
    }

    @Test
    void unknownConstant_isAnsweredWithTheKnownOnes() {
        assertThat(said("redemption.port=paper"))
                .contains("The property 'redemption.port'", "cannot be read as one of vauchar, in-memory.");
    }

    @Test
    void unreadableDuration_isNamed() {
        assertThat(said("redemption.vauchar.send-timeout=soon"))
                .contains("The property 'redemption.vauchar.send-timeout'", "cannot be read as Duration.");
    }

    @Test
    void valueOutOfRange_isNamedAsTheOption() {
        assertThat(said("redemption.vauchar.send-timeout=-1s"))
                .contains("The property 'redemption.vauchar.send-timeout' cannot be used: ")
                .doesNotContain(SECRET);
    }

    @Test
    void urlThatIsNone_isNamed() {
        assertThat(said("redemption.vauchar.url=vauchar")).contains("The property 'redemption.vauchar.url' cannot");
    }

    @Test
    void keyThatIsTooShort_isNamed_withoutItsValue() {
        SQLiteDataSource database = new SQLiteDataSource();
        database.setUrl("jdbc:sqlite:" + folder.resolve("journal.db"));

        assertThat(said(
                        database,
                        "redemption.port=in-memory",
                        "redemption.journal.store=jdbc",
                        "redemption.journal.user-key=" + SECRET))
                .contains("The property 'redemption.journal.user-key' cannot be used: user key: 6 bytes")
                .doesNotContain(SECRET);
    }

    @Test
    void storeWithoutDataSource_isNamed() {
        assertThat(said("redemption.port=in-memory", "redemption.journal.store=jdbc"))
                .contains("'redemption.journal.store' is jdbc, but the application has no data source");
    }

    /** Starts an application and returns what Spring Boot's report of its failure says. */
    private static String said(String... properties) {
        return said(new ApplicationContextRunner(), properties);
    }

    private static String said(DataSource database, String... properties) {
        return said(new ApplicationContextRunner().withBean(DataSource.class, () -> database), properties);
    }

    private static String said(ApplicationContextRunner application, String... properties) {
        String[] said = new String[1];
        application
                .withConfiguration(AutoConfigurations.of(RedemptionAutoConfiguration.class))
                .withPropertyValues("redemption.vauchar.merchant-id=acme", "redemption.vauchar.api-key=" + SECRET)
                .withPropertyValues(properties)
                .run(context -> {
                    assertThat(context).hasFailed();
                    FailureAnalysis found = analysis(context.getStartupFailure());
                    said[0] = found.getDescription() + " " + found.getAction();
                });
        return said[0];
    }

    private static FailureAnalysis analysis(Throwable failure) {
        List<FailureAnalyzer> analyzers = SpringFactoriesLoader.forDefaultResourceLocation()
                .load(
                        FailureAnalyzer.class,
                        SpringFactoriesLoader.FailureHandler.handleMessage((message, cause) -> {}));
        return analyzers.stream()
                .map(analyzer -> analyzer.analyze(failure))
                .filter(analysis -> analysis != null)
                .findFirst()
                .orElseThrow(() -> new AssertionError(analyzers.stream()
                        .map(analyzer -> analyzer.getClass().getSimpleName())
                        .collect(Collectors.joining(", ", "none of ", " knows it"))));
    }
}
