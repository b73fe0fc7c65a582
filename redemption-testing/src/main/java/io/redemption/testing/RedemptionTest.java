package io.redemption.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives each test of a class, including nested classes, its own shop with standard rules. Short for
 * {@code @ExtendWith(RedemptionExtension.class)}; see {@link RedemptionExtension} for what can be a parameter.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RedemptionExtension.class)
public @interface RedemptionTest {}
