package io.redemption.reliability.basket;

import io.redemption.Redemptions;
import io.redemption.events.RedemptionListener;
import io.redemption.model.AttemptId;
import io.redemption.model.BasketOutcome;
import io.redemption.model.BasketRecord.Kind;
import io.redemption.model.RedeemableId;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionRequest;
import io.redemption.port.AttemptJournal;
import io.redemption.port.BasketJournal;
import io.redemption.port.IdSource;
import io.redemption.testing.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One basket, redeemed by a process that may end at any event and undone by others that may end as well, in virtual
 * time. The choices decide everything. Not thread-safe.
 */
final class BasketWorld {
    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
    private static final Duration TICK = Duration.ofSeconds(30);
    private static final int MOST_TICKS = 80;
    private static final int MOST_RECOVERIES = 20;
    private static final Duration PORT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration EXECUTION_DELAY = Duration.ofSeconds(2);
    private static final Duration TOO_SHORT = Duration.ofMillis(1);
    private static final Duration READ_LAG = Duration.ofSeconds(1);

    private final ManualTime time = ManualTime.at(NOON);
    private final Choices choices;
    private final Variant variant;
    private final BasketSetting setting;
    private final boolean isWild;
    private final BasketIssuer issuer;
    private final AttemptJournal attemptJournal = AttemptJournal.inMemory(time);
    private final BasketJournal basketJournal = BasketJournal.inMemory(time);
    private final List<RedemptionAttempt> attempts = new ArrayList<>();
    private final boolean isShared;
    private int crashesLeft;
    private int reversalsToChoose;
    private int handedOver;
    private int crashes;
    private int crashesInDoubt;
    private boolean sentUnrecorded;
    private int processes;
    private int paused;
    private int pairs;
    private String name = "none";
    private int events;
    private BasketVerdict.@Nullable Told told;

    /** Creates a world in which nothing has happened yet. */
    BasketWorld(Choices choices, Variant variant, BasketSetting setting) {
        this.choices = choices;
        this.variant = variant;
        this.setting = setting;
        this.isWild = setting.isWild();
        this.crashesLeft = setting.crashes();
        this.reversalsToChoose = setting.reversalsToChoose();
        this.isShared = isWild && choices.happens(2);
        this.issuer = new BasketIssuer(time, isWild ? Duration.ofMillis(choices.next(1_000)) : Duration.ZERO);
        for (int i = 0; i < setting.steps(); i++) {
            attempts.add(attempt(i, isWild ? choices.next(setting.steps()) : i));
        }
        boolean unmarked = isWild ? choices.happens(20) : variant == Variant.STRANGER_LOOKS_LIKE_OURS;
        attempts.forEach(attempt -> issuer.strangerRedeems(attempt, !unmarked));
    }

    private static RedemptionAttempt attempt(int i, int on) {
        AttemptId id = AttemptId.of("step-" + i);
        RedemptionRequest request = RedemptionRequest.builder(redeemable(on))
                .user("shopper")
                .value("5.00")
                .build();
        return new RedemptionAttempt(id, request, IdSource.transactionId(id, redeemable(on)), NOON);
    }

    private static RedeemableId redeemable(int i) {
        return switch (i % 3) {
            case 0 -> RedeemableId.giftCard("card-" + i);
            case 1 -> RedeemableId.coupon("coupon-" + i);
            default -> RedeemableId.voucher("voucher-" + i);
        };
    }

    /** Runs the world to its end and judges it. */
    BasketVerdict run() {
        BasketProcess owner = process();
        if (isWild && choices.happens(3)) {
            Duration later = Duration.ofMillis(choices.next(2_000));
            Duration pause = Duration.ofSeconds(20L + choices.next(60));
            time.schedule(later, () -> owner.pause(pause));
        }
        Redemptions shop = redemptions(owner, false);
        CompletionStage<BasketOutcome> outcome = shop.redeemAll(attempts);
        outcome.whenComplete((answer, thrown) -> {
            if (owner.isThereFor()) {
                told = BasketVerdict.Told.of(answer, attempts, issuer);
            }
        });
        live(owner);
        int takenUp = 0;
        while (takenUp < MOST_RECOVERIES && !openBaskets().isEmpty() && (takenUp < 3 || handedOver == 0)) {
            takenUp++;
            recover();
        }
        return BasketVerdict.of(
                told,
                attempts,
                issuer,
                attempts.size(),
                new BasketVerdict.Facts(
                        isCommitted(),
                        !openBaskets().isEmpty(),
                        crashes,
                        crashesInDoubt,
                        handedOver,
                        paused,
                        pairs,
                        isWild,
                        events));
    }

    /** One process undoes the basket, or two at once. */
    private void recover() {
        BasketProcess first = process();
        redemptions(first, true).recoverBaskets();
        if (choices.happens(4)) {
            pairs++;
            BasketProcess second = process();
            redemptions(second, true).recoverBaskets();
            live(second);
        }
        live(first);
    }

    private void live(BasketProcess process) {
        int ticks = 0;
        do {
            time.advance(TICK);
            ticks++;
            if (process.isPaused()) {
                paused++;
                recover();
            }
        } while (time.waiting() > 0 && !process.hasEnded() && ticks < MOST_TICKS);
        events += process.events();
    }

    private BasketProcess process() {
        processes++;
        Duration clockError = isWild ? Duration.ofSeconds(choices.next(20_000) - 10_000L) : Duration.ZERO;
        return new BasketProcess(
                time,
                clockError,
                this::crashes,
                () -> isWild && choices.happens(3) ? Duration.ofMillis(1 + choices.next(300)) : Duration.ZERO);
    }

    private boolean crashes() {
        if (crashesLeft > 0 && (isWild ? choices.happens(15) : choices.next(2) == 1)) {
            crashesLeft--;
            crashes++;
            crashesInDoubt += sentUnrecorded ? 1 : 0;
            return true;
        }
        return false;
    }

    private Redemptions redemptions(BasketProcess process, boolean recovers) {
        return Redemptions.builder(new BasketPort(this, process, recovers))
                .journal(new SurvivingJournal(attemptJournal, process::call))
                .basketJournal(new BasketRecords(basketJournal, process, this, recovers))
                .time(process)
                .ids(IdSource.seeded(processes))
                .portTimeout(PORT_TIMEOUT)
                .maxExecutionDelay(variant == Variant.TRUSTS_LISTS_TOO_SOON ? TOO_SHORT : EXECUTION_DELAY)
                .maxReadLag(variant == Variant.TRUSTS_LISTS_TOO_SOON ? TOO_SHORT : READ_LAG)
                .listener(new RedemptionListener() {
                    @Override
                    public void handedOver(HandedOver event) {
                        handedOver++;
                    }
                })
                .build();
    }

    private List<String> openBaskets() {
        return basketJournal
                .openBaskets(Duration.ZERO, 10)
                .toCompletableFuture()
                .join();
    }

    private boolean isCommitted() {
        return basketJournal.find(name).toCompletableFuture().join().records().stream()
                .anyMatch(record -> record.kind() == Kind.COMMITTED);
    }

    void names(String basket) {
        name = basket;
    }

    /** Sends again what a list does not show, as only a broken process does. */
    void sendsAgain(RedeemableId on, List<Redemption> listed) {
        for (RedemptionAttempt attempt : attempts) {
            boolean isListed = listed.stream()
                    .anyMatch(each -> attempt.transactionId() != null
                            && attempt.transactionId().equals(each.transactionId()));
            if (attempt.redeemable().equals(on) && !isListed) {
                issuer.posted(attempt);
                issuer.redeem(attempt);
            }
        }
    }

    /** Returns what becomes of a request: acknowledged, not executed, executed unanswered, lost. */
    int fateOfSend() {
        boolean acknowledged = isWild && !choices.happens(3);
        return acknowledged ? 0 : choices.next(4);
    }

    /** Returns what becomes of a reversal: acknowledged, executed unanswered, lost. */
    int fateOfReversal() {
        if (isWild) {
            return choices.happens(4) ? 1 + choices.next(2) : 0;
        }
        return reversalsToChoose-- > 0 ? choices.next(3) : 0;
    }

    /** How much later than sent a request is executed whose answer is lost. */
    Duration lateness() {
        return isWild ? Duration.ofMillis(choices.next(2_000)) : setting.lateness();
    }

    /** Notes that a request left, or that what came of it was recorded. */
    void notes(boolean sent) {
        sentUnrecorded = sent;
    }

    Choices choices() {
        return choices;
    }

    Variant variant() {
        return variant;
    }

    BasketIssuer issuer() {
        return issuer;
    }

    ManualTime time() {
        return time;
    }

    boolean isShared() {
        return isShared;
    }
}
