package io.redemption.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.redemption.jdbc.RecordedAttempt;
import io.redemption.model.Decision;
import io.redemption.model.Redemption;
import io.redemption.model.Ticket;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes an attempt as a JSON object, with the same masks as in text. */
final class AttemptJson {
    private static final JsonFactory JSON = new JsonFactory();

    private AttemptJson() {}

    /**
     * Returns the object on one line.
     *
     * @param withPeople whether to write who decided and why
     */
    static String of(RecordedAttempt attempt, boolean withPeople) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            field(json, "attempt", attempt.id());
            field(json, "state", AttemptTexts.state(attempt));
            field(json, "redeemable", attempt.redeemable());
            field(json, "value", attempt.value());
            field(json, "transaction", AttemptTexts.transaction(attempt));
            field(json, "begun_at", attempt.begunAt());
            field(json, "changed_at", attempt.changedAt());
            field(json, "handed_over", attempt.handedOver());
            Ticket ticket = AttemptTexts.inDoubt(attempt).orElse(null);
            if (ticket != null) {
                field(json, "doubt", ticket.doubt());
                field(json, "in_doubt_since", ticket.doubtfulSince());
                json.writeNumberField("sends", ticket.sends());
            }
            Redemption redemption = AttemptTexts.redemption(attempt).orElse(null);
            if (redemption != null) {
                field(json, "redemption", redemption.id());
                field(json, "redeemed_at", redemption.createdAt());
            }
            json.writeArrayFieldStart("decisions");
            for (Decision decision : attempt.decisions()) {
                decision(json, decision, withPeople);
            }
            json.writeEndArray();
            json.writeBooleanField(
                    "contradicted", AttemptTexts.contradiction(attempt).isPresent());
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private static void decision(JsonGenerator json, Decision decision, boolean withPeople) throws IOException {
        json.writeStartObject();
        field(json, "outcome", decision.outcome());
        field(json, "at", decision.at());
        if (withPeople) {
            field(json, "by", decision.by());
            field(json, "note", decision.note());
        }
        json.writeEndObject();
    }

    private static void field(JsonGenerator json, String name, @Nullable Object value) throws IOException {
        if (value instanceof Enum<?> constant) {
            json.writeStringField(name, constant.name().toLowerCase(Locale.ROOT));
        } else if (value != null) {
            json.writeStringField(name, value.toString());
        }
    }
}
