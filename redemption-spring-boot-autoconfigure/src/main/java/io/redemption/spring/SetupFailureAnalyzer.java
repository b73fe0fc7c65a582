package io.redemption.spring;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows a {@link RedemptionSetupException} as two sentences instead of a stack trace. */
final class SetupFailureAnalyzer extends AbstractFailureAnalyzer<RedemptionSetupException> {
    SetupFailureAnalyzer() {}

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, RedemptionSetupException cause) {
        return new FailureAnalysis(cause.getMessage(), cause.action(), cause);
    }
}
