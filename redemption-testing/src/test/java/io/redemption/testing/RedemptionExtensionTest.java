package io.redemption.testing;

import static io.redemption.testing.RedemptionAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.redemption.Redemptions;
import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.model.Coupon;
import io.redemption.model.Discount;
import io.redemption.model.FailureCode;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.ViolationCode;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.EventType;

/** Runs sample classes as JUnit would, most of them in eight threads. */
class RedemptionExtensionTest {
    @RedemptionTest
    static final class ShopForEachSample extends IsolationSample {}

    @Test
    void parameters_hundredsOfTestsInEightThreads_areNotShared() {
        EngineExecutionResults run = inEightThreads(ShopForEachSample.class);

        run.testEvents()
                .assertStatistics(
                        tests -> tests.succeeded(IsolationSample.TESTS).failed(0));
    }

    @ExtendWith(OneShopForAll.class)
    static final class ShopForAllSample extends IsolationSample {}

    @Test
    void parameters_ofAnExtensionThatShares_failTheSameTests() {
        EngineExecutionResults run = inEightThreads(ShopForAllSample.class);

        assertThat(run.testEvents().failed().count()).isGreaterThan(300);
    }

    /** What {@link RedemptionExtension} must not be. */
    static final class OneShopForAll implements ParameterResolver {
        private final TestShop shop = TestShop.open();

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return TestShop.hasPart(parameter.getParameter().getType());
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return shop.part(parameter.getParameter().getType());
        }
    }

    @Test
    void ids_sameTestsTwice_areTheSameAndOfEachTestItsOwn() {
        List<String> once = publishedIds(inEightThreads(ShopForEachSample.class));
        List<String> again = publishedIds(inEightThreads(ShopForEachSample.class));

        assertThat(once).hasSize(IsolationSample.TESTS).doesNotHaveDuplicates().isEqualTo(again);
    }

    private static List<String> publishedIds(EngineExecutionResults run) {
        return run.allEvents().stream()
                .filter(event -> event.getType() == EventType.REPORTING_ENTRY_PUBLISHED)
                .map(event -> event.getRequiredPayload(ReportEntry.class)
                        .getKeyValuePairs()
                        .get("ids"))
                .sorted()
                .toList();
    }

    @RedemptionTest
    static final class ConstructorSample {
        private final TestShop shop;
        private final Redemptions redemptions;

        ConstructorSample(TestShop shop, Redemptions redemptions) {
            this.shop = shop;
            this.redemptions = redemptions;
        }

        @BeforeEach
        void before(InMemoryRedemptionPort issuer, ManualTime time) {
            assertThat(issuer).isSameAs(shop.issuer());
            assertThat(time).isSameAs(shop.time());
        }

        @Test
        void test(Redemptions same, ScriptedRedemptionPort port) {
            assertThat(same).isSameAs(redemptions).isSameAs(shop.redemptions());
            assertThat(port).isSameAs(shop.port());
        }

        @Test
        void otherTest(TestShop same) {
            assertThat(same).isSameAs(shop);
        }

        @AfterEach
        void after(TestShop same) {
            assertThat(same).isSameAs(shop);
        }
    }

    @Test
    void parameters_ofConstructorAndCallbacks_areThoseOfTheTest() {
        EngineExecutionResults run = inEightThreads(ConstructorSample.class);

        run.testEvents().assertStatistics(tests -> tests.succeeded(2).failed(0));
    }

    @RedemptionTest
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static final class SharedInstanceSample {
        @Test
        void test(TestShop shop) {
            callOnce(shop);
        }

        @Test
        void otherTest(TestShop shop) {
            callOnce(shop);
        }

        private static void callOnce(TestShop shop) {
            assertThat(shop.port().calls()).isEmpty();
            shop.redemptions().blocking().find(RedeemableId.coupon("c"), RedemptionId.of("r"));
        }
    }

    @Test
    void parameters_ofTestsThatShareAnInstance_areNotShared() {
        EngineExecutionResults run = inEightThreads(SharedInstanceSample.class);

        run.testEvents().assertStatistics(tests -> tests.succeeded(2).failed(0));
    }

    @RedemptionTest
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static final class SharedConstructorSample {
        SharedConstructorSample(Redemptions shop) {
            assertThat(shop).isNotNull();
        }

        @Test
        void test() {}
    }

    @RedemptionTest
    static final class BeforeAllSample {
        @BeforeAll
        static void beforeAll(Redemptions shop) {
            assertThat(shop).isNotNull();
        }

        @Test
        void test() {}
    }

    @Test
    void parameter_ofNoSingleTest_isRefused() {
        List<Throwable> sharedConstructor = failures(inEightThreads(SharedConstructorSample.class));
        List<Throwable> beforeAll = failures(inEightThreads(BeforeAllSample.class));

        assertThat(sharedConstructor).singleElement().isInstanceOf(ParameterResolutionException.class);
        assertThat(beforeAll).singleElement().isInstanceOf(ParameterResolutionException.class);
    }

    @RedemptionTest
    static final class LeavingSample {
        static final Queue<Redemptions> LEFT = new ConcurrentLinkedQueue<>();

        @Test
        void test(Redemptions shop) {
            LEFT.add(shop);
            assertThat(shop.blocking().find(RedeemableId.coupon("c"), RedemptionId.of("r")))
                    .isEmpty();
        }
    }

    @Test
    void shop_afterItsTest_isClosed() {
        EngineExecutionResults run = inEightThreads(LeavingSample.class);

        run.testEvents().assertStatistics(tests -> tests.succeeded(1));
        Redemptions left = LeavingSample.LEFT.remove();
        assertThatThrownBy(() -> left.blocking().find(RedeemableId.coupon("c"), RedemptionId.of("r")))
                .isInstanceOfSatisfying(
                        RedemptionException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.CLOSED));
    }

    @RedemptionTest
    static final class FailingSample {
        @Test
        void test(Redemptions shop, InMemoryRedemptionPort issuer) {
            issuer.issue(Coupon.builder("c-1", Discount.percentage("10"))
                    .active(false)
                    .build());

            assertThat(shop.blocking()
                            .redeem(RedemptionRequest.builder(RedeemableId.coupon("c-1"))
                                    .user("alice")
                                    .build()))
                    .as("the first coupon")
                    .isRefusedWith(ViolationCode.EXPIRED);
        }
    }

    @Test
    void failingAssertion_inATest_showsTheDifference() {
        List<Throwable> failures = failures(inEightThreads(FailingSample.class));

        assertThat(failures)
                .singleElement()
                .satisfies(failure -> assertThat(
                                String.valueOf(failure.getMessage()).lines())
                        .containsExactly(
                                "[the first coupon] ",
                                "Expected: refused with exactly [expired]",
                                " but was: refused: inactive",
                                "  missing: [expired]",
                                "  not expected: [inactive]"));
    }

    private static EngineExecutionResults inEightThreads(Class<?> sample) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(sample))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "8")
                .execute();
    }

    private static List<Throwable> failures(EngineExecutionResults run) {
        return run.allEvents().failed().stream()
                .map(RedemptionExtensionTest::failure)
                .toList();
    }

    private static Throwable failure(Event event) {
        return event.getRequiredPayload(TestExecutionResult.class)
                .getThrowable()
                .orElseThrow();
    }
}
