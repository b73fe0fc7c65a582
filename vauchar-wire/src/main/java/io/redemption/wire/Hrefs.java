package io.redemption.wire;

import java.net.URI;

/** Links below the base URI of a server. Immutable. */
final class Hrefs {
    private final String base;

    Hrefs(URI base) {
        boolean usable = base.getScheme() != null
                && base.getHost() != null
                && base.getRawUserInfo() == null
                && base.getRawQuery() == null
                && base.getRawFragment() == null;
        if (!usable) {
            throw new IllegalArgumentException(
                    "base URI: not usable (expected: scheme, host and path only, for example https://shop.example)");
        }
        String text = base.toString();
        this.base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    /** Returns whether no link needs escapes. A path never does. */
    boolean arePlain() {
        return PlainBytes.isPlain(base);
    }

    String of(VaucharRoute route) {
        return base + route.path();
    }
}
