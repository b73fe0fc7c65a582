package io.redemption.reliability.claims;

import io.redemption.model.Amount;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import io.redemption.model.Redeemed;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Unknown;
import io.redemption.reliability.faults.Sockets;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Asks clients for wrong answers and counts their claims. Not thread-safe. */
final class TruthTable implements AutoCloseable {
    private static final int AT_ONCE = 32;
    private static final List<RedeemableKind> KINDS = List.of(RedeemableKind.values());

    /** Longer than any answer takes. Some lies leave a client waiting for the rest that long. */
    private static final Duration PATIENT = Duration.ofSeconds(4);

    /** For what gets no answer. */
    private static final Duration IMPATIENT = Duration.ofMillis(200);

    /** More than late apply, read lag and patience together. */
    private static final Duration JUMP = Duration.ofMinutes(3);

    private final JumpingTime time = new JumpingTime();
    private final Claims claims = new Claims();
    private final long seed;
    private final LyingIssuer issuer;
    private int numbers;

    TruthTable(Vertx vertx, long seed) {
        this.seed = seed;
        this.issuer = new LyingIssuer(vertx, time, seed);
    }

    Claims claims() {
        return claims;
    }

    LyingIssuer issuer() {
        return issuer;
    }

    /** Asks a client all questions, each for so many wrong answers of all kinds, and for some right ones. */
    void ask(Shop.Maker maker, int wrongAnswers) {
        ask(maker, PATIENT, entries(wrongAnswers, lie -> lie != Lie.RIGHT && lie != Lie.SILENCE));
        ask(maker, PATIENT, entries(wrongAnswers, lie -> lie == Lie.RIGHT));
        ask(maker, IMPATIENT, entries(wrongAnswers, lie -> lie == Lie.SILENCE));
    }

    /** Asks a client one question for so many answers of each of these kinds. */
    void ask(Shop.Maker maker, Asked asked, List<Lie> lies, int times) {
        List<Entry> entries = new ArrayList<>();
        lies.forEach(lie -> entries.addAll(Collections.nCopies(times, new Entry(asked, lie))));
        ask(maker, PATIENT, entries);
    }

    private record Entry(Asked asked, Lie lie) {}

    private List<Entry> entries(int wrongAnswers, Predicate<Lie> which) {
        List<Entry> entries = new ArrayList<>();
        for (Asked asked : Asked.values()) {
            for (Lie lie : Lie.values()) {
                int times = which.test(lie) ? lie.share(wrongAnswers, asked) : 0;
                entries.addAll(Collections.nCopies(times, new Entry(asked, lie)));
            }
        }
        Collections.shuffle(entries, new Random(seed));
        return entries;
    }

    private void ask(Shop.Maker maker, Duration sendTimeout, List<Entry> entries) {
        try (Shop shop = maker.make(issuer.baseUri(), time, sendTimeout)) {
            showThatListsKeepIds(shop);
            List<Cell> cells = entries.stream()
                    .map(entry -> cell(shop, entry.asked(), entry.lie()))
                    .toList();
            doubt(shop, cells.stream().filter(cell -> cell.asked().resolves()).toList());
            askAll(shop, cells.stream().filter(cell -> cell.lie() == Lie.EARLY).toList());
            cells.forEach(Cell::executeLate);
            time.jump(JUMP);
            askAll(shop, cells.stream().filter(cell -> cell.lie() != Lie.EARLY).toList());
            claims.judgeAll();
        }
    }

    private void askAll(Shop shop, List<Cell> cells) {
        CallFlow flow = new CallFlow(AT_ONCE);
        for (Cell cell : cells) {
            cell.begin();
            flow.add(() -> shop.ask(cell), (answer, thrown) -> claims.add(cell, answer, thrown));
        }
        flow.await();
    }

    private static void doubt(Shop shop, List<Cell> cells) {
        CallFlow flow = new CallFlow(AT_ONCE);
        for (Cell cell : cells) {
            flow.add(() -> shop.doubt(cell), (outcome, thrown) -> {
                if (outcome instanceof Unknown unknown) {
                    cell.doubted(unknown.ticket());
                }
            });
        }
        flow.await();
    }

    /** Absence is claimed only of an issuer that has been seen to list transaction ids as they were sent. */
    private void showThatListsKeepIds(Shop shop) {
        for (RedeemableKind kind : KINDS) {
            int before = issuer.lists();
            Object outcome = null;
            while (!(outcome instanceof Redeemed)) {
                Cell cell = cell(shop, Asked.REDEEM, Lie.RIGHT, kind);
                cell.begin();
                outcome = get(shop.ask(cell));
            }
            Sockets.await("the list to be read back", () -> issuer.lists() > before);
        }
    }

    private static Object get(CompletionStage<?> stage) {
        try {
            return stage.toCompletableFuture().get(PATIENT.toSeconds(), TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("a right answer was not understood", e);
        }
    }

    private Cell cell(Shop shop, Asked asked, Lie lie) {
        return cell(shop, asked, lie, KINDS.get(numbers % KINDS.size()));
    }

    private Cell cell(Shop shop, Asked asked, Lie lie, RedeemableKind kind) {
        int number = ++numbers;
        Random random = new Random(seed + number);
        RedemptionAttempt attempt = shop.prepare(RedemptionRequest.builder(new RedeemableId(kind, "r" + number))
                .user("user" + number)
                .value((1 + random.nextInt(90)) + ".5" + random.nextInt(10))
                .build());
        // Cuts are made where most can be lost.
        boolean executes = lie.isCut() ? random.nextInt(8) != 0 : random.nextBoolean();
        if (asked == Asked.RESOLVE_REVERSE && (lie.isCut() || lie.needsItem())) {
            executes = lie.isCut() && !executes;
        }
        boolean stands = switch (asked) {
            case REDEEM, RESOLVE_REDEEM -> false;
            case RESOLVE_REVERSE -> true;
            case REVERSE, FIND, HISTORY -> lie.needsItem() || random.nextInt(lie.isCut() ? 8 : 3) != 0;
        };
        Cell cell = new Cell(
                asked,
                lie,
                new Account(ours(attempt), others(attempt, !lie.isCut() && random.nextInt(3) == 0), stands),
                attempt,
                random,
                executes,
                asked != Asked.REDEEM && random.nextBoolean());
        issuer.add(number, cell);
        return cell;
    }

    private Account.Booking ours(RedemptionAttempt attempt) {
        return new Account.Booking(
                RedemptionId.of("b-" + attempt.redeemable().value()),
                attempt.redeemable(),
                Objects.requireNonNull(attempt.request().redeemer().userId()),
                Objects.requireNonNull(attempt.request().value()),
                Objects.requireNonNull(attempt.transactionId()).value(),
                time.now());
    }

    private List<Account.Booking> others(RedemptionAttempt attempt, boolean are) {
        return are
                ? List.of(new Account.Booking(
                        RedemptionId.of("other"),
                        attempt.redeemable(),
                        "other",
                        Amount.of("1.00"),
                        "other",
                        time.now()))
                : List.of();
    }

    @Override
    public void close() {
        issuer.close();
    }
}
