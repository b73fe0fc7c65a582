package io.redemption.model;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a probe found out about an issuer: one answer of the moment, for health checks and for people. It never proves
 * anything about a redemption. Immutable.
 */
public final class ProbeResult {
    /** The answer to one question of a probe. */
    public enum Fact {
        /** It is so. */
        YES,
        /** It is not so. */
        NO,
        /** The probe did not get far enough to tell. */
        UNKNOWN
    }

    private final Fact reachable;
    private final Fact credentialsAccepted;
    private final Fact answersAsApi;
    private final Fact gateway;
    private final @Nullable RedemptionException failure;

    private ProbeResult(
            Fact reachable,
            Fact credentialsAccepted,
            Fact answersAsApi,
            Fact gateway,
            @Nullable RedemptionException failure) {
        this.reachable = Objects.requireNonNull(reachable, "reachable");
        this.credentialsAccepted = Objects.requireNonNull(credentialsAccepted, "credentialsAccepted");
        this.answersAsApi = Objects.requireNonNull(answersAsApi, "answersAsApi");
        this.gateway = Objects.requireNonNull(gateway, "gateway");
        this.failure = failure;
    }

    /**
     * Creates the result of an issuer that is as it should be.
     *
     * @param gateway whether a gateway answered instead of the issuer
     * @return the result
     */
    public static ProbeResult good(boolean gateway) {
        return new ProbeResult(Fact.YES, Fact.YES, Fact.YES, gateway ? Fact.YES : Fact.NO, null);
    }

    /**
     * Creates a result.
     *
     * @param reachable whether something answered at the address
     * @param credentialsAccepted whether it accepts the credentials
     * @param answersAsApi whether its answer is one that the API gives
     * @param gateway whether a gateway answered instead of the issuer
     * @param failure what went wrong, or {@code null}; its message holds no secrets
     * @return the result
     */
    public static ProbeResult of(
            Fact reachable,
            Fact credentialsAccepted,
            Fact answersAsApi,
            Fact gateway,
            @Nullable RedemptionException failure) {
        return new ProbeResult(reachable, credentialsAccepted, answersAsApi, gateway, failure);
    }

    /**
     * Returns whether calls can be expected to work: the issuer is reachable and accepts the credentials, and its
     * answer does not look like another server's.
     *
     * @return whether the issuer is as it should be
     */
    public boolean isGood() {
        return reachable == Fact.YES && credentialsAccepted == Fact.YES && answersAsApi != Fact.NO;
    }

    /** {@return whether something answered at the address in time} */
    public Fact reachable() {
        return reachable;
    }

    /** {@return whether the issuer accepts the credentials} */
    public Fact credentialsAccepted() {
        return credentialsAccepted;
    }

    /** {@return whether the answer is one that the API gives; a page of a proxy or of a web server is not} */
    public Fact answersAsApi() {
        return answersAsApi;
    }

    /**
     * {@return whether a gateway answered; if so, the facts are the gateway's, and the issuer behind it was not asked}
     */
    public Fact gateway() {
        return gateway;
    }

    /** {@return what went wrong; empty if nothing did} */
    public Optional<RedemptionException> failure() {
        return Optional.ofNullable(failure);
    }

    /** {@return the facts on one line, and the message of the failure; no secrets} */
    @Override
    public String toString() {
        return "reachable " + reachable + ", credentials accepted " + credentialsAccepted + ", answers as API "
                + answersAsApi + ", gateway " + gateway + (failure == null ? "" : ", " + failure.getMessage());
    }
}
