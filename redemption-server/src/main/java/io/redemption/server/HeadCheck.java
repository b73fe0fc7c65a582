package io.redemption.server;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks what RFC 9110 and 9112 demand of a head and the decoder does not check. Immutable. */
final class HeadCheck {
    private final ErrorResponses errors;

    HeadCheck(ErrorResponses errors) {
        this.errors = errors;
    }

    /** Returns why a head is rejected, or {@code null} if it is not. */
    Admission.@Nullable Rejected rejection(HttpServerRequest request) {
        String malformed = malformedField(request);
        if (malformed != null) {
            return rejected(400, "malformed_header", malformed, false);
        }
        if (hasOther(request.headers().getAll(HttpHeaders.TRANSFER_ENCODING), "chunked")) {
            return rejected(
                    501, "unsupported_transfer_coding", "Transfer-Encoding: not supported, expected chunked", true);
        }
        return hasOther(request.headers().getAll(HttpHeaders.CONTENT_ENCODING), "identity")
                ? rejected(415, "unsupported_encoding", "Content-Encoding: not supported, expected none", false)
                : null;
    }

    private static @Nullable String malformedField(HttpServerRequest request) {
        int hosts = request.headers().getAll(HttpHeaders.HOST).size();
        if (hosts > 1 || (hosts == 0 && request.version() == HttpVersion.HTTP_1_1)) {
            return "Host: " + hosts + " fields, expected one";
        }
        if (request.headers().getAll(HttpHeaders.AUTHORIZATION).size() > 1) {
            return "Authorization: more than one field, expected one";
        }
        String expectation = request.getHeader(HttpHeaders.EXPECT);
        return expectation == null || expectation.equalsIgnoreCase("100-continue")
                ? null
                : "Expect: not supported, expected 100-continue";
    }

    /** Returns whether a list names a coding other than this one; empty items are ignored (RFC 9110, 5.6.1). */
    private static boolean hasOther(List<String> fields, String coding) {
        return !fields.isEmpty()
                && fields.stream()
                        .flatMap(field -> Stream.of(field.split(",", -1)))
                        .map(String::strip)
                        .anyMatch(each -> !each.isEmpty() && !each.equalsIgnoreCase(coding));
    }

    private Admission.Rejected rejected(int status, String code, String message, boolean unreadableBody) {
        return new Admission.Rejected(errors.error(status, code, message), unreadableBody);
    }
}
