package io.redemption.wire;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Detects a body that reports a failure, although its status says success and it may even echo a whole redemption.
 * Stateless.
 *
 * <p>The members of the outermost object and of its {@code data} and {@code meta} are checked, for a list those of the
 * outermost object and of {@code meta}. Case, {@code _} and {@code -} in their names are ignored. A failure is reported
 * by
 *
 * <ul>
 *   <li>{@code status}, {@code result}, {@code state} or {@code outcome}: {@code false}, or a text with a word such as
 *       failed, error, declined, rejected, refused, denied, cancelled, pending, invalid, expired, aborted, reversed or
 *       {@code not}; {@code status} also by 0 and by a number from 400 to 599, as {@code status_code} and
 *       {@code http_status};
 *   <li>{@code success}, {@code successful}, {@code succeeded} or {@code ok}: {@code false}, 0, {@code "false"},
 *       {@code "no"};
 *   <li>{@code failed}, {@code failure}, {@code is_error}, {@code error}, {@code errors}, {@code error_code},
 *       {@code error_message}, {@code exception} or {@code violations}: anything but {@code false}, 0, {@code null} and
 *       what is empty;
 *   <li>{@code validation_status.status}: another number than 1000.
 * </ul>
 *
 * <p>Nothing else reports one, for example {@code "status": "ok"}, {@code "completed"}, {@code "active"} or 1. Only
 * {@code validation_status} is documented by the API; the others were seen in similar HTTP APIs.
 */
public final class ReportedFailure {
    private static final String VALIDATION_STATUS = "validationstatus";
    private static final Set<String> STATES = Set.of("status", "result", "state", "outcome");
    private static final Set<String> HTTP_STATUSES = Set.of("status", "statuscode", "httpstatus", "httpcode");
    private static final Set<String> SUCCESSES = Set.of("success", "successful", "succeeded", "ok");
    private static final Set<String> ERRORS = Set.of(
            "failed",
            "failure",
            "iserror",
            "error",
            "errors",
            "errorcode",
            "errormessage",
            "exception",
            ViolationMembers.MEMBER);

    /** Members of a redemption as the API documents it, and of its wrapper: they report no failure. */
    private static final Set<String> OF_REDEMPTIONS = Set.of(
            "data",
            "href",
            "type",
            "id",
            "coupon_id",
            "voucher_id",
            "gift_card_id",
            "user_id",
            "user_email",
            "user_phone",
            "transaction_id",
            "value_used",
            "customer_id",
            "team_id",
            "created");

    private static final Set<String> NONE = Set.of("", "0", "false", "no", "none", "null", "ok");

    /** The beginnings of words that report that something is not done. */
    private static final List<String> STEMS = List.of(
            "fail",
            "err",
            "declin",
            "reject",
            "refus",
            "denied",
            "deny",
            "cancel",
            "pend",
            "invalid",
            "expir",
            "abort",
            "revers",
            "void",
            "unsuccess",
            "incomplet",
            "insufficient",
            "unauthor",
            "forbid",
            "timeout",
            "timed",
            "processing",
            "progress",
            "queue",
            "unknown",
            "duplicate",
            "block");

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^a-z]+");
    private static final int FIRST_ERROR = 400;
    private static final int LAST_ERROR = 599;

    private ReportedFailure() {}

    /**
     * Checks a body. Never throws.
     *
     * @param body the bytes; a body of more than {@value RedemptionReader#MAX_BYTES} is not read
     * @return whether it is a JSON object that reports a failure
     */
    public static boolean in(byte[] body) {
        try {
            return isReportedBy(JsonTokenizer.read(body, Envelope.MAX_BYTES, Envelope.MAX_NODES));
        } catch (UnreadableBodyException e) {
            return false;
        }
    }

    /** Returns whether a parsed body reports a failure. */
    static boolean isReportedBy(Json body) {
        return body instanceof Json.JsonObject whole
                && (isReported(whole)
                        || isReported(whole.byName().get("data"))
                        || isReported(whole.byName().get("meta")));
    }

    /** Returns whether a member beside the items of a list can report a failure. */
    static boolean mayBeReportedIn(String member) {
        String plain = plain(member);
        return member.equals("meta")
                || plain.equals(VALIDATION_STATUS)
                || STATES.contains(plain)
                || HTTP_STATUSES.contains(plain)
                || SUCCESSES.contains(plain)
                || ERRORS.contains(plain);
    }

    /** Returns whether a member beside the items of a list reports a failure. */
    static boolean isReportedIn(String member, Json value) {
        return reports(member, value) || (member.equals("meta") && isReported(value));
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }

    private static boolean isReported(@Nullable Json json) {
        if (json instanceof Json.JsonArray items) {
            return items.list().size() == 1 && isReported(items.list().get(0));
        }
        return json instanceof Json.JsonObject members && isAnyReported(members.byName());
    }

    /** Checks all members. On the hot path: allocates nothing for the members that every redemption has. */
    private static boolean isAnyReported(Map<String, Json> members) {
        for (String name : members.keySet()) {
            Json value = members.get(name);
            if (!OF_REDEMPTIONS.contains(name) && value != null && reports(name, value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean reports(String name, Json value) {
        String plain = plain(name);
        if (plain.equals(VALIDATION_STATUS)) {
            return value instanceof Json.JsonObject members
                    && isInvalid(members.byName().get("status"));
        }
        return (STATES.contains(plain) && isBadState(value))
                || (HTTP_STATUSES.contains(plain) && isBadNumber(value, plain.equals("status")))
                || (SUCCESSES.contains(plain) && isNo(value))
                || (ERRORS.contains(plain) && isSomething(value));
    }

    private static boolean isInvalid(@Nullable Json status) {
        String text = scalar(status);
        return !text.isEmpty() && !text.equals(Integer.toString(ValidationStatus.VALID));
    }

    private static boolean isBadState(Json value) {
        if (value instanceof Json.JsonString text) {
            String lower = text.value().toLowerCase(Locale.ROOT);
            return lower.equals("false") || BETWEEN_WORDS.splitAsStream(lower).anyMatch(ReportedFailure::isBadWord);
        }
        return value instanceof Json.JsonBoolean flag && !flag.value();
    }

    private static boolean isBadWord(String word) {
        return word.equals("not") || STEMS.stream().anyMatch(word::startsWith);
    }

    private static boolean isBadNumber(Json value, boolean alsoZero) {
        String text = scalar(value);
        if (alsoZero && text.equals("0")) {
            return true;
        }
        return text.length() == 3
                && text.chars().allMatch(c -> c >= '0' && c <= '9')
                && Integer.parseInt(text) >= FIRST_ERROR
                && Integer.parseInt(text) <= LAST_ERROR;
    }

    private static boolean isNo(Json value) {
        if (value instanceof Json.JsonBoolean flag) {
            return !flag.value();
        }
        String text = scalar(value);
        return text.equals("0") || text.equals("false") || text.equals("no");
    }

    private static boolean isSomething(Json value) {
        if (value instanceof Json.JsonObject members) {
            return !members.byName().isEmpty();
        }
        if (value instanceof Json.JsonArray items) {
            return !items.list().isEmpty();
        }
        return value instanceof Json.JsonBoolean flag ? flag.value() : !NONE.contains(scalar(value));
    }

    /** Returns a text or a number in lower case; empty if it is neither. */
    private static String scalar(@Nullable Json value) {
        if (value instanceof Json.JsonString text) {
            return text.value().strip().toLowerCase(Locale.ROOT);
        }
        return value instanceof Json.JsonNumber number ? number.value() : "";
    }
}
