package io.redemption.reliability.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.redemption.model.Code;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import io.redemption.model.RedemptionId;
import io.redemption.wire.RouteReading;
import io.redemption.wire.VaucharQuery;
import io.redemption.wire.VaucharRoute;
import java.io.IOException;
import java.util.List;

/**
 * What Jazzer calls with one text after the other, in a JVM of its own: whatever the text is put into, the target is
 * one that the strict parser takes, of the depth that the route has, and that the server reads as that very route.
 */
public final class PathFuzz {
    private static final List<RedeemableKind> KINDS = List.of(RedeemableKind.values());

    private PathFuzz() {}

    /**
     * Tries one input.
     *
     * @param input the first octet chooses the route, the rest is the text
     */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        int choice = Byte.toUnsignedInt(input[0]);
        String text = new String(input, 1, input.length - 1, UTF_8);
        VaucharRoute route;
        VaucharQuery query;
        try {
            route = route(choice, text);
            query = choice % 2 == 0 ? VaucharQuery.NONE : new VaucharQuery(Code.of(text), text, null);
        } catch (IllegalArgumentException refusedUnsent) {
            return;
        }
        check(route, query);
    }

    private static VaucharRoute route(int choice, String text) {
        RedeemableKind kind = KINDS.get(choice % KINDS.size());
        List<String> ids = List.of(text.split(",", 2));
        RedeemableId id = new RedeemableId(kind, ids.get(0));
        return switch (choice / 8 % 5) {
            case 0 -> new VaucharRoute.AllRedemptions(id);
            case 1 -> new VaucharRoute.OneRedemption(id, RedemptionId.of(ids.get(ids.size() - 1)));
            case 2 -> new VaucharRoute.OneRedeemable(id);
            case 3 -> new VaucharRoute.ValidateRedeemable(id);
            default -> new VaucharRoute.ValidateCode(kind);
        };
    }

    private static void check(VaucharRoute route, VaucharQuery query) {
        String parameters;
        try {
            parameters = query.encode(route);
        } catch (IllegalArgumentException refusedUnsent) {
            return;
        }
        String path = route.path();
        String target = path + (parameters.isEmpty() ? "" : "?" + parameters);
        try {
            if (StrictRequest.depth(target) != depth(route)) {
                throw new IllegalStateException("depth of " + target);
            }
        } catch (IOException malformed) {
            throw new IllegalStateException("malformed: " + target, malformed);
        }
        if (!VaucharRoute.read(path).equals(new RouteReading.Known(route))) {
            throw new IllegalStateException("read as another route: " + path);
        }
    }

    private static int depth(VaucharRoute route) {
        if (route instanceof VaucharRoute.OneRedemption) {
            return 4;
        }
        return route instanceof VaucharRoute.OneRedeemable || route instanceof VaucharRoute.ValidateCode ? 2 : 3;
    }
}
