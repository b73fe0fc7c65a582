/**
 * Tests of Spring Boot applications that redeem. Start with
 * {@link io.redemption.spring.test.AutoConfigureRedemption @AutoConfigureRedemption}.
 */
@NullMarked
package io.redemption.spring.test;

import org.jspecify.annotations.NullMarked;
