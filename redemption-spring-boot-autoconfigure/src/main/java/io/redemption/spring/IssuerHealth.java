package io.redemption.spring;

import io.redemption.Redemptions;
import io.redemption.model.FailureCode;
import io.redemption.model.ProbeResult;
import io.redemption.model.RedemptionException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the probes of all merchants found, for the health types of both generations of Spring Boot. Each merchant costs
 * one read at its issuer.
 */
record IssuerHealth(State state, Map<String, Object> details) {
    /** What is told of all merchants together: the worst of them. */
    enum State {
        UP,
        /** The port cannot be probed. */
        UNKNOWN,
        DOWN
    }

    /** Asks the issuer of each merchant, one after another, and waits. */
    static IssuerHealth of(Map<String, Redemptions> merchants) {
        State worst = State.UP;
        Map<String, Object> details = new LinkedHashMap<>();
        for (Map.Entry<String, Redemptions> merchant : merchants.entrySet()) {
            IssuerHealth one = of(merchant.getValue());
            details.put(merchant.getKey(), one.details());
            worst = Stream.of(worst, one.state()).max(State::compareTo).orElseThrow();
        }
        return new IssuerHealth(worst, details);
    }

    private static IssuerHealth of(Redemptions redemptions) {
        try {
            ProbeResult result = redemptions.blocking().probe();
            Map<String, Object> details = new LinkedHashMap<>();
            details.put("reachable", text(result.reachable()));
            details.put("credentialsAccepted", text(result.credentialsAccepted()));
            details.put("answersAsApi", text(result.answersAsApi()));
            details.put("gateway", text(result.gateway()));
            result.failure().ifPresent(failure -> details.put("failure", failure.code()));
            return new IssuerHealth(result.isGood() ? State.UP : State.DOWN, details);
        } catch (RedemptionException noProbe) {
            State state = noProbe.code().equals(FailureCode.NOT_SUPPORTED) ? State.UNKNOWN : State.DOWN;
            return new IssuerHealth(state, Map.of("failure", noProbe.code()));
        }
    }

    private static String text(ProbeResult.Fact fact) {
        return fact.name().toLowerCase(Locale.ROOT);
    }
}
