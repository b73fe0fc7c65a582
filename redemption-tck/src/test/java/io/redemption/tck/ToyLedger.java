package io.redemption.tck;

import io.redemption.model.Amount;
import io.redemption.model.Redeemable;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import io.redemption.model.Redeemer;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.TransactionId;
import io.redemption.model.Usage;
import io.redemption.port.IdSource;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All accounts of the toy issuer, and its one lock. */
final class ToyLedger {
    private final IdSource ids = IdSource.seeded(7);
    private final IssuerClock clock;
    private final Set<Guard> missing;
    private final Map<RedeemableId, ToyAccount> accounts = new HashMap<>();
    private final Map<RedemptionId, ToyAccount> accountsByRedemption = new HashMap<>();
    private final Set<String> everExisting = new HashSet<>();

    ToyLedger(IssuerClock clock, Set<Guard> missing) {
        this.clock = clock;
        this.missing = missing;
    }

    synchronized RedeemableId issue(Redeemable terms) {
        accounts.put(terms.id(), new ToyAccount(terms, missing));
        return terms.id();
    }

    Instant now() {
        return clock.now();
    }

    synchronized boolean hasRedeemed() {
        return !accountsByRedemption.isEmpty();
    }

    @Nullable
    ToyAccount account(RedeemableId id) {
        ToyAccount exact = accounts.get(id);
        if (exact == null && missing.contains(Guard.KINDS_KEPT_APART)) {
            return accounts.values().stream()
                    .filter(each -> each.terms().id().value().equals(id.value()))
                    .findFirst()
                    .orElse(null);
        }
        return exact;
    }

    @Nullable
    ToyAccount accountOf(RedemptionId id) {
        return accountsByRedemption.get(id);
    }

    Collection<ToyAccount> accounts() {
        return accounts.values();
    }

    /** What use has changed, as far as it matters to the user. */
    Usage usage(ToyAccount account, @Nullable String user) {
        Usage usage = account.usage(user, user != null && exists(user));
        if (!missing.contains(Guard.LIMITS_KEPT_APART) || user == null) {
            return usage;
        }
        long everywhere = accounts.values().stream()
                .mapToLong(each ->
                        Objects.requireNonNullElse(each.usage(user, true).redemptionsByUser(), 0L))
                .sum();
        return new Usage(
                usage.redemptions(),
                everywhere,
                usage.existingUser(),
                usage.redeemed(),
                usage.redeemedAt(),
                usage.balance());
    }

    private boolean exists(String user) {
        return everExisting.contains(user)
                || accounts.values().stream()
                        .filter(each -> each.terms().id().kind() == RedeemableKind.COUPON
                                || missing.contains(Guard.ONLY_COUPONS_MAKE_EXISTING))
                        .flatMap(each -> each.active().stream())
                        .anyMatch(entry ->
                                user.equals(entry.redemption().redeemer().userId()));
    }

    Redemption record(ToyAccount account, RedemptionAttempt attempt) {
        Redemption redemption = redemption(attempt);
        account.record(redemption);
        accountsByRedemption.put(redemption.id(), account);
        String user = redemption.redeemer().userId();
        boolean ofCoupon = redemption.redeemable().kind() == RedeemableKind.COUPON;
        if (user != null && ofCoupon && missing.contains(Guard.AUDIENCE_GIVEN_BACK)) {
            everExisting.add(user);
        }
        return redemption;
    }

    private Redemption redemption(RedemptionAttempt attempt) {
        RedemptionRequest request = attempt.request();
        Instant now = missing.contains(Guard.WHOLE_SECONDS) ? now() : now().truncatedTo(ChronoUnit.SECONDS);
        return Redemption.builder(id(request), request.redeemable(), now)
                .redeemer(redeemer(request.redeemer()))
                .value(value(request.value()))
                .transactionId(transaction(attempt.transactionId()))
                .build();
    }

    private RedemptionId id(RedemptionRequest request) {
        String user = request.redeemer().userId();
        return user != null && missing.contains(Guard.OWN_REDEMPTION_IDS)
                ? RedemptionId.of("res-" + Integer.toHexString(user.hashCode()))
                : RedemptionId.of("res-" + ids.token(20));
    }

    private Redeemer redeemer(Redeemer asked) {
        String user = asked.userId();
        if (user == null) {
            return missing.contains(Guard.NOBODY_STAYS_NOBODY) ? new Redeemer("guest", null, null) : asked;
        }
        if (missing.contains(Guard.TEXTS_KEPT)) {
            return new Redeemer(user.replaceAll("[^ -~]", "?"), asked.email(), asked.phone());
        }
        if (missing.contains(Guard.ZERO_IS_A_USER) && user.equals("0")) {
            return new Redeemer(null, asked.email(), asked.phone());
        }
        return missing.contains(Guard.REDEEMER_KEPT) ? new Redeemer(user, null, null) : asked;
    }

    /** Wrong as a 32-bit floating point number is. */
    private @Nullable Amount value(@Nullable Amount asked) {
        return asked == null || !missing.contains(Guard.AMOUNTS_EXACT)
                ? asked
                : new Amount(Math.min(9_999_999_999_999_999L, (long) (float) asked.tenThousandths()));
    }

    private @Nullable TransactionId transaction(@Nullable TransactionId sent) {
        if (sent == null) {
            return missing.contains(Guard.NO_TRANSACTION_MADE_UP) ? TransactionId.of("r" + ids.token(25)) : null;
        }
        boolean cut = missing.contains(Guard.TRANSACTIONS_KEPT) && sent.value().length() > 64;
        return cut ? TransactionId.of(sent.value().substring(0, 64)) : sent;
    }
}
