package io.redemption.reliability.claims;

import io.redemption.model.Amount;
import io.redemption.model.RedemptionId;
import io.redemption.reliability.claims.Reply.Bytes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What wrong answers say. */
final class Bodies {
    private static final String[] PAGES = {
        "<html><body>We are back soon</body></html>",
        "<!DOCTYPE html>\n<title>404</title>",
        "Not Found",
        "OK",
        "<br />\n<b>Fatal error</b>: Uncaught",
    };

    private Bodies() {}

    static String page(Question q) {
        return q.pick(PAGES);
    }

    /** The body of a success, be it one or not. */
    static String right(Question q) {
        return switch (q.request()) {
            case CREATE -> q.echo().json();
            case DELETE -> "{\"deleted\":true}";
            case ONE -> q.stands() ? "{\"data\":" + q.echo().json() + "}" : q.errorBody();
            case LIST -> q.list(q.items(), q.items().size());
        };
    }

    static String otherShape(Question q) {
        String echo = q.echo().json();
        String any =
                q.pick("{}", "null", "true", "0", "\"ok\"", "{\"data\":null}", "{\"data\":\"ok\"}", "{\"data\":{}}");
        String ours = q.pick(
                "{\"redemption\":" + echo + "}",
                "{\"data\":{\"data\":" + echo + "}}",
                "{\"items\":[" + echo + "]}",
                "[[" + echo + "]]",
                "{\"data\":[" + echo + "," + echo + "]}",
                echo.substring(0, echo.length() - 1) + ",\"id\":\"twice\"}",
                echo + echo);
        if (q.request() == Request.LIST) {
            boolean empty = q.mayHide() && q.coin();
            return empty ? q.pick("[]", "{\"data\":[]}", "{\"data\":[[]]}") : q.coin() ? any : q.pick(echo, "[" + echo);
        }
        return q.coin() ? any : q.request() == Request.ONE && q.coin() ? "{\"data\":[]}" : ours;
    }

    /** A success that says this of our redemption; a DELETE may be executed or not. */
    static Bytes told(Question q, Item item) {
        q.told(200, true);
        return q.reply(200, around(q, item, q.others().size() + 1)).whole();
    }

    private static String around(Question q, Item item, @Nullable Integer count) {
        List<Item> items = new ArrayList<>(List.of(item));
        items.addAll(q.others());
        return switch (q.request()) {
            case CREATE, DELETE -> item.json();
            case ONE -> "{\"data\":" + item.json() + "}";
            case LIST -> q.list(items, count);
        };
    }

    /**
     * A missing or cut one is no contradiction; one that cannot be ours must not be in a list that is told to be whole.
     */
    static Bytes otherTransaction(Question q) {
        String ours = q.transaction();
        String cut = q.pickOrNone(Item.text(ours.substring(0, ours.length() / 2)));
        String altered =
                q.pick("00" + ours, ours + "--", "x" + ours.toLowerCase(Locale.ROOT) + "x", ours.substring(1) + "y");
        boolean isCut = q.coin();
        Item item = q.echo().with("transaction_id", isCut ? cut : Item.text(altered));
        if (isCut && q.request() == Request.CREATE) {
            q.execute(true);
            return q.reply(200, item.json()).whole();
        }
        q.told(200, true);
        boolean known = isCut && q.asked() == Asked.RESOLVE_REDEEM;
        return q.reply(200, around(q, item, known ? q.others().size() + 1 : null))
                .whole();
    }

    static Bytes outOfTime(Question q) {
        String unreadable = q.pick("-1", "1e300", "\"soon\"", "[]", "{}");
        String off = q.pick("0", "1502473727", "\"4102444800\"", "\"2017-08-11T17:48:47Z\"");
        boolean readable = (q.request() == Request.CREATE || q.stands()) && q.coin();
        return told(
                q,
                q.echo()
                        .with("created", readable ? off : unreadable)
                        .with(
                                "transaction_id",
                                readable && q.request() == Request.CREATE ? null : Item.text(q.transaction())));
    }

    static Bytes miscounted(Question q) {
        q.told(200, true);
        if (q.request() != Request.LIST) {
            return q.reply(200, "{\"count\":1}").whole();
        }
        int all = q.items().size();
        String odd = q.pickOrNone("null", "-1", "\"many\"", "1e99", "[]", "{}", Integer.toString(all + 1));
        String more = Integer.toString(Math.max(all, q.others().size() + 1) + q.random(3));
        boolean hides = q.coin();
        return q.reply(
                        200,
                        hides
                                ? Question.list(q.redeemable(), q.others(), q.mayHide() && q.coin() ? odd : more)
                                : Question.list(q.redeemable(), q.items(), odd))
                .whole();
    }

    static Bytes withFailure(Question q) {
        q.told(200, true);
        String[] failure = q.pick(
                new String[] {"status", "\"failed\""},
                new String[] {"success", "false"},
                new String[] {"error", "\"the database is away\""},
                new String[] {"errors", "[{\"code\":7}]"},
                new String[] {"validation_status", "{\"status\":2001}"});
        String member = Item.text(failure[0]) + ":" + failure[1];
        return q.reply(
                        200,
                        switch (q.request()) {
                            case CREATE -> q.echo().with(failure[0], failure[1]).json();
                            case DELETE -> "{" + member + "}";
                            case ONE ->
                                q.stands()
                                        ? "{" + member + ",\"data\":" + q.echo().json() + "}"
                                        : "{" + member + "}";
                            case LIST -> "{" + member + q.pick("", ",\"count\":0") + ",\"data\":[]}";
                        })
                .whole();
    }

    /** What somebody else's request would be answered. */
    static Reply ofAnother(Question q) {
        Item stranger = Item.of(new Account.Booking(
                RedemptionId.of("another"), q.another(), "somebody", Amount.of("1.00"), "another", Instant.EPOCH));
        return switch (q.request()) {
            case CREATE, DELETE -> q.pick(q.reply(201, stranger.json()), q.error(502), q.reply(302, ""));
            case ONE -> q.pick(q.reply(200, "{\"data\":" + stranger.json() + "}"), q.error(502));
            case LIST ->
                q.pick(
                        q.reply(200, Question.list(q.another(), List.of(stranger), "1")),
                        q.reply(200, Question.list(q.another(), List.of(), "0")),
                        q.error(502));
        };
    }

    static Reply feared(Question q) {
        return switch (q.request()) {
            case CREATE -> Reply.json(400, "{}");
            case DELETE -> Reply.json(204, "");
            case ONE -> Reply.json(404, "{}");
            case LIST -> q.pick(Reply.json(404, "{}"), Reply.json(200, "{\"count\":0,\"data\":[]}"));
        };
    }
}
