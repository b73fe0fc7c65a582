package io.redemption.vertx;

/**
 * Provides the credentials of the next request. Called before every send, so that they may change while the port is
 * open. Called on the thread that calls the port, and on event loops: must not block. Thread-safe.
 *
 * <p>A request that the issuer answers with 401 was not carried out, and fails with
 * {@link io.redemption.model.FailureCode#NOT_AUTHORISED}. The provider is then called once more. If it returns other
 * credentials, the failure has a {@link io.redemption.model.RedemptionException#retryAfter} of zero, and the resilience
 * adapter retries.
 *
 * <p>If it throws or returns null, nothing is sent and the call fails with
 * {@link io.redemption.model.FailureCode#NOT_AUTHORISED}.
 */
@FunctionalInterface
public interface CredentialsProvider {
    /** {@return the credentials to send} */
    Credentials credentials();

    /**
     * Creates a provider that always returns the same credentials.
     *
     * @param credentials the credentials
     * @return a provider
     */
    static CredentialsProvider of(Credentials credentials) {
        return new FixedCredentials(credentials);
    }

    /**
     * Creates a provider that always returns the same credentials.
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
