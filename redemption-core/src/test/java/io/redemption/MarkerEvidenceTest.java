package io.redemption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.redemption.model.Capability;
import io.redemption.model.Doubt;
import io.redemption.model.HistoryQuery;
import io.redemption.model.Likelihood;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionId;
import io.redemption.model.Resolution;
import io.redemption.model.Resolution.Absent;
import io.redemption.model.Resolution.Confirmed;
import io.redemption.model.Resolution.Obstacle;
import io.redemption.model.Resolution.StillUnknown;
import io.redemption.model.Ticket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An issuer may echo our id and list another, or none: only lists teach, and what may be ours keeps it unknown. */
class MarkerEvidenceTest {
    private static final Duration HORIZON =
            RedemptionsBuilder.DEFAULT_MAX_EXECUTION_DELAY.plus(RedemptionsBuilder.DEFAULT_MAX_READ_LAG);

    private final Shop shop = new Shop(new ProgrammedPort());
    private final LyingIssuer issuer = new LyingIssuer(shop.time);

    MarkerEvidenceTest() {
        issuer.serve(shop.port);
    }

    /** What lists are known to make of ids. */
    static Stream<Arguments> alterations() {
        return Stream.of(
                Arguments.of("left out", change(id -> null)),
                Arguments.of("cut to one character", change(id -> id.substring(0, 1))),
                Arguments.of("cut to half", change(id -> id.substring(0, id.length() / 2))),
                Arguments.of("cut at the front", change(id -> id.substring(id.length() - 8))),
                Arguments.of("padded with blanks", change(id -> id + "   ")),
                Arguments.of("padded in front", change(id -> "  " + id)),
                Arguments.of("padded with zeros", change(id -> "0000" + id)),
                Arguments.of("upper case", change(id -> id.toUpperCase(java.util.Locale.ROOT))),
                Arguments.of(
                        "upper case and cut", change(id -> id.substring(0, 12).toUpperCase(java.util.Locale.ROOT))),
                Arguments.of("quoted", change(id -> "\"" + id + "\"")));
    }

    private static UnaryOperator<Redemption> change(Function<String, @Nullable String> how) {
        return LyingIssuer.transaction(id -> id == null ? null : how.apply(id));
    }

    /** The echo is perfect, the list is not: the habit is never proven, and nothing is absent. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("alterations")
    void resolve_listAltersWhatTheEchoShowed_isNeverAbsentAndSentOnce(String name, UnaryOperator<Redemption> listing) {
        issuer.listing = listing;
        for (int i = 0; i < 3; i++) {
            assertThat(shop.redeem(shop.anAttempt())).isInstanceOf(Redeemed.class);
        }
        issuer.answersAreLost = true;
        RedemptionAttempt attempt = shop.anAttempt();
        Ticket ticket = shop.doubt(attempt);
        shop.time.advance(HORIZON);

        Resolution booked = shop.resolve(ticket);
        shop.port.onRedeem = any -> CompletableFuture.failedStage(new IllegalStateException("lost before"));
        Ticket unbooked = shop.doubt(shop.anAttempt());
        shop.time.advance(HORIZON);
        Resolution notBooked = shop.resolve(unbooked);
        shop.redeem(attempt);

        assertThat(booked).isInstanceOf(StillUnknown.class);
        assertThat(notBooked).isInstanceOf(StillUnknown.class);
        assertThat(issuer.record).hasSize(4);
    }

    /** The habit was good for a hundred others; this one item is altered all the same. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("alterations")
    void resolve_habitProvenButThisItemAltered_namesTheCandidate(String name, UnaryOperator<Redemption> listing) {
        prove();
        issuer.answersAreLost = true;
        Ticket ticket = shop.doubt(shop.anAttempt());
        RedemptionId ours = issuer.record.get(0).id();
        issuer.listing = r -> r.id().equals(ours) ? listing.apply(r) : r;
        shop.time.advance(HORIZON);

        assertThat(shop.resolve(ticket)).isEqualTo(new StillUnknown(ticket, Obstacle.CANDIDATES_FOUND, List.of(ours)));
    }

    static Stream<Arguments> strangers() {
        return Stream.of(
                Arguments.of("other user", "user-2", "50.00"),
                Arguments.of("other value", "user-1", "49.00"),
                Arguments.of("both", "user-2", "49.00"));
    }

    /** A hot coupon whose other uses carry no ids: they do not keep everybody unknown. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("strangers")
    void resolve_redemptionsOfOthersWithoutIds_doNotBlock(String name, String user, String value) {
        prove();
        Ticket ticket = lostBefore();
        for (int i = 0; i < 100; i++) {
            issuer.booking = r -> LyingIssuer.transaction(id -> null)
                    .apply(LyingIssuer.user(user).apply(LyingIssuer.value(value).apply(r)));
            issuer.book(shop.anAttempt());
        }
        shop.time.advance(HORIZON);

        assertThat(shop.resolve(ticket)).isInstanceOf(Absent.class);
    }

    /**
     * The same user spent the same value by another channel, without an id, which cannot be distinguished from ours.
     */
    @Test
    void resolve_sameUserAndValueWithoutAnId_blocks() {
        prove();
        Ticket ticket = lostBefore();
        issuer.booking = LyingIssuer.transaction(id -> null);
        RedemptionId other = issuer.book(shop.anAttempt()).id();
        shop.time.advance(HORIZON);

        assertThat(shop.resolve(ticket)).isEqualTo(new StillUnknown(ticket, Obstacle.CANDIDATES_FOUND, List.of(other)));
    }

    /** The same, but the journal knows whose it is. */
    @Test
    void resolve_sameUserAndValueWithoutAnIdButOfAnotherAttempt_doesNotBlock() {
        prove();
        issuer.booking = LyingIssuer.transaction(id -> null);
        shop.redeem(shop.anAttempt());
        Ticket ticket = lostBefore();
        shop.time.advance(HORIZON);

        assertThat(shop.resolve(ticket)).isInstanceOf(Absent.class);
    }

    static Stream<Arguments> times() {
        return Stream.of(
                Arguments.of("a day before", Duration.ofDays(-1), false),
                Arguments.of("20 minutes before", Duration.ofMinutes(-20), false),
                Arguments.of("a minute before", Duration.ofMinutes(-1), true),
                Arguments.of("with it", Duration.ZERO, true),
                Arguments.of("20 minutes after", Duration.ofMinutes(20), false));
    }

    /** By the issuer's time alone, which was known when the doubt began. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("times")
    void resolve_candidateMadeAtAnotherTime_blocksOnlyIfItCanBeOurs(String name, Duration at, boolean blocks) {
        issuer.tellsTime = true;
        prove();
        Ticket ticket = lostBefore();
        issuer.booking = r -> LyingIssuer.created(created -> created.plus(at))
                .apply(LyingIssuer.transaction(id -> null).apply(r));
        issuer.book(shop.anAttempt());
        shop.time.advance(Duration.ofHours(1));

        Resolution resolution = shop.resolve(ticket);

        assertThat(ticket.issuerTime()).isNotNull();
        assertThat(resolution).isInstanceOf(blocks ? StillUnknown.class : Absent.class);
    }

    static Stream<Arguments> beginsThatNobodyKnows() {
        return Stream.of(
                Arguments.of("no issuer's time was known", Doubt.NO_ANSWER),
                Arguments.of("begun earlier", Doubt.BEGUN_EARLIER));
    }

    /** Looked into a day later by a process that knows nothing of its begin: what was made a day before may be ours. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("beginsThatNobodyKnows")
    void resolve_candidateOlderThanTheFirstLook_blocks(String name, Doubt doubt) {
        issuer.tellsTime = true;
        RedemptionAttempt attempt = shop.anAttempt();
        issuer.booking = LyingIssuer.transaction(id -> id == null ? null : id.substring(0, 10));
        RedemptionId ours = issuer.book(attempt).id();
        issuer.booking = UnaryOperator.identity();
        shop.time.advance(Duration.ofDays(1));
        prove();
        Ticket old = Ticket.of(attempt, doubt, Likelihood.POSSIBLE, 1, ManualTime.START, ManualTime.START);

        Ticket second = ((StillUnknown) shop.resolve(old)).ticket();
        shop.time.advance(Duration.ofMinutes(10));
        Resolution late = shop.resolve(second);

        assertThat(second.issuerTime()).isNotNull();
        assertThat(late).isEqualTo(new StillUnknown(second, Obstacle.CANDIDATES_FOUND, List.of(ours)));
    }

    /** An item without user and value may be anybody's, so it may be ours. */
    @Test
    void resolve_itemWithoutDetails_blocks() {
        prove();
        Ticket ticket = lostBefore();
        issuer.booking = r -> LyingIssuer.transaction(id -> null)
                .apply(LyingIssuer.user(null).apply(LyingIssuer.value(null).apply(r)));
        issuer.book(shop.anAttempt());
        shop.time.advance(HORIZON);

        assertThat(obstacle(shop.resolve(ticket))).isEqualTo(Obstacle.CANDIDATES_FOUND);
    }

    @Test
    void resolve_thousandsOfCandidates_staysUnknownWithoutOverflow() {
        prove();
        Ticket ticket = lostBefore();
        issuer.booking = LyingIssuer.transaction(id -> null);
        RedemptionAttempt other = shop.anAttempt();
        for (int i = 0; i < 20_000; i++) {
            issuer.book(other);
        }
        shop.time.advance(HORIZON);

        assertThat(obstacle(shop.resolve(ticket))).isEqualTo(Obstacle.CANDIDATES_FOUND);
    }

    /** The list cut our id, but the journal knows by the first answer which redemption is ours. */
    @Test
    void resolve_alteredButKnownByItsRedemptionId_isConfirmed() {
        RedemptionAttempt attempt = shop.anAttempt();
        Redemption redeemed = ((Redeemed) shop.redeem(attempt)).redemption();
        issuer.listing = change(id -> id.substring(0, 6));
        Ticket old = Ticket.of(attempt, Doubt.NO_ANSWER, Likelihood.POSSIBLE, 1, shop.time.now(), shop.time.now());

        assertThat(shop.resolve(old))
                .asInstanceOf(type(Confirmed.class))
                .satisfies(confirmed -> assertThat(confirmed.redemption().id()).isEqualTo(redeemed.id()));
    }

    @Test
    void readBack_afterTheFirstAcknowledgementAndAgainAfterADay_isReadOnceEach() {
        prove();
        prove();
        int first = shop.port.read.size();
        shop.time.advance(MarkerRetention.VALID_FOR);
        prove();
        prove();
        int second = shop.port.read.size();

        assertThat(first).isEqualTo(1);
        assertThat(second).isEqualTo(2);
        assertThat(shop.port.read)
                .allSatisfy(query -> assertThat(query.inDoubt()).isNotNull());
    }

    /** A day later the habit counts no more until it is seen again. */
    @Test
    void resolve_lessonOlderThanADay_isNotProvenAnyMore() {
        prove();
        Ticket ticket = lostBefore();
        shop.time.advance(MarkerRetention.VALID_FOR);
        Resolution old = shop.resolve(ticket);
        proveAgain();
        Resolution fresh = shop.resolve(ticket);

        assertThat(obstacle(old)).isEqualTo(Obstacle.MARKER_NOT_PROVEN);
        assertThat(fresh).isInstanceOf(Absent.class);
    }

    /** The issuer changes its habit; the daily read finds that out, and nothing proves it again. */
    @Test
    void resolve_habitBroken_isNeverProvenAgain() {
        prove();
        shop.time.advance(MarkerRetention.VALID_FOR);
        issuer.booking = LyingIssuer.transaction(id -> null);
        shop.redeem(shop.anAttempt());
        issuer.booking = UnaryOperator.identity();
        proveAgain();
        Ticket ticket = lostBefore();
        shop.time.advance(HORIZON);

        assertThat(obstacle(shop.resolve(ticket))).isEqualTo(Obstacle.MARKER_NOT_PROVEN);
    }

    /**
     * The list lags, so the first read back shows nothing and teaches nothing; the next acknowledgement tries again.
     */
    @Test
    void readBack_notListedYet_isTriedAgain() {
        issuer.readLag = Duration.ofSeconds(1);
        shop.redeem(shop.anAttempt());
        shop.time.advance(Duration.ofSeconds(2));
        issuer.readLag = Duration.ZERO;
        shop.redeem(shop.anAttempt());
        Ticket ticket = lostBefore();
        shop.time.advance(HORIZON);

        assertThat(shop.resolve(ticket)).isInstanceOf(Absent.class);
    }

    @Test
    void readBack_failsOrThrowsOrNeverEnds_troublesNobody() {
        shop.port.onHistory = query -> {
            throw new NoClassDefFoundError("acme");
        };
        assertThat(shop.redeem(shop.anAttempt())).isInstanceOf(Redeemed.class);
        shop.port.onHistory = query -> CompletableFuture.failedStage(new IllegalStateException("down"));
        assertThat(shop.redeem(shop.anAttempt())).isInstanceOf(Redeemed.class);
        CompletableFuture<Optional<RedemptionHistory>> never = new CompletableFuture<>();
        shop.port.onHistory = query -> never;
        assertThat(shop.redeem(shop.anAttempt())).isInstanceOf(Redeemed.class);
        assertThat(shop.redeem(shop.anAttempt())).isInstanceOf(Redeemed.class);

        assertThat(shop.port.read).hasSize(3);
    }

    @Test
    void resolve_issuerDeclaresThatItKeepsIds_asksForThemAloneAndReadsNothingBack() {
        Shop declared = new Shop(new ProgrammedPort(Capability.KEEPS_TRANSACTION_IDS));
        new LyingIssuer(declared.time).serve(declared.port);
        declared.redeem(declared.anAttempt());
        declared.port.onRedeem = any -> CompletableFuture.failedStage(new IllegalStateException("lost"));
        Ticket ticket = declared.doubt(declared.anAttempt());
        declared.time.advance(HORIZON);

        assertThat(declared.resolve(ticket)).isInstanceOf(Absent.class);
        assertThat(declared.port.read)
                .singleElement()
                .extracting(HistoryQuery::inDoubt)
                .isNull();
    }

    private void prove() {
        assertThat(shop.redeem(shop.anAttempt())).isInstanceOf(Redeemed.class);
    }

    private void proveAgain() {
        issuer.serve(shop.port);
        prove();
    }

    private Ticket lostBefore() {
        shop.port.onRedeem = any -> CompletableFuture.failedStage(new IllegalStateException("lost before the issuer"));
        return shop.doubt(shop.anAttempt());
    }

    private static @Nullable Obstacle obstacle(Resolution resolution) {
        return resolution instanceof StillUnknown still ? still.why() : null;
    }
}
