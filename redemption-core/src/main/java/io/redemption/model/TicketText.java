package io.redemption.model;

import java.time.Instant;

/** The text form of tickets, of this version and earlier ones. */
final class TicketText {
    private static final String TAG = "rdm-ticket-1";

    private TicketText() {}

    static String encode(Ticket ticket) {
        TransactionId marker = ticket.marker();
        return TextForm.writing(TAG)
                .put("op", ticket.operation())
                .put("attempt", ticket.attemptId())
                .put("kind", ticket.redeemable().kind())
                .put("on", ticket.redeemable().value())
                .put("redemption", ticket.redemption())
                .put("marker", marker == null ? null : marker.value())
                .put("value", ticket.value())
                .put("doubt", ticket.doubt())
                .put("executed", ticket.executed())
                .put("sends", ticket.sends())
                .put("sent", ticket.sentAt())
                .put("since", ticket.doubtfulSince())
                .put("user", ticket.userDigest())
                .put("issuer", ticket.issuerTime())
                .put("later", ticket.timedLater() ? true : null)
                .text();
    }

    static Ticket decode(String text) {
        TextForm form = TextForm.reading(TAG, text);
        return form.read("what its operation is about", () -> read(form));
    }

    private static Ticket read(TextForm form) {
        return new Ticket(
                form.get("op", Operation::valueOf),
                form.find("attempt", AttemptId::of),
                redeemable(form),
                form.find("redemption", RedemptionId::of),
                form.find("marker", TransactionId::of),
                form.find("value", Amount::of),
                form.get("doubt", Doubt::valueOf),
                form.get("executed", Likelihood::valueOf),
                form.get("sends", Integer::valueOf),
                form.get("sent", Instant::parse),
                form.get("since", Instant::parse),
                form.find("user", digest -> digest),
                form.find("issuer", Instant::parse),
                form.find("later", Boolean::valueOf) != null);
    }

    private static RedeemableId redeemable(TextForm form) {
        RedeemableKind kind = form.get("kind", RedeemableKind::valueOf);
        return form.get("on", value -> new RedeemableId(kind, value));
    }
}
