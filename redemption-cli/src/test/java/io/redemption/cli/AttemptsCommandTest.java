package io.redemption.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.AttemptId;
import io.redemption.model.Decision;
import io.redemption.model.HistoryQuery;
import io.redemption.model.Redeemed;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.Unknown;
import io.redemption.port.AttemptJournal.Opening;
import io.redemption.port.PendingDoubt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Support looks into a journal, and decides, while the shop that keeps it goes on. */
class AttemptsCommandTest {
    private static final List<String> RESOLVE = List.of("attempts", "resolve");

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

    @Test
    void list_doubts_areListedWithoutSecretsAndOthersAreNot() {
        desk.redeem("order-1", SupportDesk.CARD, "10.00");
        desk.redeemAndLose("order-2", SupportDesk.CARD, "20.00");

        Run table = desk.attempts("list");
        Run json = desk.attempts("list", "--json");
        Run redeemed = desk.attempts("list", "--state", "redeemed");

        assertThat(table.exitCode()).isZero();
        assertThat(table.out())
                .contains("order-2", "in doubt", "GIFT_CARD:<13 characters>", "20.00")
                .doesNotContain("order-1", "gift-secret", "shopper", "example.com");
        assertThat(table.err()).isEqualTo("redemption: 1 attempt\n");
        assertThat(json.out())
                .hasLineCount(1)
                .contains("\"attempt\":\"order-2\"", "\"state\":\"in doubt\"", "\"value\":\"20.00\"")
                .doesNotContain("gift-secret", "shopper");
        assertThat(redeemed.out()).contains("order-1", "redeemed").doesNotContain("order-2");
        assertThat(desk.attempts("list", "--state", "all", "--limit", "1").err())
                .contains("1 attempt, and more");
    }

    @Test
    void show_doubt_hasItsEvidence() {
        desk.redeemAndLose("order-2", SupportDesk.CARD, "20.00");

        Run text = desk.attempts("show", "order-2");
        Run json = desk.attempts("show", "order-2", "--json");

        assertThat(text.exitCode()).isZero();
        assertThat(text.out())
                .contains("state         in doubt", "value         20.00", "sent          1 time", "transaction   ")
                .doesNotContain("gift-secret", "shopper");
        assertThat(json.out()).contains("\"sends\":1", "\"decisions\":[]", "\"contradicted\":false");
    }

    @Test
    void resolve_answerLost_isConfirmedForTheShop() {
        desk.redeemAndLose("order-2", SupportDesk.CARD, "20.00");

        Run run = desk.withIssuer(RESOLVE);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("order-2  confirmed: redemption ", "1 in doubt: 1 confirmed, 0 absent, 0 still in doubt");
        assertThat(run.err()).contains("redemption: 1 of 1 looked into");
        assertThat(desk.redeem("order-2", SupportDesk.CARD, "20.00")).isInstanceOf(Redeemed.class);
        assertThat(desk.attempts("list").err()).isEqualTo("redemption: 0 attempts\n");
        assertThat(desk.withIssuer(RESOLVE).out()).contains("0 in doubt");
    }

    @Test
    void resolve_nothingSentYet_staysInDoubtAndSendsNothing() {
        doubt("order-3");

        Run run = desk.withIssuer(RESOLVE, "order-3", "--wait", "1");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("order-3  still in doubt: too early", "1 still in doubt");
        assertThat(run.err()).contains("looking again");
        assertThat(history()).as("redemptions at the issuer").isZero();
    }

    /** Leaves an attempt in doubt that was never sent. */
    private void doubt(String id) {
        RedemptionAttempt attempt = desk.attempt(id, SupportDesk.CARD, "30.00");
        Opening opening = Await.end(desk.journal.open(attempt));
        long number = ((Opening.Fresh) opening).opening();
        Await.end(desk.journal.settle(attempt.id(), number, new Unknown(PendingDoubt.begunEarlier(attempt))));
    }

    private int history() {
        return Await.end(desk.issuer.history(SupportDesk.CARD, HistoryQuery.ALL_FROM_ISSUER))
                .orElseThrow()
                .redemptions()
                .size();
    }

    @Test
    void decide_doubt_isAnsweredToTheShopAndYieldsToProof() {
        desk.redeemAndLose("order-2", SupportDesk.CARD, "20.00");

        Run decided = decide("order-2", "not-redeemed", "Ada of support", "not in the console");

        assertThat(decided.exitCode()).isZero();
        assertThat(decided.out()).isEqualTo("redemption: attempt order-2: recorded as decided: not redeemed\n");
        Unknown answer = (Unknown) desk.redeem("order-2", SupportDesk.CARD, "20.00");
        assertThat(answer.decision())
                .isNotNull()
                .extracting(decision -> decision.outcome())
                .isEqualTo(Decision.Outcome.NOT_REDEEMED);
        assertThat(desk.attempts("list").out()).contains("decided not redeemed").doesNotContain("Ada");
        assertThat(desk.attempts("show", "order-2").out())
                .contains("not redeemed, by Ada of support at ", ": not in the console")
                .doesNotContain("contradiction");

        Run proof = desk.withIssuer(RESOLVE);

        assertThat(proof.exitCode()).isZero();
        assertThat(proof.out()).contains("(contradicts what was decided)");
        assertThat(desk.redeem("order-2", SupportDesk.CARD, "20.00")).isInstanceOf(Redeemed.class);
        assertThat(desk.attempts("show", "order-2").out())
                .contains("state         redeemed", "contradiction decided as not redeemed", "by Ada of support");
        assertThat(desk.attempts("list", "--state", "decided").out()).contains("contradicts a decision");
        assertThat(decide("order-2", "redeemed", "Ada", "too late").exitCode()).isEqualTo(1);
    }

    private Run decide(String id, String outcome, String by, String note) {
        return desk.attempts("decide", id, "--outcome", outcome, "--by", by, "--note", note);
    }

    @Test
    void decide_underWay_isNotRecorded() {
        RedemptionAttempt attempt = desk.attempt("order-4", SupportDesk.CARD, "30.00");
        Await.end(desk.journal.open(attempt));

        Run run = decide("order-4", "redeemed", "Ada", "sure");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("not recorded", "under way");
    }

    /** What the shop holds stays with the shop, however often support looks. */
    @Test
    void list_whileTheShopWorksOnADoubt_freesNothing() {
        doubt("order-3");
        PendingDoubt held = new PendingDoubt(
                PendingDoubt.begunEarlier(desk.attempt("order-3", SupportDesk.CARD, "30.00")),
                opening(),
                Duration.ZERO);
        assertThat(Await.end(desk.journal.hold(held, Duration.ofMinutes(5)))).isTrue();

        desk.attempts("list");
        desk.withIssuer(RESOLVE);

        assertThat(Await.end(desk.journal.takeDoubts(10, Duration.ofMinutes(5))))
                .isEmpty();
    }

    private long opening() {
        return Await.end(desk.journal.find(AttemptId.of("order-3")))
                .orElseThrow()
                .<Long>fold(open -> open.opening(), settled -> 0L, in -> 0L, reversed -> 0L, absent -> 0L);
    }

    @Test
    void attempts_usersMistake_isOneSentence() throws IOException {
        doubt("order-3");
        Path empty = Files.createDirectory(folder.resolve("empty"));

        assertMistake(desk.attempts("show", "order-9"), "attempt order-9: the journal does not know it");
        assertMistake(decide("order-9", "redeemed", "Ada", "x"), "attempt order-9: the journal does not know it");
        assertMistake(decide("order-3", "perhaps", "Ada", "x"), "expected redeemed or not-redeemed");
        assertMistake(decide("order-3", "redeemed", " ", "x"), "name: 0 characters");
        assertMistake(decide("order-3", "redeemed", "Ada", "x".repeat(1001)), "note: 1001 characters");
        assertMistake(decide("order-3", "redeemed", "Ada", "two\nlines"), "control characters");
        assertMistake(desk.attempts("list", "--limit", "0"), "--limit: 0");
        assertMistake(desk.attempts("list", "--state", "lost"), "--state");
        assertMistake(desk.withIssuer(RESOLVE, "--wait", "-1"), "--wait: -1");
        assertMistake(desk.withIssuer(RESOLVE, "--merchant", "other"), "--merchant: not in the file");
        assertMistake(
                Run.of(
                        "attempts",
                        "list",
                        "--journal",
                        folder.resolve("none.db").toString()),
                "no such file");
        assertMistake(Run.of("attempts", "list", "--journal", empty.toString()), "0 journals");
        assertMistake(Run.of("attempts", "list"), "--journal");
        assertMistake(Run.of("attempts"), "list, show, resolve or decide");
        assertThat(folder.resolve("none.db")).doesNotExist();
    }

    private static void assertMistake(Run run, String said) {
        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .hasLineCount(1)
                .startsWith("redemption: ")
                .contains(said)
                .doesNotContain("Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"attempts", "attempts list", "attempts show", "attempts resolve", "attempts decide"})
    void help_eachCommand_isShown(String command) {
        Run run = Run.of((command + " --help").split(" "));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("Usage: redemption " + command);
    }
}
