package io.redemption.spring.test;

import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.support.AbstractTestExecutionListener;

/** Gives the next test an issuer of its own. Found by Spring by its name in {@code spring.factories}. */
final class ResetFixtureListener extends AbstractTestExecutionListener {
    ResetFixtureListener() {}

    @Override
    public void afterTestMethod(TestContext testContext) {
        if (testContext.hasApplicationContext()) {
            ApplicationContext application = testContext.getApplicationContext();
            application.getBeanProvider(RedemptionFixture.class).ifAvailable(RedemptionFixture::reset);
        }
    }
}
