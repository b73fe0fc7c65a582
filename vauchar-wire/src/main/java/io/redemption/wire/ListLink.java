package io.redemption.wire;

import io.redemption.model.RedeemableId;
import org.jspecify.annotations.Nullable;

/**
 * Compares the {@code href} of a list with what was asked for. A list without items shows in no other way that it
 * answers another request. Only a link that names another id at the redeemable's place counts: the vendor's own
 * examples for gift cards say {@code https://example.com}. Stateless.
 */
final class ListLink {
    private static final String REDEMPTIONS = "redemptions";

    private ListLink() {}

    /**
     * Checks a link.
     *
     * @throws UnreadableBodyException if it is that of another redeemable's redemptions
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
