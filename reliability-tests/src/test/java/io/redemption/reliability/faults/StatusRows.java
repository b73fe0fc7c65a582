package io.redemption.reliability.faults;

import static io.redemption.reliability.faults.Expected.once;
import static io.redemption.reliability.faults.Expected.thrice;
import static io.redemption.reliability.faults.Expected.twice;

import io.redemption.reliability.faults.Sample.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The rows of the retry table in which the issuer answers with a status other than a success. */
final class StatusRows {
    private static final String REDIRECTED = "unknown REDIRECTED";
    private static final String ODD_STATUS = "unknown UNEXPECTED_STATUS";
    private static final String AFTER_RESEND = "unknown REFUSED_AFTER_RESEND";

    private StatusRows() {}

    static Stream<Sample> samples() {
        return Stream.of(redirected(), refused(), turnedAway(), throttled(), failing())
                .flatMap(List::stream);
    }

    /** A redirect is not followed, and nothing is sent again. */
    private static List<Sample> redirected() {
        return IntStream.of(301, 302, 303, 307, 308)
                .mapToObj(status -> new Sample(
                        "F8",
                        "status " + status,
                        Scene.NORMAL,
                        operation -> exchange ->
                                exchange.write(AnswerTexts.of(status, "", "Location: http://127.0.0.1:9/elsewhere")),
                        once("failed MISCONFIGURED"),
                        once("failed MISCONFIGURED"),
                        once(REDIRECTED),
                        once(REDIRECTED)))
                .toList();
    }

    /**
     * Changed: only 400, 404, 409, 410 and 422 are refusals. The others say that we are misconfigured, which no shopper
     * must read as a refusal of their coupon: they are failures with a code, and nothing is sent again.
     */
    private static List<Sample> refused() {
        List<Sample> samples = new ArrayList<>();
        for (int status : new int[] {400, 409, 422}) {
            samples.add(Sample.ofStatus("F9", status, once("failed MISCONFIGURED"), once("refused"), once("refused")));
        }
        for (int status : new int[] {404, 410}) {
            // Note d, changed: what is not there counts only if its list is.
            samples.add(
                    Sample.ofStatus("F9", status, once("absent"), once("refused"), once("unknown REDEEMABLE_GONE")));
            samples.add(new Sample(
                    "F9",
                    status + " beside a list that is there",
                    Scene.NORMAL,
                    operation -> Plans.besideList(operation, status),
                    once("found"),
                    once("absent"),
                    once("refused"),
                    once("nothingtoreverse")));
        }
        samples.add(Sample.ofStatus("F9", 402, once("failed PAYMENT_REQUIRED")));
        samples.add(Sample.ofStatus("F9", 403, once("failed NOT_AUTHORISED")));
        samples.add(Sample.ofStatus("F9", 501, once("failed NOT_SUPPORTED")));
        for (int status : new int[] {405, 406, 411, 413, 414, 415, 417, 428, 431, 505}) {
            samples.add(Sample.ofStatus("F9", status, once("failed MISCONFIGURED")));
        }
        // Note b, changed: a refusal after a send in doubt is in doubt itself. Only a reversal comes to that here.
        samples.add(new Sample(
                "F9",
                "closed, then 404",
                Scene.NORMAL,
                operation -> Plans.first(Exchange::close, 404),
                twice("absent"),
                twice("absent"),
                once(Expected.NO_ANSWER),
                twice("unknown REDEEMABLE_GONE")));
        samples.add(new Sample(
                "F9",
                "closed, then 404 beside a list that is there",
                Scene.NORMAL,
                operation -> new FirstOther(Exchange::close, Plans.besideList(operation, 404)),
                twice("found"),
                twice("absent"),
                once(Expected.NO_ANSWER),
                twice(AFTER_RESEND)));
        return samples;
    }

    /**
     * After a 401 there is one more send if there are other credentials by then. 421 and 425 are on no list of certain
     * failures, so a create is in doubt (changed: it was repeated).
     */
    private static List<Sample> turnedAway() {
        return List.of(
                Sample.ofStatus("F10", 401, once("failed NOT_AUTHORISED")),
                Sample.ofAll(
                        "F10",
                        "401 also for renewed credentials",
                        Scene.RENEWED_CREDENTIALS,
                        operation -> exchange -> exchange.write(AnswerTexts.of(401, "")),
                        twice("failed NOT_AUTHORISED")),
                new Sample(
                        "F10",
                        "401, then right for renewed credentials",
                        Scene.RENEWED_CREDENTIALS,
                        operation -> Plans.unlessRenewed(operation.rightAnswer()),
                        twice("found"),
                        twice("found"),
                        twice("redeemed"),
                        twice("reversed")),
                // A call that is not authorised has redeemed nothing: the refusal holds.
                new Sample(
                        "F10",
                        "401, then 409 for renewed credentials",
                        Scene.RENEWED_CREDENTIALS,
                        operation -> Plans.unlessRenewed(AnswerTexts.of(409, "")),
                        twice("failed MISCONFIGURED"),
                        twice("failed MISCONFIGURED"),
                        twice("refused"),
                        twice("refused")),
                Sample.ofStatus("F11", 407, once("failed MISCONFIGURED")),
                Sample.ofStatus("F12", 421, thrice("failed ISSUER_FAILED"), once(ODD_STATUS), thrice(ODD_STATUS)),
                Sample.ofStatus("F12", 425, thrice("failed ISSUER_FAILED"), once(ODD_STATUS), thrice(ODD_STATUS)));
    }

    /**
     * Changed: 429 is a failure of gift cards too, and note c is dropped. A create is sent once more; if that is
     * refused, the first send may have been executed all the same (note b).
     */
    private static List<Sample> throttled() {
        String throttled = "failed THROTTLED";
        return List.of(
                Sample.ofStatus("F13", 429, thrice(throttled), twice(throttled), thrice(throttled)),
                Sample.ofAll(
                        "F13",
                        "429 with a Retry-After beyond the deadline",
                        Scene.NORMAL,
                        operation -> exchange -> exchange.write(AnswerTexts.of(429, "", "Retry-After: 60")),
                        once(throttled)),
                new Sample(
                        "F13",
                        "429, then 409",
                        Scene.NORMAL,
                        operation ->
                                Plans.first(exchange -> exchange.write(AnswerTexts.of(429, "", "Retry-After: 0")), 409),
                        twice("failed MISCONFIGURED"),
                        twice("failed MISCONFIGURED"),
                        twice(AFTER_RESEND),
                        twice(AFTER_RESEND)));
    }

    /**
     * The issuer may have executed before it failed. What Vauchar says about that in our own header is not believed.
     */
    private static List<Sample> failing() {
        List<Sample> samples = new ArrayList<>();
        samples.add(Sample.ofStatus("F14", 408, thrice("failed ISSUER_FAILED"), once(ODD_STATUS), thrice(ODD_STATUS)));
        samples.add(Sample.ofStatus("F15", 500, thrice("failed ISSUER_FAILED"), once(ODD_STATUS), thrice(ODD_STATUS)));
        for (int status : new int[] {502, 503, 504, 520, 529}) {
            samples.add(Sample.ofStatus(
                    "F16", status, thrice("failed ISSUER_FAILED"), once(ODD_STATUS), thrice(ODD_STATUS)));
        }
        samples.add(new Sample(
                "F16",
                "503 with a Retry-After and our own header",
                Scene.NORMAL,
                operation -> exchange ->
                        exchange.write(AnswerTexts.of(503, "", "Retry-After: 0", "Redemption-Executed: no")),
                thrice("failed ISSUER_FAILED"),
                thrice("failed ISSUER_FAILED"),
                once(ODD_STATUS),
                thrice(ODD_STATUS)));
        return samples;
    }
}
