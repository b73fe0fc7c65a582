package io.redemption.reliability.doubts;

import io.redemption.Redemptions;
import io.redemption.RedemptionsBuilder;
import io.redemption.model.AttemptId;
import io.redemption.model.Capabilities;
import io.redemption.model.Capability;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Reversal;
import io.redemption.model.Ticket;
import io.redemption.port.AttemptJournal;
import io.redemption.port.IdSource;
import io.redemption.port.TimeSource;
import io.redemption.reliability.doubts.Faults.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * A world in virtual time: production code over a surviving journal, a network and an issuer full of faults, and
 * processes that end anywhere. First faults happen, and no claim may be wrong. Then they stop, and everything must be
 * settled or handed over. All that is random comes of the seed, so that a seed always makes the same world.
 */
final class Simulation {
    static final int OPERATIONS = 100;

    private static final Duration MAX_EXECUTION_DELAY = RedemptionsBuilder.DEFAULT_MAX_EXECUTION_DELAY;
    private static final Duration MAX_READ_LAG = RedemptionsBuilder.DEFAULT_MAX_READ_LAG;
    /** When it is looked whether everything is settled; by the last time it is settled or handed over. */
    private static final List<Duration> LOOKS =
            List.of(Duration.ofMinutes(4), Duration.ofMinutes(10), Duration.ofHours(2), Duration.ofHours(25));

    private final VirtualTime world = new VirtualTime();
    private final Random random;
    private final Weakness weakness;
    private final Faults faults;
    private final Issuer issuer;
    private final Claims claims;
    private AttemptJournal records;
    private final Map<AttemptId, RedemptionAttempt> attempts = new LinkedHashMap<>();
    private final Map<AttemptId, Integer> sends = new HashMap<>();
    private final Map<AttemptId, Integer> absences = new HashMap<>();
    private final Set<Object> handedOver = new HashSet<>();
    private final List<Redemption> redeemed = new ArrayList<>();
    private final Set<Reversal> reversed = new LinkedHashSet<>();
    private final List<String> tickets = new ArrayList<>();
    private ShopProcess process;
    private Redemptions redemptions;

    Simulation(long seed, Weakness weakness) {
        this.random = new Random(seed * 0x9E37_79B9_7F4A_7C15L); // seeds in a row begin alike otherwise
        this.weakness = weakness;
        this.faults = new Faults(random);
        Duration lag = weakness == Weakness.BOUNDS_VIOLATED ? MAX_READ_LAG.multipliedBy(20) : MAX_READ_LAG;
        this.issuer = new Issuer(world, random, faults, lag);
        this.issuer.hidesWhatItLeavesOut = weakness == Weakness.NO_COMPLETENESS;
        this.claims = new Claims(issuer, world, weakness != Weakness.BOUNDS_VIOLATED);
        this.records = AttemptJournal.inMemory(clockOfTheJournal());
        this.process = new ShopProcess(world, Duration.ZERO, 0, Integer.MAX_VALUE);
        this.redemptions = begin();
    }

    /**
     * What came of a world.
     *
     * @param wrong the wrong claims, and what was neither settled nor handed over
     * @param faults how many faults happened
     * @param confirmed how many claims said that something was redeemed
     * @param absent how often an absence was recorded
     * @param handedOver how many doubts were handed over
     * @param digest of all that happened
     */
    record Result(
            List<String> wrong, Map<Fault, Integer> faults, int confirmed, int absent, int handedOver, long digest) {
        int faultsMade() {
            return faults.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    Result run() {
        for (int i = 0; i < OPERATIONS; i++) {
            operate();
            world.pass(Duration.ofMillis(random.nextInt(4) == 0 ? random.nextInt(40_000) : random.nextInt(800)));
            if (!process.isAlive()) {
                restart();
            }
        }
        faults.stop();
        process.spare();
        settle();
        attempts.keySet().forEach(this::checkSends);
        return new Result(
                claims.wrong(), faults.made(), claims.confirmed(), claims.absent(), handedOver.size(), claims.digest());
    }

    private TimeSource clockOfTheJournal() {
        return new ShopProcess(world, Duration.ZERO, 0, Integer.MAX_VALUE);
    }

    private Redemptions begin() {
        boolean crashes = faults.intensity(Fault.CRASH) > 0;
        int steps = crashes ? 1 + random.nextInt((int) (20 / faults.intensity(Fault.CRASH))) : Integer.MAX_VALUE;
        Duration clockError = Duration.ofSeconds(random.nextInt(172_800) - 86_400);
        process = new ShopProcess(world, clockError, random.nextLong() / 4, steps);
        Duration executionDelay =
                weakness == Weakness.BOUNDS_VIOLATED ? MAX_EXECUTION_DELAY.multipliedBy(10) : MAX_EXECUTION_DELAY;
        FaultyPort port = new FaultyPort(issuer, process, world, faults, random, capabilities(), executionDelay, sends);
        boolean isHasty = weakness == Weakness.NO_HORIZON;
        RedemptionsBuilder builder = Redemptions.builder(port)
                .journal(new CrashingJournal(records, process, claims, handedOver, absences))
                .time(process)
                .ids(IdSource.seeded(random.nextLong()))
                .maxExecutionDelay(isHasty ? Duration.ofNanos(1) : MAX_EXECUTION_DELAY)
                .maxReadLag(isHasty ? Duration.ofNanos(1) : MAX_READ_LAG)
                .pollSpread(new Random(random.nextLong()));
        if (random.nextBoolean()) {
            builder.resolveWait(Duration.ofSeconds(3), Duration.ofSeconds(10));
        }
        return builder.build();
    }

    private Capabilities capabilities() {
        return weakness == Weakness.NO_MARKER_EVIDENCE
                ? new Capabilities(Set.of(Capability.KEEPS_TRANSACTION_IDS), 2)
                : new Capabilities(Set.of(), 2);
    }

    private void restart() {
        faults.make(Fault.CRASH);
        records = weakness == Weakness.FORGETFUL_JOURNAL ? AttemptJournal.inMemory(clockOfTheJournal()) : records;
        world.pass(Duration.ofMillis(random.nextInt(20_000)));
        redemptions = begin();
    }

    private void operate() {
        if (faults.happens(Fault.CLOCK_STEP)) {
            process.stepClock(Duration.ofSeconds(random.nextInt(172_800) - 86_400));
        }
        if (faults.happens(Fault.FOREIGN_REVERSAL)) {
            issuer.foreignReversal();
        }
        int choice = random.nextInt(20);
        if (choice < 11 || attempts.isEmpty()) {
            redeem(redemptions.prepare(request()));
        } else if (choice < 14) {
            // As a shop does that has stored the attempt in the row of its order.
            redeem(RedemptionAttempt.decode(any(List.copyOf(attempts.values())).encode()));
        } else if (choice < 16 && !redeemed.isEmpty()) {
            reverse(Reversal.of(any(redeemed)));
        } else if (choice < 19 && !tickets.isEmpty()) {
            Ticket ticket = Ticket.decode(any(tickets));
            boolean mightStand = ticket.attemptId() != null && issuer.mayStand(ticket.attemptId());
            long askedAt = world.nanos();
            then(redemptions.resolve(ticket), resolution -> claims.resolved(ticket, resolution, askedAt, mightStand));
        } else {
            then(redemptions.recover(any(List.copyOf(attempts.values()))), claims::note);
        }
    }

    private RedemptionRequest request() {
        int number = random.nextInt(4);
        RedeemableId on = switch (random.nextInt(3)) {
            case 0 -> RedeemableId.coupon("cpn-" + number);
            case 1 -> RedeemableId.voucher("vch-" + number);
            default -> RedeemableId.giftCard("gft-" + number);
        };
        return RedemptionRequest.builder(on)
                .user("user-" + random.nextInt(3))
                .value(random.nextBoolean() ? "50.00" : "20.00")
                .build();
    }

    private void redeem(RedemptionAttempt attempt) {
        attempts.put(attempt.id(), attempt);
        claims.note("redeem " + attempt.id());
        then(redemptions.redeem(attempt), outcome -> {
            claims.answered(attempt.id(), outcome);
            outcome.fold(
                    made -> redeemed.add(made.redemption()),
                    refused -> true,
                    unknown -> tickets.add(unknown.ticket().encode()));
        });
    }

    private void reverse(Reversal reversal) {
        claims.note("reverse " + reversal.redemption());
        reversed.add(reversal);
        then(
                redemptions.reverse(reversal),
                outcome -> outcome.fold(
                        gone -> claims.check(!issuer.isActive(reversal.redemption()), "answered: gone"),
                        nothing -> claims.check(!issuer.isActive(reversal.redemption()), "answered: nothing"),
                        refused -> true,
                        unknown -> tickets.add(unknown.ticket().encode())));
    }

    private <T> void then(CompletionStage<T> stage, Consumer<T> use) {
        stage.whenComplete((value, thrown) -> {
            if (thrown == null) {
                use.accept(value);
            } else {
                claims.note("failed");
            }
        });
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** Waits until nothing is in doubt, or what is has been handed over. */
    private void settle() {
        for (Duration next : LOOKS) {
            world.pass(next);
            if (left().isEmpty()) {
                break;
            }
        }
        left().forEach(subject -> claims.check(false, "neither settled nor handed over: " + subject));
        redemptions.close();
    }

    private List<Object> left() {
        List<Object> left = new ArrayList<>();
        attempts.keySet().stream()
                .filter(attempt -> !handedOver.contains(attempt))
                .filter(attempt -> now(records.find(attempt))
                        .map(state ->
                                state.fold(open -> true, settled -> false, in -> false, gone -> false, absent -> false))
                        .orElse(false))
                .forEach(left::add);
        reversed.stream()
                .filter(reversal -> !handedOver.contains(reversal))
                .filter(reversal -> now(records.findReversal(reversal))
                        .map(state -> state.fold(gone -> false, doubt -> true, stands -> false))
                        .orElse(false))
                .forEach(left::add);
        return left;
    }

    private static <T> Optional<T> now(CompletionStage<Optional<T>> stage) {
        return stage.toCompletableFuture().join();
    }

    /** An attempt is sent once, and once more for each time it was proven absent. */
    private void checkSends(AttemptId attempt) {
        int sent = sends.getOrDefault(attempt, 0);
        claims.check(sent <= 1 + absences.getOrDefault(attempt, 0), "sent " + sent + " times: " + attempt);
    }
}
