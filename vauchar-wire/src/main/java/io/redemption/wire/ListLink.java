package io.redemption.wire;

import io.redemption.model.RedeemableId;
import org.jspecify.annotations.Nullable;

/**
 * Compares the {@code href} of a list with the requested redeemable. In a list without items nothing else shows that it
 * answers another request. Only a link with another id in the position of the redeemable's id is rejected: the vendor's
 * own examples for gift cards contain {@code https://example.com}. Stateless.
 */
final class ListLink {
    private static final String REDEMPTIONS = "redemptions";

    private ListLink() {}

    /**
     * Checks a link.
     *
     * @throws UnreadableBodyException if it names the redemptions of another redeemable
     */
    static void check(@Nullable String href, RedeemableId requested) {
        if (href != null && namesAnother(href, requested)) {
            throw new UnreadableBodyException("href", "the redeemable that was asked for");
        }
    }

    private static boolean namesAnother(String href, RedeemableId requested) {
        String[] segments = path(href).split("/", -1);
        for (int i = segments.length - 1; i >= 2; i--) {
            if (segments[i].equals(REDEMPTIONS) && KindNames.ofSegment(segments[i - 2]) != null) {
                String id = RouteReader.segment(segments[i - 1]);
                return id != null && !id.isEmpty() && !id.equals(requested.value());
            }
        }
        return false;
    }

    private static String path(String href) {
        int end = href.length();
        for (char mark : new char[] {'?', '#'}) {
            int at = href.indexOf(mark);
            end = at >= 0 ? Math.min(end, at) : end;
        }
        return href.substring(0, end);
    }
}
