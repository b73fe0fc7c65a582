package io.redemption.tck;

import io.redemption.model.Amount;
import io.redemption.model.GiftCard;
import io.redemption.model.Redeemable;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionId;
import io.redemption.model.Usage;
import io.redemption.model.Voucher;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A redeemable as counters and a list, as shops keep it. Guarded by the lock of its issuer. */
final class ToyAccount {
    private final Redeemable terms;
    private final Set<Guard> missing;
    private final List<Entry> active = new ArrayList<>();
    private final Map<RedemptionId, Entry> reversed = new HashMap<>();
    private final Map<String, Long> usesByUser = new HashMap<>();
    private long uses;
    private long balance;
    private long nextNumber;

    ToyAccount(Redeemable terms, Set<Guard> missing) {
        this.terms = terms;
        this.missing = missing;
        this.balance = terms instanceof GiftCard card
                ? Objects.requireNonNull(card.issuedValue()).tenThousandths()
                : 0;
    }

    /** A redemption and its place in the order of all. */
    record Entry(long number, Redemption redemption) {}

    Redeemable terms() {
        return terms;
    }

    /** Oldest first. */
    List<Entry> active() {
        return active;
    }

    long balance() {
        return balance;
    }

    void balance(long changed) {
        balance = changed;
    }

    Usage usage(@Nullable String user, boolean existing) {
        boolean isCard = terms instanceof GiftCard;
        boolean isVoucher = terms instanceof Voucher;
        return new Usage(
                uses,
                user == null ? null : usesByUser.getOrDefault(user, 0L),
                existing,
                isVoucher ? uses > 0 : null,
                active.isEmpty()
                        ? null
                        : active.get(active.size() - 1).redemption().createdAt(),
                isCard ? new Amount(Math.max(0, balance)) : null);
    }

    void record(Redemption redemption) {
        active.add(new Entry(nextNumber++, redemption));
        use(redemption, 1, missing);
    }

    /** Undoes a record that was not acknowledged. */
    void undo(Redemption redemption) {
        active.removeIf(entry -> entry.redemption().equals(redemption));
        use(redemption, -1, Set.of());
    }

    /** Counts a use, or with -1 uncounts it as far as these guards are not missing. */
    private void use(Redemption redemption, int by, Set<Guard> missing) {
        boolean isVoucher = terms instanceof Voucher;
        boolean back = by < 0;
        if (!(back && missing.contains(isVoucher ? Guard.VOUCHER_GIVEN_BACK : Guard.USE_GIVEN_BACK))) {
            uses += by;
        }
        String user = redemption.redeemer().userId();
        if (user != null && !(back && missing.contains(Guard.USER_SLOT_GIVEN_BACK))) {
            usesByUser.merge(user, (long) by, Long::sum);
        }
        if (!(back && missing.contains(Guard.BALANCE_GIVEN_BACK))) {
            balance -= by
                    * Objects.requireNonNullElse(redemption.value(), Amount.ZERO)
                            .tenThousandths();
        }
    }

    @Nullable
    Entry find(RedemptionId id) {
        return active.stream()
                .filter(entry -> entry.redemption().id().equals(id))
                .findFirst()
                .orElse(null);
    }

    /** Returns what to restore: an active entry or, without that guard, one that is already reversed. */
    @Nullable
    Entry reversible(RedemptionId id) {
        Entry entry = find(id);
        if (missing.contains(Guard.REVERSED_HOWEVER_OLD) && active.indexOf(entry) < active.size() - 20) {
            return null;
        }
        return entry == null && missing.contains(Guard.REVERSED_ONCE) ? reversed.get(id) : entry;
    }

    /** Those that were reversed, in no order. */
    Collection<Entry> reversed() {
        return reversed.values();
    }

    /** Whether a redemption does not stand any more. */
    boolean isReversed(Redemption redemption) {
        String user = redemption.redeemer().userId();
        return missing.contains(Guard.REVERSED_MEANS_ITSELF)
                ? reversed.values().stream()
                        .anyMatch(entry -> Objects.equals(
                                user, entry.redemption().redeemer().userId()))
                : find(redemption.id()) == null;
    }

    void unrecord(Entry entry) {
        active.remove(
                missing.contains(Guard.THE_RIGHT_ONE_REVERSED) && !active.isEmpty()
                        ? active.get(active.size() - 1)
                        : entry);
        reversed.put(entry.redemption().id(), entry);
        use(entry.redemption(), -1, missing);
    }
}
