package io.redemption.wire;

import io.redemption.model.FailureCode;
import org.jspecify.annotations.Nullable;

/**
 * Maps HTTP statuses to their meaning for an operation. For a write, a status that is not listed proves nothing and is
 * unknown. Accepts any number and never throws.
 *
 * <table>
 * <caption>Verdicts by status</caption>
 * <tr><th>Status</th><th>Create</th><th>Delete</th><th>Read</th></tr>
 * <tr><td>200</td><td>success</td><td>success, if a read shows it</td><td>success</td></tr>
 * <tr><td>201</td><td>success</td><td>unknown</td><td>failed: unreadable</td></tr>
 * <tr><td>203</td><td>success</td><td>unknown</td><td>success</td></tr>
 * <tr><td>204</td><td>unknown</td><td>success</td><td>failed: unreadable</td></tr>
 * <tr><td>400, 409, 422</td><td>refused</td><td>refused</td><td>failed: misconfigured</td></tr>
 * <tr><td>404, 410</td><td>refused</td><td>absent</td><td>absent</td></tr>
 * <tr><td>401, 403</td><td colspan="3">failed: not authorised</td></tr>
 * <tr><td>402</td><td colspan="3">failed: payment required</td></tr>
 * <tr><td>429</td><td colspan="3">failed: throttled</td></tr>
 * <tr><td>501</td><td colspan="3">failed: not supported</td></tr>
 * <tr><td>405-407, 411, 413-415, 417, 428, 431, 505</td><td colspan="3">failed: misconfigured</td></tr>
 * <tr><td>408, 421, 425, the rest of 500-599</td><td>unknown</td><td>unknown</td><td>failed: issuer failed</td></tr>
 * <tr><td>300-399</td><td>unknown</td><td>unknown</td><td>failed: misconfigured</td></tr>
 * <tr><td>the rest of 400-499</td><td>unknown</td><td>unknown</td><td>failed: misconfigured</td></tr>
 * <tr><td>anything else</td><td>unknown</td><td>unknown</td><td>failed: unreadable</td></tr>
 * </table>
 *
 * <p>202 and the rest of 200-299 say that something was accepted, is incomplete or applies to several resources. That
 * confirms no write and is not a whole answer to a read. 203 is a 200 that a proxy has modified.
 *
 * <p>A refusal and an absence must come from the API itself: they count only with a body that is JSON or empty, see
 * {@link BodyKind}. Failures count with any body, because they often come from proxies.
 *
 * <p>421 and 425 say that nothing was done, but often come from an unknown gateway in front of the issuer. After them a
 * write is unknown all the same, which costs one read.
 *
 * <p>A redirect is never followed; on a read it shows that the base URI is not the API's.
 */
public final class StatusTable {
    private StatusTable() {}

    /**
     * Returns the verdict on a POST that creates a redemption.
     *
     * @param status the HTTP status
     * @return success, refused, failed or unknown
     */
    public static StatusVerdict ofCreate(int status) {
        return switch (status) {
            case 200, 201, 203 -> StatusVerdict.SUCCESS;
            case 400, 404, 409, 410, 422 -> StatusVerdict.REFUSED;
            default -> ofWrite(status);
        };
    }

    /**
     * Returns the verdict on a DELETE of a redemption.
     *
     * @param status the HTTP status
     * @return success, refused, absent, failed or unknown
     */
    public static StatusVerdict ofDelete(int status) {
        return switch (status) {
            case 200, 204 -> StatusVerdict.SUCCESS;
            case 404, 410 -> StatusVerdict.ABSENT;
            case 400, 409, 422 -> StatusVerdict.REFUSED;
            default -> ofWrite(status);
        };
    }

    /**
     * Returns the verdict on a GET.
     *
     * @param status the HTTP status
     * @return success, absent or failed
     */
    public static StatusVerdict ofRead(int status) {
        if (status == 200 || status == 203) {
            return StatusVerdict.SUCCESS;
        }
        if (status == 404 || status == 410) {
            return StatusVerdict.ABSENT;
        }
        FailureCode certain = certainFailure(status);
        return StatusVerdict.failed(certain != null ? certain : readFailure(status));
    }

    private static StatusVerdict ofWrite(int status) {
        FailureCode certain = certainFailure(status);
        return certain == null ? StatusVerdict.UNKNOWN : StatusVerdict.failed(certain);
    }

    /**
     * Returns why the request was rejected before anything was executed, or {@code null} if the status does not say so.
     */
    private static @Nullable FailureCode certainFailure(int status) {
        return switch (status) {
            case 401, 403 -> FailureCode.NOT_AUTHORISED;
            case 402 -> FailureCode.PAYMENT_REQUIRED;
            case 429 -> FailureCode.THROTTLED;
            case 501 -> FailureCode.NOT_SUPPORTED;
            case 405, 406, 407, 411, 413, 414, 415, 417, 428, 431, 505 -> FailureCode.MISCONFIGURED;
            default -> null;
        };
    }

    private static FailureCode readFailure(int status) {
        if (status == 408 || status == 421 || status == 425 || (status >= 500 && status <= 599)) {
            return FailureCode.ISSUER_FAILED;
        }
        return status >= 300 && status <= 499 ? FailureCode.MISCONFIGURED : FailureCode.UNREADABLE;
    }
}
