package io.redemption.server;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The target of a request line, split but not decoded. Immutable.
 *
 * @param path the raw path; empty if the target has none that can be trusted
 * @param query the raw query without its question mark, or {@code null} if there is none
 */
record RequestTarget(String path, @Nullable String query) {
    private static final RequestTarget UNREADABLE = new RequestTarget("", null);
    private static final Pattern WHOLE_URI = Pattern.compile("(?i)https?://([^/?#]*)(.*)", Pattern.DOTALL);
    private static final Pattern JOINED =
            Pattern.compile("(/{1,2}(?:coupons|vouchers|gift-cards)/[A-Za-z0-9._~-]+)%2[Ff]redemptions%2[Ff]([^/%]+)");

    /**
     * Splits a target: a path, or a whole URI, which servers must accept (RFC 9112, 3.2.2). The authority ends at the
     * first slash, question mark or number sign, the path at the first of the last two (RFC 3986, 3.2 and 3.3). A
     * fragment is not allowed in a request (RFC 9112, 3.2), so a target with one is unreadable; it could have been part
     * of a code.
     */
    static RequestTarget of(String target) {
        if (target.startsWith("/")) {
            return target.indexOf('#') >= 0 ? UNREADABLE : split(target);
        }
        Matcher uri = WHOLE_URI.matcher(target);
        String rest = target;
        if (uri.matches()) {
            rest = uri.group(2).startsWith("/") ? uri.group(2) : "/" + uri.group(2);
        }
        if (target.indexOf('#') >= 0 || (uri.matches() && uri.group(1).isEmpty())) {
            return UNREADABLE;
        }
        return split(rest);
    }

    private static RequestTarget split(String rest) {
        int mark = rest.indexOf('?');
        return mark < 0
                ? new RequestTarget(rest, null)
                : new RequestTarget(rest.substring(0, mark), rest.substring(mark + 1));
    }

    /**
     * Returns the target with the slashes in the path of one redemption unescaped. Newer versions of the vendor's Ruby
     * client send {@code /vouchers/{id}%2Fredemptions%2F{redemptionId}} when they delete. No other path is changed.
     */
    RequestTarget withRedemptionSplit() {
        Matcher joined = JOINED.matcher(path);
        return joined.matches() ? new RequestTarget(joined.group(1) + "/redemptions/" + joined.group(2), query) : this;
    }

    /** Returns whether a segment of the path holds an escaped slash, which no id has. */
    boolean hasEscapedSlash() {
        return path.contains("%2f") || path.contains("%2F");
    }

    /** {@return nothing of the query, which holds codes} */
    @Override
    public String toString() {
        return "RequestTarget";
    }
}
