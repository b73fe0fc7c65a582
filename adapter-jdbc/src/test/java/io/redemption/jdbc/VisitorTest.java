package io.redemption.jdbc;

import static io.redemption.jdbc.Attempts.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redemption.model.Decision;
import io.redemption.model.Decision.Outcome;
import io.redemption.model.DecisionResult;
import io.redemption.model.Doubt;
import io.redemption.model.Likelihood;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.Resolution.Obstacle;
import io.redemption.model.Ticket;
import io.redemption.model.Unknown;
import io.redemption.port.AttemptJournal.Opening;
import io.redemption.port.AttemptState;
import io.redemption.port.PendingDoubt;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second journal on one SQLite file leaves alone what the first one holds, and a visitor leaves no trace. */
class VisitorTest {
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Decision NO =
            new Decision(Outcome.NOT_REDEEMED, "Ada", "not in the list", Instant.parse("2026-01-02T03:04:05Z"));

    @TempDir
    private Path folder;

    private JdbcAttemptJournalBuilder file() {
        return JdbcAttemptJournal.sqlite(folder.resolve("journal.db")).userKey(SqliteJournalContractTest.KEY);
    }

    /** Leaves an attempt in doubt that nobody holds. */
    private static PendingDoubt doubt(JdbcAttemptJournal journal, RedemptionAttempt attempt) {
        Opening opening = await(journal.open(attempt));
        long number = ((Opening.Fresh) opening).opening();
        Instant at = attempt.preparedAt();
        Ticket ticket = Ticket.of(attempt, Doubt.NO_ANSWER, Likelihood.POSSIBLE, 1, at, at);
        await(journal.settle(attempt.id(), number, new Unknown(ticket)).thenApply(done -> true));
        PendingDoubt doubt = new PendingDoubt(ticket, number, Duration.ZERO);
        assertThat(await(journal.hold(doubt, Duration.ZERO))).isTrue();
        return doubt;
    }

    @Test
    void build_besideALiveJournal_freesNothingThatItHolds() {
        try (JdbcAttemptJournal server = file().build()) {
            doubt(server, Attempts.attempt());
            assertThat(await(server.takeDoubts(10, LEASE))).hasSize(1);

            try (JdbcAttemptJournal visitor = file().asVisitor().build();
                    JdbcAttemptJournal second = file().build()) {
                assertThat(await(visitor.takeDoubts(10, LEASE))).isEmpty();
                assertThat(await(second.takeDoubts(10, LEASE))).isEmpty();
            }
            try (JdbcAttemptJournal third = file().build()) {
                assertThat(await(third.takeDoubts(10, LEASE)))
                        .as("the end of the second changes nothing")
                        .isEmpty();
            }
        }
    }

    @Test
    void build_afterTheOwnerHasEnded_freesWhatItHeld() {
        JdbcAttemptJournal server = file().build();
        doubt(server, Attempts.attempt());
        assertThat(await(server.takeDoubts(10, LEASE))).hasSize(1);
        await(server.closeAsync().thenApply(done -> true));

        try (JdbcAttemptJournal visitor = file().asVisitor().build()) {
            assertThat(await(visitor.takeDoubts(10, LEASE)))
                    .as("a visitor frees nothing")
                    .isEmpty();
            try (JdbcAttemptJournal next = file().build()) {
                assertThat(await(next.takeDoubts(10, LEASE))).hasSize(1);
            }
        }
    }

    @Test
    void asVisitor_noFile_createsNone() {
        assertThatThrownBy(() -> file().asVisitor().build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no such file");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void asVisitor_anotherFile_getsNoTables() throws Exception {
        Files.createFile(folder.resolve("journal.db"));

        assertThatThrownBy(() -> file().asVisitor().build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("tables are missing");
    }

    @Test
    void recorded_doubts_areListedWithEvidenceAndDecisions() {
        try (JdbcAttemptJournal server = file().build();
                JdbcAttemptJournal visitor = file().asVisitor().build()) {
            RedemptionAttempt open = Attempts.attempt();
            doubt(server, open);
            RedemptionAttempt given = Attempts.attempt();
            PendingDoubt handedOver = doubt(server, given);
            await(server.handOver(handedOver, Obstacle.MARKER_NOT_PROVEN).thenApply(done -> true));
            assertThat(await(visitor.decide(given.id(), NO))).isEqualTo(DecisionResult.RECORDED);

            List<RecordedAttempt> all = await(visitor.recorded(AttemptSelection.OPEN, null, 10));
            List<RecordedAttempt> first = await(visitor.recorded(AttemptSelection.OPEN, null, 1));

            assertThat(all).extracting(RecordedAttempt::id).containsExactlyInAnyOrder(open.id(), given.id());
            assertThat(await(
                            visitor.recorded(AttemptSelection.OPEN, first.get(0).id(), 10)))
                    .containsExactly(all.get(1));
            assertThat(await(visitor.recorded(AttemptSelection.REDEEMED, null, 10)))
                    .isEmpty();
            RecordedAttempt decided = await(visitor.recorded(given.id())).orElseThrow();
            assertThat(await(visitor.recorded(AttemptSelection.DECIDED, null, 10)))
                    .containsExactly(decided);
            assertThat(await(visitor.recorded(AttemptSelection.HANDED_OVER, null, 10)))
                    .containsExactly(decided);
            assertThat(decided.handedOver()).isEqualTo(Obstacle.MARKER_NOT_PROVEN);
            assertThat(decided.decisions()).containsExactly(NO);
            assertThat(decided.redeemable()).isEqualTo(given.redeemable());
            assertThat(decided.value()).isEqualTo(given.request().value());
            assertThat(decided.ticket()).isEqualTo(handedOver.ticket());
            assertThat(((AttemptState.Open) decided.state()).decision()).isEqualTo(NO);
        }
    }
}
