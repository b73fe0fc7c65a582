package io.redemption.testing;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test a {@link TestShop} of its own, whole or in parts, as parameters of the test method, of
 * {@code @BeforeEach} and {@code @AfterEach} methods and of the constructor. All parameters of one test belong to the
 * same shop.
 *
 * <table>
 *   <caption>What can be a parameter, by its exact type</caption>
 *   <tr><th scope="col">Type</th><th scope="col">What it is</th></tr>
 *   <tr><td>{@link io.redemption.Redemptions Redemptions}</td><td>what the code under test holds</td></tr>
 *   <tr><td>{@link io.redemption.inmemory.InMemoryRedemptionPort InMemoryRedemptionPort}</td>
 *       <td>the issuer: issues redeemables and shows what it recorded</td></tr>
 *   <tr><td>{@link io.redemption.testing.ScriptedRedemptionPort ScriptedRedemptionPort}</td>
 *       <td>scripts faults between the two and records the calls</td></tr>
 *   <tr><td>{@link io.redemption.testing.ManualTime ManualTime}</td>
 *       <td>the clock and timer of them all, which stands still until the test moves it</td></tr>
 *   <tr><td>{@link TestShop}</td><td>all four together</td></tr>
 * </table>
 *
 * <p>A test is a test method, a repetition or a set of arguments; it makes no difference how deeply it is nested. A
 * {@code @TestFactory} method is one test, and its dynamic tests share its shop: one that wants a shop of its own opens
 * a {@link TestShop}. The shop is closed after the test, and the code under test cannot use it afterwards.
 *
 * <p>Attempts, transactions and redemptions get the same ids whenever the same test runs: the seed is made of JUnit's
 * unique id of the test, unless {@link TestShopOptions.Builder#seed} sets one.
 *
 * <p>A {@code @BeforeAll} or {@code @AfterAll} method, and the constructor of a class with the lifecycle
 * {@code PER_CLASS}, belong to no single test. A shop as their parameter fails with a
 * {@link ParameterResolutionException}. Constructor parameters need JUnit 5.12 or newer, and an extension that is
 * registered with {@code @ExtendWith} or in a static field.
 *
 * <p>Register it with {@link RedemptionTest}, or with options:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final RedemptionExtension EXTENSION =
 *         RedemptionExtension.with(TestShopOptions.builder().maxScale(0).build());
 * }</pre>
 *
 * <p>Immutable and thread-safe: tests may run in parallel. Register one extension for a class and those nested in it;
 * with two, JUnit cannot choose.
 */
public final class RedemptionExtension implements ParameterResolver {
    private final Namespace namespace = Namespace.create(RedemptionExtension.class, new Object());
    private final TestShopOptions options;

    /** Creates an extension whose shops have the {@linkplain TestShopOptions#DEFAULT default options}. */
    public RedemptionExtension() {
        this(TestShopOptions.DEFAULT);
    }

    private RedemptionExtension(TestShopOptions options) {
        this.options = options;
    }

    /**
     * Creates an extension whose shops have other options.
     *
     * @param options the options of every shop
     * @return the extension, to be registered in a static field
     */
    public static RedemptionExtension with(TestShopOptions options) {
        return new RedemptionExtension(options);
    }

    /**
     * Asks for the context of the test also while its instance is made, so that the constructor gets the test's own
     * shop.
     *
     * @param rootContext not used
     * @return the scope of the test method
     */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext rootContext) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return TestShop.hasPart(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        if (context.getTestMethod().isEmpty()) {
            throw new ParameterResolutionException("parameter: " + type.getSimpleName() + " of "
                    + parameter.getDeclaringExecutable().getName()
                    + " (expected: a parameter of one test alone, because each test has a shop of its own;"
                    + " not of @BeforeAll, @AfterAll or a PER_CLASS constructor)");
        }
        return shop(context).part(type);
    }

    private TestShop shop(ExtensionContext context) {
        return context.getStore(namespace)
                .getOrComputeIfAbsent(
                        TestShop.class, key -> TestShop.open(options, seed(context.getUniqueId())), TestShop.class);
    }

    /** Returns the FNV-1a hash of the text, in 64 bits, which is the same on every machine and in every run. */
    private static long seed(String uniqueId) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < uniqueId.length(); i++) {
            hash = (hash ^ uniqueId.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }

    /** {@return the options of its shops} */
    @Override
    public String toString() {
        return "RedemptionExtension(" + options + ")";
    }
}
