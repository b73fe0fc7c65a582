package io.redemption.jdbc;

import static io.redemption.jdbc.Attempts.attempt;
import static io.redemption.jdbc.Attempts.await;
import static io.redemption.jdbc.Attempts.done;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redemption.model.BasketRecord;
import io.redemption.model.BasketRecord.Kind;
import io.redemption.model.Redeemer;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.port.AttemptJournal.Opening;
import io.redemption.port.AttemptState;
import io.redemption.port.BasketJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a journal refuses at its start, and what it stores. */
class JournalSetupTest {
    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("journal.db");
    }

    private JdbcAttemptJournalBuilder sqlite() {
        return JdbcAttemptJournal.sqlite(file()).userKey(SqliteJournalContractTest.KEY);
    }

    @Test
    void build_otherDatabase_isRefusedByName() {
        DataSource h2 = new DriverDataSource("jdbc:h2:mem:journal");
        DataSource memory = new DriverDataSource("jdbc:sqlite::memory:");

        assertThatThrownBy(() -> JdbcAttemptJournal.builder(h2).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("H2")
                .hasMessageContaining("expected: SQLite or PostgreSQL");
        assertThatThrownBy(() -> JdbcAttemptJournal.migrate(h2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> JdbcAttemptJournal.builder(memory).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("SQLite in memory");
    }

    @Test
    void build_mistakesOfTheUser_areOneSentenceThatNamesTheFile() throws IOException {
        Path nowhere = folder.resolve("missing").resolve("journal.db");
        Path text = Files.writeString(folder.resolve("text.db"), "this is no database, but a text of some length\n");
        DataSource bare = new DriverDataSource("jdbc:sqlite:" + folder.resolve("bare.db"));
        DataSource closed = new DriverDataSource("jdbc:postgresql://localhost:1/postgres");
        DataSource unknown = new DriverDataSource("jdbc:nothing:at-all");

        assertSentence(() -> JdbcAttemptJournal.sqlite(nowhere).build(), nowhere.toString(), "a folder that exists");
        assertSentence(() -> JdbcAttemptJournal.sqlite(text).build(), text.toString(), "not a database");
        assertSentence(() -> JdbcAttemptJournal.builder(bare).build(), "tables are missing", "migrate");
        assertSentence(() -> JdbcAttemptJournal.builder(closed).build(), "journal database", "refused");
        assertSentence(() -> JdbcAttemptJournal.builder(unknown).build(), "no JDBC driver", "sqlite-jdbc");
        assertSentence(() -> sqlite().userKey(new byte[15]).build(), "user key: 15 bytes", "16");
        assertSentence(() -> sqlite().maxQueued(0).build(), "max queued: 0", "1 to");
    }

    private static void assertSentence(Callable<?> build, String... parts) {
        assertThatThrownBy(build::call)
                .isInstanceOfAny(IllegalArgumentException.class, IllegalStateException.class)
                .hasMessageContainingAll(parts)
                .satisfies(thrown ->
                        assertThat(String.valueOf(thrown.getMessage()).lines()).hasSize(1));
    }

    @Test
    void sentence_nativeLibraryThatDoesNotLoad_namesTheSwitch() {
        assertThat(ConnectFailure.sentence(file(), new UnsatisfiedLinkError("failed to map segment")))
                .contains(file().toString())
                .contains("-Dorg.sqlite.tmpdir");
        assertThat(ConnectFailure.sentence(null, new SQLException("Error opening connection")))
                .contains("-Dorg.sqlite.tmpdir");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "NFS4", "ceph", "lustre"})
    void file_onANetworkFileSystem_isRefusedByName(String type) {
        assertThatThrownBy(() -> SqliteFile.requireLocal(file(), type))
                .hasMessageContaining(file().toString())
                .hasMessageContaining("network file system " + type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext4", "xfs", "btrfs", "tmpfs", "overlay", "apfs", "NTFS", "zfs", "fuse.fuse-overlayfs"})
    void file_onALocalFileSystem_isTaken(String type) {
        assertThatCode(() -> SqliteFile.requireLocal(file(), type)).doesNotThrowAnyException();
    }

    @Test
    void file_ofAJournal_isForItsOwnerAlone() throws IOException {
        Files.writeString(file(), "");
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-rw-rw-"));

        try (JdbcAttemptJournal journal = sqlite().build()) {
            await(journal.open(attempt()));

            for (String suffix : List.of("", "-wal", "-shm")) {
                assertThat(PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(folder.resolve("journal.db" + suffix))))
                        .as("journal.db" + suffix)
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void file_removedUnderTheJournal_isNoticed() throws IOException {
        try (JdbcAttemptJournal journal = sqlite().build()) {
            await(journal.open(attempt()));

            Files.delete(file());

            assertThatThrownBy(() -> await(journal.open(attempt()))).hasMessageContaining("removed or replaced");
            Files.writeString(file(), "");
            assertThatThrownBy(() -> await(journal.open(attempt()))).hasMessageContaining("removed or replaced");
        }
    }

    @Test
    void migrate_byManyNodesAtOnce_makesTheTablesOnce() throws Exception {
        DataSource postgres = PostgresServer.newDatabase();
        DataSource sqlite = new DriverDataSource("jdbc:sqlite:" + file() + "?busy_timeout=20000");
        ExecutorService nodes = Executors.newFixedThreadPool(8);
        try {
            for (DataSource database : List.of(postgres, sqlite)) {
                List<Callable<Boolean>> migrations = IntStream.range(0, 8)
                        .<Callable<Boolean>>mapToObj(i -> () -> {
                            JdbcAttemptJournal.migrate(database);
                            return true;
                        })
                        .toList();
                for (Future<Boolean> each : nodes.invokeAll(migrations)) {
                    assertThat(each.get()).isTrue();
                }
                JdbcAttemptJournal.migrate(database);
                try (JdbcAttemptJournal journal =
                        JdbcAttemptJournal.builder(database).build()) {
                    assertThat(await(journal.open(attempt()))).isInstanceOf(Opening.Fresh.class);
                }
            }
        } finally {
            nodes.shutdownNow();
        }
    }

    @Test
    void user_afterARestart_isComparedWithTheSameKeyOnly() {
        RedemptionAttempt attempt = attempt();
        RedemptionAttempt another =
                attempt(attempt.id().value(), Attempts.request().user("user-2"));
        byte[] other = "another key of the tests, long enough".getBytes(UTF_8);
        JdbcAttemptJournal first = sqlite().build();
        await(first.open(attempt));
        assertThat(await(first.open(another))).isInstanceOf(Opening.Reused.class);
        done(first.closeAsync());

        try (JdbcAttemptJournal same = sqlite().build();
                JdbcAttemptJournal rotated = sqlite().userKey(other).build();
                JdbcAttemptJournal without = JdbcAttemptJournal.sqlite(file()).build()) {
            assertThat(await(same.open(another))).isInstanceOf(Opening.Reused.class);
            assertThat(await(rotated.open(another))).isInstanceOf(Opening.Known.class);
            assertThat(await(without.open(another))).isInstanceOf(Opening.Known.class);
            RedemptionAttempt fresh = attempt();
            await(without.open(fresh));
            assertThat(await(without.open(
                            attempt(fresh.id().value(), Attempts.request().user("user-2")))))
                    .isInstanceOf(Opening.Reused.class);
        }
    }

    @Test
    void file_ofAJournal_holdsNoPersonalData() throws IOException {
        RedemptionAttempt attempt = attempt(
                "a1",
                Attempts.request()
                        .user("canary-user")
                        .email("canary@example.com")
                        .phone("+1-555-canary"));
        BasketRecord inDoubt = BasketRecord.ofTicket(
                Kind.IN_DOUBT, 0, Attempts.unknown(attempt).ticket());
        try (JdbcAttemptJournal journal = sqlite().build()) {
            long opening = await(journal.open(attempt)) instanceof Opening.Fresh fresh ? fresh.opening() : 0;
            done(journal.settle(attempt.id(), opening, Attempts.unknown(attempt)));
            done(journal.settle(attempt.id(), opening, Attempts.redeemed(attempt)));
            BasketJournal baskets = JdbcBasketJournal.over(journal);
            await(baskets.append("basket", BasketRecord.started(List.of(attempt.id())), 0));
            await(baskets.append("basket", inDoubt, 1));

            AttemptState state = await(journal.find(attempt.id())).orElseThrow();

            assertThat(state).isInstanceOfSatisfying(AttemptState.Settled.class, settled -> {
                Redemption redemption = settled.outcome()
                        .<Optional<Redemption>>fold(
                                redeemed -> Optional.of(redeemed.redemption()),
                                refused -> Optional.empty(),
                                unknown -> Optional.empty())
                        .orElseThrow();
                assertThat(redemption.redeemer()).isEqualTo(Redeemer.ANONYMOUS);
                assertThat(redemption.customerId()).isNull();
                assertThat(redemption.teamId()).isEqualTo("team-1");
                assertThat(redemption.href()).contains("/redemptions/");
            });
            done(journal.closeAsync()); // until then the database removes files of its own
        }
        StringBuilder stored = new StringBuilder();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path each : files.toList()) {
                stored.append(new String(Files.readAllBytes(each), ISO_8859_1));
            }
        }
        assertThat(stored.toString())
                .contains("res-a1")
                .contains(inDoubt.encode())
                .doesNotContain("canary")
                .doesNotContain("customer-of-the-issuer")
                .doesNotContain(Base64.getUrlEncoder()
                        .encodeToString("canary".getBytes(UTF_8))
                        .substring(0, 7));
    }
}
