package io.redemption.vertx;

import io.redemption.model.FailureCode;
import io.redemption.model.RedemptionException;
import io.redemption.wire.BodyKind;
import io.redemption.wire.ErrorBody;
import io.redemption.wire.StatusVerdict;

/** Converts responses that mean failure to exceptions. Stateless. */
final class Failures {
    private Failures() {}

    static RedemptionException ofStatus(ResponseHead head, StatusVerdict verdict) {
        FailureCode code = verdict.failure() == null ? FailureCode.ISSUER_FAILED : verdict.failure();
        String merchant = head.rejected();
        String whose = merchant == null
                ? ""
                : ": it does not accept the credentials of merchant " + merchant + ", or does not allow this with them";
        return new RedemptionException(
                code, "the issuer answered with status " + head.status() + whose, head.retryAfter(), null);
    }

    /** Returns the failure for our own server's statement that it did not execute the request. */
    static RedemptionException notExecuted(ResponseHead head) {
        return new RedemptionException(
                head.retryAfter() == null ? FailureCode.NOT_REACHABLE : FailureCode.THROTTLED,
                "the issuer answered with status " + head.status() + " that nothing was executed",
                head.retryAfter(),
                null);
    }

    /**
     * Checks that an error comes from the API and is about the path's resource: its body is JSON or empty, and its code
     * is not that of an unknown path.
     *
     * @throws RedemptionException if it does not come from the API, for example the 404 of a web server at a wrong base
     *     URI
     */
    static void requireApis(ResponseHead head, byte[] body) {
        BodyKind kind = BodyKind.of(body);
        if (!kind.mayBeError()) {
            throw misconfigured(answered(head, kind) + "; nothing was executed");
        }
        if (ErrorBody.UNKNOWN_PATH.equals(ErrorBody.read(body).code())) {
            throw misconfigured(
                    "the server says with status " + head.status() + " that it has no such path; nothing was executed");
        }
    }

    /** Returns the failure for a success whose body the API never sends. */
    static RedemptionException notApis(ResponseHead head, BodyKind kind) {
        return misconfigured(answered(head, kind));
    }

    /** Returns the failure for an absent path that every server of the API has. */
    static RedemptionException noSuchPath(ResponseHead head) {
        return misconfigured("the server says with status " + head.status() + " that it has no check of credentials");
    }

    private static String answered(ResponseHead head, BodyKind kind) {
        return "the address answered with status " + head.status() + " and " + kind.words()
                + ", which is not the API's answer";
    }

    private static RedemptionException misconfigured(String what) {
        return new RedemptionException(FailureCode.MISCONFIGURED, what + "; is the base URI right?");
    }
}
