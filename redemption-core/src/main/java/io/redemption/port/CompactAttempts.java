package io.redemption.port;

import io.redemption.model.Amount;
import io.redemption.model.AttemptId;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import io.redemption.model.Redeemed;
import io.redemption.model.Redeemer;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.TransactionChoice;
import io.redemption.model.TransactionId;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes redeemed attempts into one array of bytes each. A journal holds many of them for long, and nearly all are
 * never read again: as objects, some 27 each, a collector copies and follows them all the time. A text of the
 * redemption that the attempt has too is written once, and so are the origin and the link that nearly all have. For the
 * memory of one process only: the form may change with each version. Not thread-safe.
 */
final class CompactAttempts {
    private static final RedeemableKind[] KINDS = RedeemableKind.values();

    private static final int GENERATED = 0;
    private static final int PREFIXED = 1;
    private static final int UNIQUE = 2;
    private static final int AS_GIVEN = 3;

    private final CompactText.Writer out = new CompactText.Writer();
    private @Nullable String firstOrigin;
    private @Nullable String firstLink;

    byte[] write(RedemptionAttempt attempt, Redemption redemption) {
        firstOrigin = firstOrigin == null ? attempt.preparedBy() : firstOrigin;
        firstLink = firstLink == null ? redemption.href() : firstLink;
        RedemptionRequest request = attempt.request();
        out.begin().text(attempt.id().value());
        redeemable(out, request.redeemable(), null);
        redeemer(out, request.redeemer(), Redeemer.ANONYMOUS);
        amount(out, request.value());
        amount(out, request.orderTotal());
        choice(out, request.transaction());
        String transaction = valueOf(attempt.transactionId());
        out.text(transaction);
        time(out, attempt.preparedAt());
        out.text(attempt.preparedBy(), firstOrigin);

        out.text(redemption.id().value());
        redeemable(out, redemption.redeemable(), request.redeemable());
        redeemer(out, redemption.redeemer(), request.redeemer());
        amount(out, redemption.value());
        out.text(valueOf(redemption.transactionId()), transaction);
        out.text(redemption.customerId());
        out.text(redemption.teamId());
        time(out, redemption.createdAt());
        out.text(redemption.href(), firstLink);
        return out.written();
    }

    JournalEntry read(byte[] bytes) {
        CompactText.Reader in = new CompactText.Reader(bytes);
        AttemptId id = AttemptId.of(in.requiredText());
        RedeemableId redeemable = redeemable(in, null);
        Redeemer redeemer = redeemer(in, Redeemer.ANONYMOUS);
        Amount value = amount(in);
        Amount orderTotal = amount(in);
        TransactionChoice choice = choice(in);
        TransactionId transaction = transaction(in.text());
        Instant preparedAt = time(in);
        RedemptionRequest request = new RedemptionRequest(redeemable, redeemer, value, choice, orderTotal);
        RedemptionAttempt attempt = new RedemptionAttempt(id, request, transaction, preparedAt, in.text(firstOrigin));

        RedemptionId redemption = RedemptionId.of(in.requiredText());
        RedeemableId redeemed = redeemable(in, redeemable);
        Redeemer by = redeemer(in, redeemer);
        Amount used = amount(in);
        TransactionId stored = transaction(in.text(valueOf(transaction)));
        String customer = in.text();
        String team = in.text();
        Redemption recorded = Redemption.builder(redemption, redeemed, time(in))
                .redeemer(by)
                .value(used)
                .transactionId(stored)
                .customerId(customer)
                .teamId(team)
                .href(in.text(firstLink))
                .build();
        return new JournalEntry(attempt, new AttemptState.Settled(Redeemed.of(recorded)), 0);
    }

    /** Returns the attempt's id alone. */
    static AttemptId idOf(byte[] bytes) {
        return AttemptId.of(new CompactText.Reader(bytes).requiredText());
    }

    @SuppressWarnings("EnumOrdinal") // read by the process that wrote it
    private static void redeemable(CompactText.Writer out, RedeemableId id, @Nullable RedeemableId earlier) {
        out.number(id.kind().ordinal());
        out.text(id.value(), earlier == null ? null : earlier.value());
    }

    private static RedeemableId redeemable(CompactText.Reader in, @Nullable RedeemableId earlier) {
        RedeemableKind kind = KINDS[(int) in.number()];
        return new RedeemableId(kind, Objects.requireNonNull(in.text(earlier == null ? null : earlier.value())));
    }

    private static void redeemer(CompactText.Writer out, Redeemer redeemer, Redeemer earlier) {
        out.text(redeemer.userId(), earlier.userId());
        out.text(redeemer.email(), earlier.email());
        out.text(redeemer.phone(), earlier.phone());
    }

    private static Redeemer redeemer(CompactText.Reader in, Redeemer earlier) {
        return new Redeemer(in.text(earlier.userId()), in.text(earlier.email()), in.text(earlier.phone()));
    }

    private static void amount(CompactText.Writer out, @Nullable Amount amount) {
        out.number(amount == null ? 0 : amount.tenThousandths() + 1);
    }

    private static @Nullable Amount amount(CompactText.Reader in) {
        long written = in.number();
        return written == 0 ? null : new Amount(written - 1);
    }

    private static void choice(CompactText.Writer out, TransactionChoice choice) {
        if (choice instanceof TransactionChoice.Prefixed prefixed) {
            out.number(PREFIXED).text(prefixed.prefix());
        } else if (choice instanceof TransactionChoice.Unique unique) {
            out.number(UNIQUE).text(unique.id().value());
        } else if (choice instanceof TransactionChoice.AsGiven given) {
            out.number(AS_GIVEN).text(valueOf(given.id()));
        } else {
            out.number(GENERATED);
        }
    }

    private static TransactionChoice choice(CompactText.Reader in) {
        return switch ((int) in.number()) {
            case GENERATED -> new TransactionChoice.Generated();
            case PREFIXED -> new TransactionChoice.Prefixed(in.requiredText());
            case UNIQUE -> new TransactionChoice.Unique(TransactionId.of(in.requiredText()));
            default -> new TransactionChoice.AsGiven(transaction(in.text()));
        };
    }

    private static @Nullable String valueOf(@Nullable TransactionId id) {
        return id == null ? null : id.value();
    }

    private static @Nullable TransactionId transaction(@Nullable String value) {
        return value == null ? null : TransactionId.of(value);
    }

    private static void time(CompactText.Writer out, Instant time) {
        out.number(time.getEpochSecond()).number(time.getNano());
    }

    private static Instant time(CompactText.Reader in) {
        return Instant.ofEpochSecond(in.number(), in.number());
    }
}
