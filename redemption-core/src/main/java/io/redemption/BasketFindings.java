package io.redemption;

import io.redemption.BasketState.Phase;
import io.redemption.BasketStep.Status;
import io.redemption.model.BasketOutcome;
import io.redemption.model.BasketOutcome.AllRedeemed;
import io.redemption.model.BasketOutcome.BasketUnknown;
import io.redemption.model.BasketOutcome.NoneRedeemed;
import io.redemption.model.BasketRecord;
import io.redemption.model.BasketRecord.Kind;
import io.redemption.model.Doubt;
import io.redemption.model.FailureCode;
import io.redemption.model.Likelihood;
import io.redemption.model.Redeemed;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionException;
import io.redemption.model.Refused;
import io.redemption.model.Resolution.Obstacle;
import io.redemption.model.Ticket;
import io.redemption.model.Violation;
import io.redemption.model.ViolationCode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a process learned of a basket beyond what it records: the answers that its callers get. Not thread-safe. */
final class BasketFindings {
    private static final int MAX_CODES = 10;

    private final Map<Integer, Redeemed> redeemed = new HashMap<>();
    private final Map<Integer, Refused> refusals = new HashMap<>();
    private final Map<Integer, Ticket> reversalsInDoubt = new HashMap<>();
    private final Map<Integer, Obstacle> obstacles = new HashMap<>();
    private @Nullable RedemptionException failure;

    void redeemed(int i, Redeemed confirmed) {
        redeemed.put(i, confirmed);
    }

    /** Remembers a refusal. Returns its codes, as they are recorded. */
    String refused(int i, Refused refused) {
        refusals.put(i, refused);
        return refused.violations().stream()
                .limit(MAX_CODES)
                .map(violation -> violation.code().value())
                .collect(Collectors.joining(","));
    }

    void failed(RedemptionException why) {
        failure = why;
    }

    void reversalInDoubt(int i, Ticket ticket) {
        reversalsInDoubt.put(i, ticket);
    }

    void obstacle(int i, Obstacle why) {
        obstacles.put(i, why);
    }

    Obstacle obstacle(int i) {
        return obstacles.getOrDefault(i, Obstacle.NOT_READABLE);
    }

    /** Remembers the refusals that another process or an earlier run recorded. */
    void recall(List<BasketRecord> records) {
        for (BasketRecord record : records) {
            String codes = record.reason();
            if (record.kind() == Kind.REFUSED && codes != null) {
                refusals.putIfAbsent(
                        record.step(),
                        new Refused(Arrays.stream(codes.split(",", -1))
                                .map(code -> Violation.of(ViolationCode.of(code)))
                                .toList()));
            }
        }
    }

    Map<Integer, Refused> refusals() {
        return refusals;
    }

    boolean hasAll(BasketState state) {
        return redeemed.size() == state.steps().size();
    }

    /** Returns what is known of the whole basket; {@code null} if it {@linkplain #failure failed}. */
    @Nullable
    BasketOutcome outcome(BasketState state, List<RedemptionAttempt> attempts) {
        if (state.phase() == Phase.COMMITTED) {
            return new AllRedeemed(attempts.isEmpty() ? List.of() : inOrder(attempts.size()));
        }
        List<Ticket> open =
                state.unsettled().stream().sorted().map(i -> ticket(i, state)).toList();
        if (!open.isEmpty()) {
            return new BasketUnknown(open);
        }
        if (!refusals.isEmpty()) {
            return new NoneRedeemed(refusals);
        }
        Map<Integer, Refused> reversed = reversed(state);
        return failure != null || reversed.isEmpty() ? null : new NoneRedeemed(reversed);
    }

    private List<Redeemed> inOrder(int size) {
        return IntStream.range(0, size)
                .mapToObj(i -> Objects.requireNonNull(redeemed.get(i), "a committed step that is not redeemed"))
                .toList();
    }

    private Ticket ticket(int i, BasketState state) {
        BasketStep step = state.steps().get(i);
        Ticket begun = Objects.requireNonNull(step.ticket(), "a begun step without a ticket");
        Ticket doubt = reversalsInDoubt.get(i);
        if (doubt != null) {
            return doubt;
        }
        return step.redemption() == null
                ? begun
                : Ticket.of(
                        step.reversal(),
                        Doubt.BEGUN_EARLIER,
                        Likelihood.POSSIBLE,
                        0,
                        begun.sentAt(),
                        begun.doubtfulSince());
    }

    /** Returns the items that were redeemed and reversed: each needs a new attempt. */
    private static Map<Integer, Refused> reversed(BasketState state) {
        Map<Integer, Refused> reversed = new HashMap<>();
        for (int i : state.begun()) {
            BasketStep step = state.steps().get(i);
            if (step.status() == Status.NOTHING && step.redemption() != null) {
                reversed.put(i, Refused.of(Violation.of(ViolationCode.ATTEMPT_REVERSED)));
            }
        }
        return reversed;
    }

    /** Returns why the basket failed although nothing was refused. */
    RedemptionException failure() {
        return failure == null
                ? new RedemptionException(
                        FailureCode.NOT_REACHABLE, "the issuer did not answer all items; none of them is redeemed")
                : failure;
    }
}
