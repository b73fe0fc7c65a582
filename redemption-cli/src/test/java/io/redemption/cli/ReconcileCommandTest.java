package io.redemption.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.AttemptId;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionId;
import io.redemption.model.Reversal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal is compared with the lists of its issuer. */
class ReconcileCommandTest {
    @TempDir
    private Path folder;

    private SupportDesk desk;

    @BeforeEach
    void open() throws IOException {
        desk = new SupportDesk(folder);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private Run reconcile(String... more) {
        Instant now = Instant.now();
        return desk.withIssuer(
                List.of(
                        "reconcile",
                        "--from",
                        now.minusSeconds(3600).toString(),
                        "--to",
                        now.plusSeconds(60).toString()),
                more);
    }

    @Test
    void reconcile_sameOnBothSides_isBalanced() throws IOException {
        desk.redeem("order-1", SupportDesk.CARD, "10.00");
        desk.redeem("order-2", SupportDesk.CARD, "20.00");
        desk.redeem("order-3", SupportDesk.COUPON, "5.00");
        Path csv = folder.resolve("out.csv");

        Run run = reconcile("--csv", csv.toString());

        assertThat(run.out())
                .isEqualTo("redemption: 3 matched, 0 only ours, 0 only theirs, 0 differing, 0 not compared;"
                        + " residual 0 (ours less theirs)\n");
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).contains("redemption: 2 of 2 lists compared");
        assertThat(Files.readAllLines(csv))
                .hasSize(4)
                .anySatisfy(line -> assertThat(line)
                        .startsWith("matched,gift card,<13 characters>,")
                        .contains(",order-1,,10.00,10.00,"))
                .noneSatisfy(line -> assertThat(line).contains("gift-secret"));
    }

    @Test
    void reconcile_eachKindOfDifference_isNamed() throws IOException {
        desk.redeem("order-1", SupportDesk.CARD, "10.00");
        Redemption changed = record("order-2", "20.00", "20.50");
        Redemption lost = record("order-3", "3.00", null);
        desk.redeemAndLose("order-4", SupportDesk.CARD, "40.00");
        Path csv = folder.resolve("out.csv");

        Run run = reconcile("--csv", csv.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("redemption " + changed.id(), "attempt order-2, value: ours 20.00, theirs 20.50")
                .contains("only ours: GIFT_CARD:<13 characters> redemption " + lost.id(), "ours 3.00, theirs -")
                .contains("only theirs: ", "ours -, theirs 40.00", "attempt order-4", "that is in doubt")
                .contains("1 matched, 1 only ours, 1 only theirs, 1 differing, 0 not compared; residual -37.50")
                .doesNotContain("gift-secret", "shopper");
        assertThat(Files.readString(csv)).contains("differing,gift card,", ",order-2,value,20.00,20.50,");

        assertThat(desk.withIssuer(List.of("attempts", "resolve")).exitCode()).isZero();
        assertThat(reconcile().out()).contains("2 matched, 1 only ours, 0 only theirs");
    }

    /** Differences that cancel out in sum are differences. */
    @Test
    void reconcile_sumsAreEqualButRedemptionsAreNot_isNotBalanced() throws IOException {
        record("order-1", "7.00", null);
        desk.redeemAndLose("order-2", SupportDesk.CARD, "7.00");

        Run run = reconcile();

        assertThat(run.out()).contains("1 only ours, 1 only theirs", "residual 0.00");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    /** Records a redemption in the journal; the issuer has it with another value, or not at all. */
    private Redemption record(String id, String ours, @Nullable String theirs) {
        RedemptionAttempt attempt = desk.attempt(id, SupportDesk.CARD, ours);
        Redemption booked = theirs == null ? lost(id) : booked(attempt, theirs);
        Redemption own = Redemption.builder(booked.id(), SupportDesk.CARD, booked.createdAt())
                .value(attempt.request().value())
                .transactionId(attempt.transactionId())
                .build();
        Await.end(desk.journal.settle(attempt.id(), 0, Redeemed.of(own)));
        return own;
    }

    private static Redemption lost(String id) {
        return Redemption.builder(RedemptionId.of("gone-" + id), SupportDesk.CARD, Instant.now())
                .build();
    }

    private Redemption booked(RedemptionAttempt attempt, String value) {
        RedemptionAttempt other = new RedemptionAttempt(
                AttemptId.of("at-the-issuer"),
                desk.attempt("other", SupportDesk.CARD, value).request(),
                attempt.transactionId(),
                attempt.preparedAt());
        return Await.end(desk.issuer.redeem(other))
                .fold(redeemed -> redeemed.redemption(), refused -> lost("refused"), unknown -> lost("unknown"));
    }

    @Test
    void reconcile_reversedAndOutsideThePeriod_areNotCompared() {
        Redemption redemption = desk.redeem("order-1", SupportDesk.CARD, "10.00")
                .fold(redeemed -> redeemed.redemption(), refused -> lost("refused"), unknown -> lost("unknown"));
        Run before = desk.withIssuer(List.of("reconcile", "--from", "2020-01-01", "--to", "2020-01-02"));

        desk.shop.redemptions().blocking().reverse(Reversal.of(redemption));
        Run after = reconcile();

        assertThat(before.out()).contains("0 matched, 0 only ours, 0 only theirs");
        assertThat(before.exitCode()).isZero();
        assertThat(after.out()).contains("0 matched, 0 only ours, 0 only theirs");
        assertThat(after.exitCode()).isZero();
    }

    @Test
    void reconcile_issuerNotReachable_isNotBalanced() {
        desk.redeem("order-1", SupportDesk.CARD, "10.00");

        desk.stopIssuer();
        Run known = reconcile("--known-only");
        Run all = reconcile();

        assertThat(known.exitCode()).isEqualTo(1);
        assertThat(known.out()).contains("1 not compared; residual 0", "1 list of the issuer could not be read");
        assertMistake(all, "its list of coupons cannot be read");
    }

    @Test
    void reconcile_usersMistake_isOneSentence() {
        assertMistake(
                desk.withIssuer(List.of("reconcile", "--from", "2026-01-02", "--to", "2026-01-02")), "not before --to");
        assertMistake(
                desk.withIssuer(List.of("reconcile", "--from", "yesterday", "--to", "2026-01-02")), "expected a day");
        assertMistake(desk.withIssuer(List.of("reconcile", "--from", "2026-01-02")), "--to");
        assertMistake(reconcile("--csv", folder.resolve("no/such/folder.csv").toString()), "cannot be written");
        assertThat(Run.of("reconcile", "--help").out()).contains("Usage: redemption reconcile");
    }

    private static void assertMistake(Run run, String said) {
        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains(said).doesNotContain("Exception\n", "\tat ");
    }

    @Test
    void cell_textThatASpreadsheetWouldTakeForAFormula_isDisarmed() {
        assertThat(ReconcileCommand.cell("=1+1")).isEqualTo("'=1+1");
        assertThat(ReconcileCommand.cell("a,\"b\"")).isEqualTo("\"a,\"\"b\"\"\"");
        assertThat(ReconcileCommand.cell("plain")).isEqualTo("plain");
    }
}
