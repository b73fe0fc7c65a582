package io.redemption.vertx;

/**
 * Tells the credentials of the next request. Asked before every send, so that they may change while the port lives.
 * Called on the thread that calls the port, and on event loops: must not block. Thread-safe.
 *
 * <p>A request that the issuer answers with 401 was not carried out, and fails with
 * {@link io.redemption.model.FailureCode#NOT_AUTHORISED}. The provider is asked once more then. If it has other
 * credentials by now, the failure says so by a {@link io.redemption.model.RedemptionException#retryAfter} of zero, and
 * the resilience of the assembly tries once more.
 *
 * <p>If it throws or answers null, nothing is sent and the call fails with
 * {@link io.redemption.model.FailureCode#NOT_AUTHORISED}.
 */
@FunctionalInterface
public interface CredentialsProvider {
    /** {@return the credentials to send} */
    Credentials credentials();

    /**
     * Always the same credentials.
     *
     * @param credentials which
     * @return a provider
     */
    static CredentialsProvider of(Credentials credentials) {
        return new FixedCredentials(credentials);
    }

    /**
     * Always the same credentials.
     *
     * @param merchantId as for {@link Credentials#of}
     * @param apiKey as for {@link Credentials#of}
     * @return a provider
     * @throws IllegalArgumentException if one of them cannot be sent
     */
    static CredentialsProvider of(String merchantId, String apiKey) {
        return of(Credentials.of(merchantId, apiKey));
    }
}
