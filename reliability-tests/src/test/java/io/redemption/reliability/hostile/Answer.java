package io.redemption.reliability.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.redemption.model.RedeemableKind;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.TransactionId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The right answer to an attempt, from which every wrong one is made. Members are JSON as it is written. Immutable. */
final class Answer {
    private final Map<String, String> members;

    private Answer(Map<String, String> members) {
        this.members = members;
    }

    /** What an issuer that has redeemed says. */
    static Answer to(RedemptionAttempt attempt) {
        Map<String, String> members = new LinkedHashMap<>();
        TransactionId transaction = Objects.requireNonNull(attempt.transactionId());
        members.put("type", text("redemption"));
        members.put("id", text("res-" + attempt.id().value()));
        members.put(
                parent(attempt.redeemable().kind()), text(attempt.redeemable().value()));
        members.put(
                "user_id",
                text(Objects.requireNonNull(attempt.request().redeemer().userId())));
        members.put("transaction_id", text(transaction.value()));
        members.put(
                "value_used",
                text(Objects.requireNonNull(attempt.request().value()).toString()));
        members.put("created", Long.toString(Instant.now().getEpochSecond()));
        return new Answer(members);
    }

    /** The member that names what was redeemed. */
    static String parent(RedeemableKind kind) {
        return switch (kind) {
            case COUPON -> "coupon_id";
            case VOUCHER -> "voucher_id";
            case GIFT_CARD -> "gift_card_id";
        };
    }

    static String text(String value) {
        return "\"" + value + "\"";
    }

    /** The same with another member, or one more. */
    Answer with(String name, String json) {
        Map<String, String> other = new LinkedHashMap<>(members);
        other.put(name, json);
        return new Answer(other);
    }

    Answer without(String name) {
        Map<String, String> other = new LinkedHashMap<>(members);
        other.remove(name);
        return new Answer(other);
    }

    String json() {
        return members.entrySet().stream()
                .map(member -> text(member.getKey()) + ":" + member.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** The whole response, one character for each octet. */
    String response() {
        return response(200, json());
    }

    /** A response whose framing is right, whatever it says. */
    static String response(int status, String body, String... fields) {
        return head(status, "application/json", fields) + "Content-Length: " + body.getBytes(ISO_8859_1).length
                + "\r\n\r\n" + body;
    }

    /** The head of a response, without what frames the body and without the empty line. */
    static String head(int status, String type, String... fields) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Told\r\nContent-Type: " + type + "\r\n");
        for (String field : fields) {
            head.append(field).append("\r\n");
        }
        return head.toString();
    }
}
