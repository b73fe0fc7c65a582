package io.redemption.reliability.claims;

import io.redemption.model.RedeemableKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A redemption as the API tells it. Members are JSON as it is written. Immutable. */
final class Item {
    private final Map<String, String> members;

    private Item(Map<String, String> members) {
        this.members = members;
    }

    static Item of(Account.Booking booking) {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("type", text("redemption"));
        members.put("id", text(booking.id().value()));
        members.put(
                parent(booking.redeemable().kind()), text(booking.redeemable().value()));
        members.put("user_id", text(booking.user()));
        members.put("transaction_id", text(booking.transaction()));
        members.put("value_used", text(booking.value().toString()));
        members.put("created", Long.toString(booking.created().getEpochSecond()));
        return new Item(members);
    }

    /** The member that names what was redeemed. */
    static String parent(RedeemableKind kind) {
        return switch (kind) {
            case COUPON -> "coupon_id";
            case VOUCHER -> "voucher_id";
            case GIFT_CARD -> "gift_card_id";
        };
    }

    static String text(String value) {
        return "\"" + value + "\"";
    }

    /** The same with another member or one more; without it, if there is no JSON. */
    Item with(String name, @Nullable String json) {
        Map<String, String> other = new LinkedHashMap<>(members);
        if (json == null) {
            other.remove(name);
        } else {
            other.put(name, json);
        }
        return new Item(other);
    }

    /** The same as the redemption of something else. */
    Item of(String parent, String id) {
        return with("coupon_id", null)
                .with("voucher_id", null)
                .with("gift_card_id", null)
                .with(parent, text(id));
    }

    String json() {
        return members.entrySet().stream()
                .map(member -> text(member.getKey()) + ":" + member.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** The items of a list, as a JSON array. */
    static String array(List<Item> items) {
        return items.stream().map(Item::json).collect(Collectors.joining(",", "[", "]"));
    }
}
