package io.redemption.spring.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;

/**
 * On a test class beside {@code @SpringBootTest}, or a slice such as {@code @WebMvcTest}: the application's
 * {@code Redemptions} redeem at an issuer in memory, on whose way faults can be scripted, whatever its properties say.
 * The test talks to the issuer through the bean {@link RedemptionFixture}, which is new after each test method.
 *
 * <pre>{@code
 * @SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
 * @AutoConfigureRedemption
 * class CheckoutTest {
 *     @Autowired
 *     RedemptionFixture fixture;
 *
 *     @Test
 *     void lostAnswer_isShownAsPending() {
 *         fixture.issuer().issue(card);
 *         fixture.port().next(Operation.REDEEM).lostAfterApplied();
 *         // call the application, which is told that the outcome is unknown
 *     }
 * }
 * }</pre>
 *
 * <p>For an application with one merchant. One that declares a {@code Redemptions} bean of its own keeps it; a port of
 * its own is not called. Journals, listeners and metrics stay those of the application. Doubts are resolved only when
 * the application asks, so that the calls of the port and their faults are those of the test.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ImportAutoConfiguration
public @interface AutoConfigureRedemption {}
