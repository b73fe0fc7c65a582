package io.redemption.reliability.claims;

import io.redemption.Redemptions;
import io.redemption.model.Doubt;
import io.redemption.model.HistoryQuery;
import io.redemption.model.Likelihood;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.Resolution;
import io.redemption.model.Resolution.Absent;
import io.redemption.model.Resolution.Confirmed;
import io.redemption.model.Resolution.Obstacle;
import io.redemption.model.Resolution.StillUnknown;
import io.redemption.model.Reversal;
import io.redemption.model.ReversalOutcome;
import io.redemption.model.Reversed;
import io.redemption.model.Ticket;
import io.redemption.model.Unknown;
import io.redemption.port.RedemptionPort;
import io.redemption.testing.ForwardingRedemptionPort;
import io.redemption.wire.VaucharRoute;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Clients that believe too much: the negative controls, each right on every good day. */
final class Careless {
    private Careless() {}

    /**
     * Takes any 2xx to a DELETE for a reversal, as the first form of this client did; all else is the true client's.
     */
    static Shop byStatusAlone(String baseUri, JumpingTime time, Duration sendTimeout) {
        return Shop.over(baseUri, time, sendTimeout, port -> new StatusAlone(port, baseUri));
    }

    /** Takes whatever carries our transaction id for ours. */
    static Shop byMarkerAlone(String baseUri, JumpingTime time, Duration sendTimeout) {
        return Shop.bare(baseUri, time, sendTimeout).resolving(look(Careless::firstOrUnknown));
    }

    /** Takes a list without our transaction id for the proof that nothing happened. */
    static Shop byOneEmptyList(String baseUri, JumpingTime time, Duration sendTimeout) {
        return Shop.bare(baseUri, time, sendTimeout).resolving(look(Careless::oursOrAbsent));
    }

    private static Function<Redemptions, Function<Ticket, CompletionStage<Resolution>>> look(
            BiFunction<Ticket, RedemptionHistory, Resolution> judge) {
        return redemptions -> ticket -> redemptions
                .history(ticket.redeemable(), HistoryQuery.ofTransaction(Objects.requireNonNull(ticket.marker())))
                .handle((listed, failed) -> failed != null || listed.isEmpty()
                        ? new StillUnknown(ticket, Obstacle.NOT_READABLE)
                        : judge.apply(ticket, listed.get()));
    }

    private static Resolution firstOrUnknown(Ticket ticket, RedemptionHistory listed) {
        return listed.redemptions().isEmpty()
                ? new StillUnknown(ticket, Obstacle.TOO_EARLY)
                : new Confirmed(listed.redemptions().get(0));
    }

    private static Resolution oursOrAbsent(Ticket ticket, RedemptionHistory listed) {
        return listed.redemptions().stream()
                .filter(redemption -> ticket.contradiction(redemption) == null)
                .findFirst()
                .<Resolution>map(Confirmed::new)
                .orElseGet(() -> new Absent(Duration.ZERO, Duration.ZERO));
    }

    private static final class StatusAlone extends ForwardingRedemptionPort {
        private final String baseUri;
        private final HttpClient http = HttpClient.newHttpClient();

        StatusAlone(RedemptionPort port, String baseUri) {
            super(port);
            this.baseUri = baseUri;
        }

        @Override
        public CompletionStage<ReversalOutcome> reverse(Reversal reversal) {
            URI target = URI.create(
                    baseUri + new VaucharRoute.OneRedemption(reversal.redeemable(), reversal.redemption()).path());
            return http.sendAsync(
                            HttpRequest.newBuilder(target)
                                    .DELETE()
                                    .timeout(Duration.ofSeconds(2))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .handle((answer, failed) -> failed == null && answer.statusCode() / 100 == 2
                            ? new Reversed(reversal)
                            : unknown(reversal));
        }

        private static ReversalOutcome unknown(Reversal reversal) {
            Instant now = Instant.now();
            return new Unknown(Ticket.of(reversal, Doubt.UNEXPECTED_STATUS, Likelihood.POSSIBLE, 1, now, now));
        }
    }
}
