package io.redemption.reliability.hostile;

import java.io.IOException;

/** Lists that never end, or are as large as the client takes. */
enum ListBomb implements Bomb {
    ENDLESS_LIST(Fuse.HISTORY, line -> {
        line.say(OK + "\r\n[" + ITEM);
        Bomb.flood(line, ("," + ITEM).repeat(1000));
    }),
    LARGEST_LIST_OF_SMALLEST_ITEMS(Fuse.HISTORY, line -> {
        line.say(OK + "Content-Length: " + ((8 << 20) - 1) + "\r\n\r\n[");
        String items = "{\"id\":\"r\"},".repeat(1000);
        for (int said = 0; said < (8 << 20) - 2; said += items.length()) {
            line.say(items.substring(0, Math.min(items.length(), (8 << 20) - 2 - said)));
        }
    }),
    LARGEST_LIST_OF_LARGEST_ITEMS(Fuse.HISTORY, line -> {
        String item =
                "{\"id\":\"r\",\"customer_id\":\"" + "c".repeat(4000) + "\",\"team_id\":\"" + "t".repeat(4000) + "\"},";
        line.say(OK + "\r\n[");
        for (int said = 0; said < (8 << 20) - 3 * item.length(); said += item.length()) {
            line.say(item);
        }
        line.say("{\"id\":\"r\"}]");
    }),
    ENDLESS_ERROR_OF_A_SEARCH(Fuse.SEARCH, line -> {
        line.say("HTTP/1.1 500 No\r\n\r\n");
        Bomb.flood(line, " ".repeat(BLOCK));
    }),
    ENDLESS_LIST_OF_MATCHES(Fuse.SEARCH, line -> {
        String item = "{\"id\":\"r\",\"transaction_id\":\"none\",\"customer_id\":\"" + "c".repeat(4000) + "\"},";
        line.say(OK + "\r\n[");
        Bomb.flood(line, item.repeat(10));
    }),
    ENDLESS_LIST_TO_SEARCH(Fuse.SEARCH, line -> {
        line.say(OK + "\r\n[" + ITEM);
        Bomb.flood(line, ("," + ITEM).repeat(1000));
    }),
    LIST_OF_CODES(Fuse.LOOKUP_CODE, line -> {
        String item = "{\"id\":\"v\",\"voucher_code\":\"c\",\"value\":5,\"value_unit\":\"value\"},";
        line.say(OK + "Content-Length: " + ((8 << 20) - 1) + "\r\n\r\n[");
        Bomb.flood(line, item.repeat(1000));
    });

    private final Fuse fuse;

    @SuppressWarnings("ImmutableEnumChecker") // Writes constants.
    private final Charge charge;

    ListBomb(Fuse fuse, Charge charge) {
        this.fuse = fuse;
        this.charge = charge;
    }

    @Override
    public Fuse fuse() {
        return fuse;
    }

    @Override
    public void explode(HostileConnection line) throws IOException {
        charge.explode(line);
    }
}
