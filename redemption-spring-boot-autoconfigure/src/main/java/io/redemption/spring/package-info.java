/**
 * Spring Boot's auto-configuration of redemptions, for Spring Boot 3.5 and 4. See
 * {@link io.redemption.spring.RedemptionAutoConfiguration}.
 */
@NullMarked
package io.redemption.spring;

import org.jspecify.annotations.NullMarked;
