package io.redemption.reliability.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request, read by somebody who forgives nothing and shares no line of code with the client: the target is a path of
 * plain segments and at most a well-formed query, each header field stands on one line and once, the body is one JSON
 * object of the length that was announced. Immutable.
 *
 * @param method how
 * @param depth how many segments the path has
 * @param host for whom
 */
record StrictRequest(String method, int depth, String host) {
    private static final Pattern LINE = Pattern.compile("(GET|POST|DELETE) (/[^ ]*) HTTP/1\\.1");
    private static final Pattern TARGET =
            Pattern.compile("((?:/(?!\\.{1,2}(?:[/?]|$))[A-Za-z0-9._~-]{1,128})+)(\\?.*)?");
    private static final Pattern QUERY = Pattern.compile(
            "\\?[a-z_]+=(?:[A-Za-z0-9.*_+-]|%[0-9A-F]{2})*(?:&[a-z_]+=(?:[A-Za-z0-9.*_+-]|%[0-9A-F]{2})*)*");
    private static final Pattern FIELD = Pattern.compile("([A-Za-z-]{1,40}): ([!-~](?:[ -~]*[!-~])?)");
    private static final Set<String> FIELDS = Set.of(
            "host",
            "authorization",
            "accept",
            "cache-control",
            "connection",
            "content-type",
            "content-length",
            "idempotency-key",
            "user-agent");
    private static final Set<String> MEMBERS =
            Set.of("user_id", "user_email", "user_phone", "transaction_id", "value_used");
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /**
     * Reads all that came over a connection.
     *
     * @throws IOException if it is anything but one request
     */
    static StrictRequest only(ReceivedRequest heard) throws IOException {
        String[] lines = heard.head().split("\r\n", -1);
        Matcher line = LINE.matcher(lines[0]);
        if (!line.matches()) {
            throw new IOException("request line");
        }
        Map<String, String> fields = new HashMap<>();
        for (int i = 1; i < lines.length - 2; i++) {
            Matcher field = FIELD.matcher(lines[i]);
            if (!field.matches()
                    || !FIELDS.contains(field.group(1).toLowerCase(Locale.ROOT))
                    || fields.put(field.group(1).toLowerCase(Locale.ROOT), field.group(2)) != null) {
                throw new IOException("header field");
            }
        }
        if (line.group(1).equals("POST")) {
            checkBody(fields, heard.body());
        } else if (!heard.body().isEmpty()) {
            throw new IOException("body without a length");
        }
        return new StrictRequest(line.group(1), depth(line.group(2)), fields.getOrDefault("host", ""));
    }

    /** How many segments a target has. */
    static int depth(String target) throws IOException {
        Matcher parts = TARGET.matcher(target);
        if (!parts.matches()
                || (parts.group(2) != null && !QUERY.matcher(parts.group(2)).matches())) {
            throw new IOException("target");
        }
        return (int) parts.group(1).chars().filter(c -> c == '/').count();
    }

    private static void checkBody(Map<String, String> fields, String body) throws IOException {
        if (!Integer.toString(body.length()).equals(fields.get("content-length"))) {
            throw new IOException("length");
        }
        try (JsonParser parser = JSON.createParser(body.getBytes(ISO_8859_1))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("body");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                if (!MEMBERS.contains(parser.currentName())
                        || !parser.nextToken().isScalarValue()) {
                    throw new IOException("member");
                }
            }
            if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
                throw new IOException("end of the body");
            }
        }
    }
}
