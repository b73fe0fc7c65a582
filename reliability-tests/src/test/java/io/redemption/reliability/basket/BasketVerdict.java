package io.redemption.reliability.basket;

import io.redemption.model.BasketOutcome;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.Ticket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What came of a schedule, and what of it breaks the promise: all, none, or a doubt that names its steps.
 *
 * @param told what the caller was told; {@code null} if the process ended before
 * @param violations one sentence for each broken promise
 * @param facts what was so in the end
 */
record BasketVerdict(@Nullable Told told, List<String> violations, Facts facts) {
    /** How a call ended. */
    enum End {
        ALL,
        NONE,
        FAILED,
        UNKNOWN
    }

    /**
     * What the caller was told, and what was so at that moment.
     *
     * @param named the steps that it names as in doubt
     * @param active the steps that were redeemed
     */
    record Told(End end, Set<Integer> named, Set<Integer> active) {
        static Told of(@Nullable BasketOutcome answer, List<RedemptionAttempt> attempts, BasketIssuer issuer) {
            Set<Integer> active = IntStream.range(0, attempts.size())
                    .filter(i -> issuer.active(attempts.get(i)) > 0)
                    .boxed()
                    .collect(Collectors.toSet());
            if (answer == null) {
                return new Told(End.FAILED, Set.of(), active);
            }
            return answer.fold(
                    all -> new Told(End.ALL, Set.of(), active),
                    none -> new Told(End.NONE, Set.of(), active),
                    unknown -> new Told(End.UNKNOWN, named(unknown.tickets(), attempts, issuer), active));
        }

        private static Set<Integer> named(List<Ticket> tickets, List<RedemptionAttempt> attempts, BasketIssuer issuer) {
            Set<Integer> named = new HashSet<>();
            for (Ticket ticket : tickets) {
                for (int i = 0; i < attempts.size(); i++) {
                    if (attempts.get(i).id().equals(ticket.attemptId())
                            || issuer.isOf(ticket.redemption(), attempts.get(i))) {
                        named.add(i);
                    }
                }
            }
            return named;
        }
    }

    /**
     * The facts in the end.
     *
     * @param isCommitted whether the journal says that all is redeemed for good
     * @param isOpen whether the basket is still to be undone
     * @param crashes how many processes ended before their work
     * @param crashesInDoubt how many of them between a request and the record of what came of it
     * @param handedOver how often a step was left to a person
     * @param pauses how often a basket was taken up while the process that ran it stood still
     * @param pairs how often two processes took it up at once
     * @param isWild whether the journal itself may have failed
     * @param events how many events all processes had
     */
    record Facts(
            boolean isCommitted,
            boolean isOpen,
            int crashes,
            int crashesInDoubt,
            int handedOver,
            int pauses,
            int pairs,
            boolean isWild,
            int events) {}

    static BasketVerdict of(
            @Nullable Told told, List<RedemptionAttempt> attempts, BasketIssuer issuer, int strangers, Facts facts) {
        List<String> broken = new ArrayList<>();
        for (int i = 0; i < attempts.size(); i++) {
            int active = issuer.active(attempts.get(i));
            if (issuer.posts(attempts.get(i)) > 1) {
                broken.add("step " + i + " was sent twice");
            }
            if (facts.isCommitted() ? active != 1 : active != 0 && facts.handedOver() == 0) {
                broken.add("step " + i + " is redeemed " + active + " times, committed: " + facts.isCommitted());
            }
        }
        if (issuer.strangers(attempts) != strangers) {
            broken.add("a stranger's redemption was reversed");
        }
        if (facts.isOpen() && facts.handedOver() == 0) {
            broken.add("the basket is left open");
        }
        if (told == null) {
            if (facts.crashes() == 0) {
                broken.add("the caller was told nothing");
            }
        } else {
            judge(told, issuer, attempts, facts, broken);
        }
        return new BasketVerdict(told, broken, facts);
    }

    private static void judge(
            Told told, BasketIssuer issuer, List<RedemptionAttempt> attempts, Facts facts, List<String> broken) {
        if (told.end() == End.ALL && !facts.isCommitted()) {
            broken.add("told that all is redeemed, and it is not committed");
        }
        if ((told.end() == End.NONE || told.end() == End.FAILED)
                && !told.active().isEmpty()) {
            broken.add("told that none is redeemed, but " + told.active());
        }
        if (told.end() == End.UNKNOWN && !told.named().containsAll(told.active())) {
            broken.add("told of doubts " + told.named() + ", but redeemed are " + told.active());
        }
        if (told.end() == End.UNKNOWN && told.named().isEmpty()) {
            broken.add("told of a doubt that names no step");
        }
        told.named().stream()
                .filter(i -> !facts.isWild() && !issuer.wasUnanswered(attempts.get(i)))
                .forEach(i -> broken.add("step " + i + " is named as in doubt, and every call of it was answered"));
    }
}
