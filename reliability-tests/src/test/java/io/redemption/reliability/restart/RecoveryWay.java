package io.redemption.reliability.restart;

import java.util.EnumSet;
import java.util.List;

/** What a shop does about an order that an earlier process had begun: by the documents, or against them. */
enum RecoveryWay {
    /** It stored the attempt; redeems it again and, told that its origin is unknown, looks for it. */
    STORED_ATTEMPT,
    /** It prepares the order again under the same id, and the redemptions look before they send. */
    PREPARED_AGAIN,
    /** It stored the attempt, and the journal survives. */
    SURVIVING_JOURNAL,
    /** A client repeats its idempotency key to a gateway that looks before it sends. */
    GATEWAY,

    /** Broken: told that the origin is unknown, it vouches that the attempt was never sent. */
    VOUCHES_BLINDLY,
    /** Broken: it prepares the order again, and nobody looks. */
    PREPARED_UNSEEN,
    /** Broken: the journal says that it survives, and does not. */
    FORGETFUL_JOURNAL,
    /** Broken: nobody looks, because the gateway was not told that transaction ids are unique. */
    GATEWAY_UNSEEN,
    /** Outside of what is promised: it looks while a request of the earlier process is still on its way. */
    LOOKS_TOO_SOON;

    /** The ways that are documented, none of which may redeem twice. */
    static final List<RecoveryWay> DOCUMENTED = List.of(STORED_ATTEMPT, PREPARED_AGAIN, SURVIVING_JOURNAL, GATEWAY);

    private static final EnumSet<RecoveryWay> STORE =
            EnumSet.of(STORED_ATTEMPT, SURVIVING_JOURNAL, VOUCHES_BLINDLY, FORGETFUL_JOURNAL);

    /** Whether the shop stores the attempt before it redeems it. */
    boolean storesAttempt() {
        return STORE.contains(this);
    }

    /** Whether the redemptions look at the issuer's list before they send what the journal does not know. */
    boolean looksFirst() {
        return this == PREPARED_AGAIN || this == GATEWAY || this == LOOKS_TOO_SOON;
    }

    /**
     * Whether the next process begins when nothing of the one before is on its way any more, as looking first demands.
     */
    boolean waitsForQuiet() {
        return this == PREPARED_AGAIN || this == GATEWAY;
    }

    /** Whether what the journal recorded is there in the next process. */
    boolean keepsRecords() {
        return this == SURVIVING_JOURNAL;
    }

    /** What the journal says of itself. */
    boolean saysItSurvives() {
        return this == SURVIVING_JOURNAL || this == FORGETFUL_JOURNAL;
    }

    boolean isGateway() {
        return this == GATEWAY || this == GATEWAY_UNSEEN;
    }
}
