package io.redemption.wire;

import io.redemption.model.RedeemableId;
import io.redemption.model.RedemptionId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads raw paths. A path is split at its slashes first and decoded afterwards, once, so that an encoded slash or dot
 * segment never becomes structure. The vendor's shop plugin begins its paths with two slashes, which are read as one.
 */
final class RouteReader {
    static final String VALIDATE = "validate";
    static final String VERIFY = "verifycredentials";

    private static final String REDEMPTIONS = "redemptions";
    private static final int MAX_PATH = 1024;
    private static final RouteReading UNKNOWN = new RouteReading.UnknownPath();

    private RouteReader() {}

    static String path(RedeemableId id) {
        return "/" + KindNames.of(id.kind()).segment + "/" + id.value();
    }

    static RouteReading read(String rawPath) {
        if (!rawPath.startsWith("/") || rawPath.length() > MAX_PATH) {
            return new RouteReading.MalformedPath("a slash, then at most " + (MAX_PATH - 1) + " characters");
        }
        List<String> segments = new ArrayList<>();
        for (String raw : rawPath.substring(rawPath.startsWith("//") ? 2 : 1).split("/", -1)) {
            String segment = segment(raw);
            if (segment == null) {
                return new RouteReading.MalformedPath("segments of up to 128 characters A-Z a-z 0-9 . _ ~ -, which may "
                        + "be percent-encoded once, and no dot segments; segment " + segments.size() + " is not");
            }
            segments.add(segment);
        }
        return route(segments);
    }

    private static RouteReading route(List<String> segments) {
        String first = segments.get(0);
        if (segments.size() == 1 && first.equals(VALIDATE)) {
            return new RouteReading.Known(new VaucharRoute.ValidateAny());
        }
        if (segments.size() == 1 && first.equals(VERIFY)) {
            return new RouteReading.Known(new VaucharRoute.VerifyCredentials());
        }
        KindNames names = KindNames.ofSegment(first);
        // An empty segment is well-formed but not an id: a trailing slash, or two in the middle.
        return names == null || segments.contains("") ? UNKNOWN : ofKind(names, segments);
    }

    private static RouteReading ofKind(KindNames names, List<String> segments) {
        if (segments.size() == 1) {
            return new RouteReading.Known(new VaucharRoute.Redeemables(names.kind));
        }
        if (segments.size() == 2 && segments.get(1).equals(VALIDATE)) {
            return new RouteReading.Known(new VaucharRoute.ValidateCode(names.kind));
        }
        RedeemableId id = new RedeemableId(names.kind, segments.get(1));
        if (segments.size() == 2) {
            return new RouteReading.Known(new VaucharRoute.OneRedeemable(id));
        }
        if (segments.size() == 3 && segments.get(2).equals(VALIDATE)) {
            return new RouteReading.Known(new VaucharRoute.ValidateRedeemable(id));
        }
        if (segments.size() > 4 || !segments.get(2).equals(REDEMPTIONS)) {
            return UNKNOWN;
        }
        return new RouteReading.Known(
                segments.size() == 3
                        ? new VaucharRoute.AllRedemptions(id)
                        : new VaucharRoute.OneRedemption(id, RedemptionId.of(segments.get(3))));
    }

    /**
     * Returns the segment with its percent-encoded unreserved characters decoded, or {@code null} if it contains
     * others.
     */
    static @Nullable String segment(String raw) {
        StringBuilder plain = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            int c = raw.charAt(i);
            if (c == '%') {
                c = PercentCoding.octetAt(raw, i);
                i += 2;
            }
            if (!isUnreserved(c)) {
                return null;
            }
            plain.append((char) c);
        }
        String segment = plain.toString();
        return segment.length() > 128 || segment.equals(".") || segment.equals("..") ? null : segment;
    }

    private static boolean isUnreserved(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '.'
                || c == '_'
                || c == '~';
    }
}
