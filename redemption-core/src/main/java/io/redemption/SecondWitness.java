package io.redemption;

import io.redemption.model.Amount;
import io.redemption.model.Freshness;
import io.redemption.model.GiftCard;
import io.redemption.model.Operation;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import io.redemption.model.RedeemableState;
import io.redemption.model.Redemption;
import io.redemption.model.Ticket;
import io.redemption.port.RedeemablePort;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Proves that a list is complete by what else the issuer says, where the list does not say so itself. A gift card's
 * list is complete if its values sum up to what the card has lost; a voucher's is empty if the voucher is not redeemed.
 * The redeemable is read before and after the list, so that nothing has changed in between.
 */
final class SecondWitness {
    private final RedemptionsContext context;
    private final ReadOperation readOperation;
    private final MarkerSearch search;

    SecondWitness(RedemptionsContext context, ReadOperation readOperation, MarkerSearch search) {
        this.context = context;
        this.readOperation = readOperation;
        this.search = search;
    }

    /**
     * Reads the whole list between two looks at the redeemable.
     *
     * @return what the list shows if it is proven complete, otherwise empty. Fails as the reads do
     */
    CompletionStage<Optional<MarkerMatches>> search(Ticket ticket, CancellableReads reads) {
        RedeemablePort redeemables = context.redeemables();
        RedeemableId id = ticket.redeemable();
        if (redeemables == null || id.kind() == RedeemableKind.COUPON) {
            return CompletableFuture.completedStage(Optional.empty());
        }
        return state(redeemables, id, reads)
                .thenCompose(before -> search.searchAll(
                                ticket,
                                query -> reads.read(() -> readOperation.read(
                                        Operation.HISTORY,
                                        id.kind(),
                                        () -> context.port().history(id, query))))
                        .thenCompose(found -> state(redeemables, id, reads)
                                .thenApply(after -> found.filter(seen -> seen.isWhole()
                                        && agree(before.orElse(null), seen.listed(), after.orElse(null))))));
    }

    private CompletionStage<Optional<RedeemableState>> state(
            RedeemablePort redeemables, RedeemableId id, CancellableReads reads) {
        return reads.read(() ->
                readOperation.read(Operation.LOOKUP, id.kind(), () -> redeemables.lookup(id, Freshness.FROM_ISSUER)));
    }

    private static boolean agree(
            @Nullable RedeemableState before, List<Redemption> listed, @Nullable RedeemableState after) {
        if (before == null || after == null || !before.usage().equals(after.usage())) {
            return false;
        }
        return before.redeemable() instanceof GiftCard card
                ? after.redeemable() instanceof GiftCard same
                        && Objects.equals(card.issuedValue(), same.issuedValue())
                        && isSpent(card.issuedValue(), before.usage().balance(), listed)
                : Boolean.FALSE.equals(before.usage().redeemed()) && listed.isEmpty();
    }

    /** Returns whether the values of the list are just what is missing in the balance. */
    private static boolean isSpent(@Nullable Amount issued, @Nullable Amount balance, List<Redemption> listed) {
        if (issued == null || balance == null) {
            return false;
        }
        Amount rest = balance;
        for (Redemption redemption : listed) {
            Amount value = redemption.value();
            if (value == null) {
                return false;
            }
            rest = rest.plus(value);
        }
        return rest.compareTo(issued) == 0;
    }
}
