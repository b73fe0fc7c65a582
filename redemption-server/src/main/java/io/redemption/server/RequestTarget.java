package io.redemption.server;

import org.jspecify.annotations.Nullable;

/**
 * The target of a request line, cut but not decoded. Immutable.
 *
 * @param path the raw path
 * @param query the raw query without its question mark, or {@code null} if there is none
 */
record RequestTarget(String path, @Nullable String query) {
    /** Cuts a target: a path, or a whole URI, which servers have to take although only proxies get it. */
    static RequestTarget of(String target) {
        String rest = withoutAuthority(target);
        int mark = rest.indexOf('?');
        return mark < 0
                ? new RequestTarget(rest, null)
                : new RequestTarget(rest.substring(0, mark), rest.substring(mark + 1));
    }

    private static String withoutAuthority(String target) {
        for (String scheme : new String[] {"http://", "https://"}) {
            if (target.regionMatches(true, 0, scheme, 0, scheme.length())) {
                int slash = target.indexOf('/', scheme.length());
                return slash < 0 ? "/" : target.substring(slash);
            }
        }
        return target;
    }

    /** {@return nothing of the query, which holds codes} */
    @Override
    public String toString() {
        return "RequestTarget";
    }
}
