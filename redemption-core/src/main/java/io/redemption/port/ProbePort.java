package io.redemption.port;

import io.redemption.model.FailureCode;
import io.redemption.model.ProbeResult;
import java.util.concurrent.CompletionStage;

/**
 * A port whose issuer can be probed. Optional: a port without it fails probes with {@link FailureCode#NOT_SUPPORTED}.
 * Keeps the rules of {@link RedemptionPort} about stages, threads and cancelling. Thread-safe.
 */
public interface ProbePort {
    /**
     * Asks the issuer whether it is there and accepts the credentials. A read that changes nothing, of one request, not
     * repeated, and with a deadline. It may always be repeated. A decorator neither caches it nor lets it count for or
     * against a circuit breaker, a rate or a limit of calls.
     *
     * @return what was found out, also if the issuer cannot be reached. Fails with a
     *     {@link io.redemption.model.RedemptionException} if it was not asked at all, for example because the port is
     *     closed
     */
    CompletionStage<ProbeResult> probe();
}
