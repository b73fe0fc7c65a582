package io.redemption.reliability.hostile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.redemption.model.Amount;
import io.redemption.model.Doubt;
import io.redemption.model.Likelihood;
import io.redemption.model.Redeemed;
import io.redemption.model.Redeemer;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Ticket;
import io.redemption.model.TransactionId;
import io.redemption.model.Unknown;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * What a client of this API looks like that was written in an afternoon: right on every good day. The negative control.
 */
final class CarelessRedeemer {
    /**
     * What it does well.
     *
     * @param comparesEcho whether it compares an answer with what it asked
     * @param refusesTwins whether its parser refuses two members of one name instead of keeping the last
     */
    record Habits(boolean comparesEcho, boolean refusesTwins) {}

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI base;
    private final Habits habits;
    private final JsonFactory json;

    CarelessRedeemer(String base, Habits habits) {
        this.base = URI.create(base);
        this.habits = habits;
        this.json = JsonFactory.builder()
                .configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION, habits.refusesTwins())
                .build();
    }

    CompletionStage<RedemptionOutcome> redeem(RedemptionAttempt attempt) {
        HttpRequest post = HttpRequest.newBuilder(base.resolve("/redemptions"))
                .header("Idempotency-Key", attempt.id().value())
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        return http.sendAsync(post, HttpResponse.BodyHandlers.ofString())
                .handle((answer, thrown) -> thrown == null ? outcome(attempt, answer.body()) : unknown(attempt));
    }

    private RedemptionOutcome outcome(RedemptionAttempt attempt, String body) {
        try {
            Redemption redemption = read(attempt, body);
            boolean contradicted = habits.comparesEcho() && attempt.contradiction(redemption, false) != null;
            return contradicted ? unknown(attempt) : new Redeemed(redemption, false);
        } catch (IOException | IllegalArgumentException e) {
            return unknown(attempt);
        }
    }

    private Redemption read(RedemptionAttempt attempt, String body) throws IOException {
        Map<String, String> members = new LinkedHashMap<>();
        try (JsonParser parser = json.createParser(body)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    parser.nextToken();
                    members.put(name, parser.getText());
                }
            }
        }
        return Redemption.builder(RedemptionId.of(members.getOrDefault("id", "")), attempt.redeemable(), Instant.now())
                .redeemer(new Redeemer(members.get("user_id"), null, null))
                .value(Amount.of(members.getOrDefault("value_used", "")))
                .transactionId(TransactionId.of(members.getOrDefault("transaction_id", "")))
                .build();
    }

    private static RedemptionOutcome unknown(RedemptionAttempt attempt) {
        Instant now = Instant.now();
        return new Unknown(Ticket.of(attempt, Doubt.ANSWER_UNREADABLE, Likelihood.POSSIBLE, 1, now, now));
    }
}
