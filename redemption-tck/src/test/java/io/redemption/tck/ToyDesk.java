package io.redemption.tck;

import io.redemption.model.Code;
import io.redemption.model.Completeness;
import io.redemption.model.FailureCode;
import io.redemption.model.HistoryQuery;
import io.redemption.model.Redeemable;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import io.redemption.model.RedeemableState;
import io.redemption.model.Redeemer;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionException;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionId;
import io.redemption.model.Usage;
import io.redemption.model.Validity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The reads of the toy issuer. */
final class ToyDesk {
    private static final int FORGETFUL = 20;

    private final ToyLedger ledger;
    private final Set<Guard> missing;
    private final ToySearch wanted;
    private final Map<RedeemableId, RedeemableState> firstDescriptions = new HashMap<>();
    private final Map<RedeemableId, List<ToyAccount.Entry>> lastLists = new HashMap<>();

    ToyDesk(ToyLedger ledger, Set<Guard> missing) {
        this.ledger = ledger;
        this.missing = missing;
        this.wanted = new ToySearch(missing);
    }

    Optional<Redemption> find(RedeemableId redeemable, RedemptionId redemption) {
        synchronized (ledger) {
            ToyAccount account = missing.contains(Guard.FOUND_UNDER_ITS_OWN_REDEEMABLE)
                    ? ledger.accountOf(redemption)
                    : ledger.account(redeemable);
            return account == null
                    ? Optional.empty()
                    : Optional.ofNullable(found(account, redemption))
                            .map(ToyAccount.Entry::redemption)
                            .map(this::told);
        }
    }

    private ToyAccount.@Nullable Entry found(ToyAccount account, RedemptionId redemption) {
        RedeemableKind kind = account.terms().id().kind();
        if (kind == RedeemableKind.VOUCHER && missing.contains(Guard.FOUND_WHATEVER_THE_KIND)) {
            return null;
        }
        boolean evenReversed = kind == RedeemableKind.COUPON && missing.contains(Guard.REVERSED_ARE_NOT_FOUND);
        return evenReversed
                ? Stream.concat(account.active().stream(), account.reversed().stream())
                        .filter(entry -> entry.redemption().id().equals(redemption))
                        .findFirst()
                        .orElse(null)
                : account.find(redemption);
    }

    private Redemption told(Redemption kept) {
        return missing.contains(Guard.FOUND_AS_ACKNOWLEDGED)
                ? kept.toBuilder()
                        .redeemer(Redeemer.ANONYMOUS)
                        .customerId(null)
                        .teamId(null)
                        .href(null)
                        .build()
                : kept;
    }

    Optional<RedemptionHistory> history(RedeemableId redeemable, HistoryQuery query) {
        synchronized (ledger) {
            ToyAccount account = ledger.account(redeemable);
            if (account == null) {
                return missing.contains(Guard.UNKNOWN_HAS_NO_HISTORY)
                        ? Optional.of(new RedemptionHistory(List.of(), 0L, null, Completeness.PROVEN, ledger.now()))
                        : Optional.empty();
            }
            return Optional.of(history(account, newestFirst(account), query));
        }
    }

    private List<ToyAccount.Entry> newestFirst(ToyAccount account) {
        List<ToyAccount.Entry> entries = new ArrayList<>(account.active());
        if (!missing.contains(Guard.NEWEST_FIRST)) {
            Collections.reverse(entries);
        }
        if (missing.contains(Guard.OWN_WRITES_LISTED)) {
            List<ToyAccount.Entry> last = lastLists.put(account.terms().id(), entries);
            return last == null ? entries : last;
        }
        boolean forgets = missing.contains(Guard.LIST_FORGETS_NOTHING) && entries.size() > FORGETFUL;
        return forgets ? entries.subList(0, FORGETFUL) : entries;
    }

    private RedemptionHistory history(ToyAccount account, List<ToyAccount.Entry> all, HistoryQuery query) {
        int limit = query.limit() == null ? Integer.MAX_VALUE : query.limit();
        List<ToyAccount.Entry> rest = wanted.of(account, all, query);
        rest = query.cursor() == null ? rest : after(rest, query.cursor());
        List<ToyAccount.Entry> page = rest.subList(0, Math.min(limit, rest.size()));
        boolean cut = page.size() < rest.size();
        boolean unproven = missing.contains(Guard.COMPLETENESS_TOLD);
        Instant time = missing.contains(Guard.ISSUER_TIME_TOLD) ? ledger.now().plusSeconds(60) : ledger.now();
        return new RedemptionHistory(
                page.stream().map(ToyAccount.Entry::redemption).toList(),
                (long) (missing.contains(Guard.COUNT_OF_ALL) ? page.size() : all.size()),
                cut ? cursor(all, page) : null,
                unproven ? Completeness.UNKNOWN : cut ? Completeness.CUT : Completeness.PROVEN,
                time);
    }

    /** The number of the last entry on the page or, where pages are counted, how many entries came before. */
    private String cursor(List<ToyAccount.Entry> all, List<ToyAccount.Entry> page) {
        ToyAccount.Entry last = page.get(page.size() - 1);
        return Long.toString(missing.contains(Guard.PAGES_STAY) ? all.indexOf(last) + 1 : last.number());
    }

    private List<ToyAccount.Entry> after(List<ToyAccount.Entry> rest, String cursor) {
        long place;
        try {
            place = Long.parseLong(cursor);
        } catch (NumberFormatException e) {
            throw new RedemptionException(FailureCode.INVALID_ARGUMENT, "cursor: not one of ours");
        }
        return missing.contains(Guard.PAGES_STAY)
                ? rest.subList((int) Math.min(place, rest.size()), rest.size())
                : rest.stream().filter(entry -> entry.number() < place).toList();
    }

    Optional<RedeemableState> lookup(RedeemableId id) {
        synchronized (ledger) {
            ToyAccount account = ledger.account(id);
            if (account == null) {
                if (missing.contains(Guard.UNKNOWN_IS_AN_ANSWER)) {
                    throw new RedemptionException(FailureCode.ISSUER_FAILED, "no such redeemable");
                }
                return Optional.empty();
            }
            RedeemableState state = state(account);
            return Optional.of(
                    missing.contains(Guard.USAGE_TOLD_ANEW)
                            ? firstDescriptions.computeIfAbsent(id, unused -> state)
                            : state);
        }
    }

    Optional<RedeemableState> lookup(Code code) {
        synchronized (ledger) {
            return ledger.accounts().stream()
                    .filter(account -> code.equals(account.terms().code()))
                    .filter(account -> !missing.contains(Guard.CODES_KNOWN))
                    .findFirst()
                    .map(this::state);
        }
    }

    private RedeemableState state(ToyAccount account) {
        Usage usage = ledger.usage(account, null);
        return new RedeemableState(terms(account.terms()), usage, null);
    }

    private Redeemable terms(Redeemable kept) {
        return missing.contains(Guard.TERMS_TOLD)
                ? kept.fold(
                        coupon -> coupon.toBuilder().validity(Validity.ALWAYS).build(),
                        voucher -> voucher.toBuilder().validity(Validity.ALWAYS).build(),
                        card -> card.toBuilder().active(true).build())
                : kept;
    }
}
