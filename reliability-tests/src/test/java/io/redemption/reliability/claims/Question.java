package io.redemption.reliability.claims;

import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import io.redemption.reliability.claims.Reply.Bytes;
import io.redemption.wire.VaucharRoute;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * One request of a call, as the issuer sees it: what it may say without breaking the rule of the game, and what it
 * would rightly say. A write is executed or not by what is said about it. To be used on the issuer's event loop.
 */
final class Question {
    private static final String ERROR = "{\"error\":{\"code\":\"told\",\"message\":\"no\"}}";

    private final Cell cell;
    private final Request request;
    private final Cuts cuts;
    private final JumpingTime time;
    private boolean provenUndone;

    Question(Cell cell, Request request, Cuts cuts, JumpingTime time) {
        this.cell = cell;
        this.request = request;
        this.cuts = cuts;
        this.time = time;
    }

    Request request() {
        return request;
    }

    Asked asked() {
        return cell.asked();
    }

    RedeemableId redeemable() {
        return cell.account().ours().redeemable();
    }

    String transaction() {
        return cell.account().ours().transaction();
    }

    boolean stands() {
        return cell.account().stands();
    }

    boolean coin() {
        return random().nextBoolean();
    }

    int random(int bound) {
        return random().nextInt(bound);
    }

    private Random random() {
        return cell.random();
    }

    @SafeVarargs
    final <T> T pick(T... choices) {
        return choices[random(choices.length)];
    }

    /** One of these or none. */
    @Nullable
    String pickOrNone(String... choices) {
        int choice = random(choices.length + 1);
        return choice == choices.length ? null : choices[choice];
    }

    /** Our redemption, be it recorded or not. */
    Item echo() {
        return Item.of(cell.account().ours());
    }

    /** Other people's redemptions of the same redeemable. */
    List<Item> others() {
        List<Item> others =
                new ArrayList<>(cell.account().standing().stream().map(Item::of).toList());
        if (stands()) {
            others.remove(0);
        }
        return others;
    }

    /** All that is recorded. */
    List<Item> items() {
        return cell.account().standing().stream().map(Item::of).toList();
    }

    /** Executes a write or does not; nothing else can be told from what is said about it. */
    void execute(boolean executes) {
        if (executes && request == Request.CREATE) {
            cell.account().redeem();
        } else if (executes && request == Request.DELETE) {
            cell.account().reverse();
        }
    }

    /** Executes a write or does not, whichever is still possible when this is what is said about it. */
    void told(int status, boolean apis) {
        boolean absent = request == Request.DELETE && apis && (status == 404 || status == 410);
        if (request == Request.DELETE && status == 204) {
            execute(true);
        } else if (!absent && Statuses.proveNothingDone(status)) {
            provenUndone = true;
        } else {
            execute(coin());
        }
    }

    /** A create that was answered so may be sent again. */
    boolean isProvenUndone() {
        return provenUndone;
    }

    /** Whether a 404 of the API's to this GET is true, or is not what a claim rests on. */
    boolean mayDeny() {
        boolean claimRestsOnMore = cell.asked() == Asked.RESOLVE_REVERSE && !cell.followsWrongly();
        return switch (request) {
            case CREATE, DELETE -> true;
            case ONE -> !stands() || claimRestsOnMore;
            case LIST ->
                cell.asked() == Asked.RESOLVE_REDEEM
                        || cell.asked() == Asked.REVERSE
                        || claimRestsOnMore
                        || items().isEmpty();
        };
    }

    /**
     * Whether a list may leave our redemption out and say no count: after a DELETE that was answered so it is believed.
     */
    boolean mayHide() {
        return !stands() || cell.asked() != Asked.REVERSE;
    }

    /** What is right. */
    Reply right() {
        return switch (request) {
            case CREATE -> created(cell.executes());
            case DELETE -> deleted(cell.executes());
            case ONE -> stands() ? reply(200, "{\"data\":" + echo().json() + "}") : error(404);
            case LIST -> reply(200, list(items(), tellsCount() ? items().size() : null));
        };
    }

    private Reply created(boolean executes) {
        execute(executes);
        provenUndone = !executes;
        return executes ? reply(201, echo().json()) : error(409);
    }

    private Reply deleted(boolean executes) {
        boolean stood = stands();
        execute(executes);
        if (!stood) {
            return error(404);
        }
        return !executes ? error(409) : coin() ? reply(204, "") : reply(200, "{\"deleted\":true}");
    }

    /** The API documents a count for coupons only. */
    private boolean tellsCount() {
        return redeemable().kind() == RedeemableKind.COUPON || cell.lie() == Lie.RIGHT || coin();
    }

    Reply error(int status) {
        return reply(status, errorBody());
    }

    String errorBody() {
        return pick(ERROR, "{\"message\":\"no\"}", "{\"error\":\"no\"}");
    }

    /** An answer with or without a date. */
    Reply reply(int status, String body) {
        return cell.lie().isCut() || coin()
                ? Reply.json(status, body)
                : Reply.json(
                        status,
                        body,
                        "Date: "
                                + DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                        time.now().atOffset(ZoneOffset.UTC)));
    }

    /** A list of our redeemable. */
    String list(List<Item> items, @Nullable Integer count) {
        return list(redeemable(), items, count == null ? null : count.toString());
    }

    static String list(RedeemableId of, List<Item> items, @Nullable String count) {
        return "{\"href\":\"https://api.example" + new VaucharRoute.AllRedemptions(of).path() + "\","
                + (count == null ? "" : "\"count\":" + count + ",") + "\"data\":" + Item.array(items) + "}";
    }

    /** Another one of the same kind. */
    RedeemableId another() {
        return new RedeemableId(redeemable().kind(), "another");
    }

    /** The first bytes of an answer, up to the next one that was not cut at. */
    Bytes cut(Bytes whole, int status) {
        provenUndone = false;
        return whole.cut(cuts.next(
                cell.lie() + " " + request + " " + status, whole.text().length()));
    }
}
