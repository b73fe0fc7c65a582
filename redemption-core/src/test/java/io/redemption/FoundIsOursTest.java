package io.redemption;

import static io.redemption.Samples.aRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.redemption.model.Capability;
import io.redemption.model.Doubt;
import io.redemption.model.Redeemed;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionOutcome;
import io.redemption.model.Resolution;
import io.redemption.model.Resolution.Absent;
import io.redemption.model.Resolution.Confirmed;
import io.redemption.model.Resolution.Duplicate;
import io.redemption.model.Resolution.Obstacle;
import io.redemption.model.Resolution.StillUnknown;
import io.redemption.model.Reversal;
import io.redemption.model.Ticket;
import io.redemption.model.Unknown;
import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A marker alone proves nothing: what is found is ours if redeemable, value and user agree and it belongs to no other
 * attempt.
 */
class FoundIsOursTest {
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(10);

    private final Shop shop = new Shop(new ProgrammedPort(Capability.KEEPS_TRANSACTION_IDS));
    private final LyingIssuer issuer = new LyingIssuer(shop.time);

    FoundIsOursTest() {
        issuer.serve(shop.port);
    }

    static Stream<Arguments> wrongBookings() {
        return Stream.of(
                Arguments.of("value too high", LyingIssuer.value("5000.00")),
                Arguments.of("value one cent off", LyingIssuer.value("50.01")),
                Arguments.of("value of nothing", LyingIssuer.value("0.00")),
                Arguments.of("no value", LyingIssuer.value(null)),
                Arguments.of("another's user", LyingIssuer.user("user-2")),
                Arguments.of("user in other case", LyingIssuer.user("USER-1")),
                Arguments.of("no user", LyingIssuer.user(null)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongBookings")
    void resolve_issuerBookedOtherThanAsked_isNeverConfirmedNorSettled(String lie, UnaryOperator<Redemption> booking) {
        issuer.booking = booking;
        RedemptionAttempt attempt = shop.anAttempt();

        RedemptionOutcome first = shop.redeem(attempt);
        Ticket ticket = ((Unknown) first).ticket();
        Resolution early = shop.resolve(ticket);
        shop.time.advance(LONG_ENOUGH);
        Resolution late = shop.resolve(ticket);
        RedemptionOutcome again = shop.redeem(attempt);

        assertThat(ticket.doubt()).isEqualTo(Doubt.ECHO_MISMATCH);
        assertThat(early).isEqualTo(taken(ticket, "res-1"));
        assertThat(late).isEqualTo(taken(ticket, "res-1"));
        assertThat(again).isInstanceOf(Unknown.class);
        assertThat(shop.port.sent).hasSize(1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongBookings")
    void resolve_issuerBookedOtherThanAskedTwice_isNoDuplicate(String lie, UnaryOperator<Redemption> booking) {
        issuer.booking = booking;
        RedemptionAttempt attempt = shop.anAttempt();
        Ticket ticket = shop.doubt(attempt);
        issuer.book(attempt);

        assertThat(shop.resolve(ticket)).isEqualTo(taken(ticket, "res-2", "res-1"));
    }

    /** One is ours, one is not: ours is confirmed, whatever else carries the id. */
    @Test
    void resolve_oursBesideAnothersUnderTheMarker_isConfirmed() {
        issuer.answersAreLost = true;
        RedemptionAttempt attempt = shop.anAttempt();
        Ticket ticket = shop.doubt(attempt);
        Redemption ours = issuer.record.get(0);
        issuer.booking = LyingIssuer.value("49.99");
        issuer.book(attempt);

        assertThat(shop.resolve(ticket)).isEqualTo(new Confirmed(ours));
    }

    @Test
    void resolve_sameValueAndUserUnderTheMarker_isConfirmedAndReplayed() {
        issuer.answersAreLost = true;
        RedemptionAttempt attempt = shop.anAttempt();
        Ticket ticket = shop.doubt(attempt);

        Resolution resolution = shop.resolve(ticket);

        Redemption ours = issuer.record.get(0);
        assertThat(resolution).isEqualTo(new Confirmed(ours));
        assertThat(shop.redeem(attempt)).isEqualTo(new Redeemed(ours, true));
    }

    /** 50 and 50.00 are one value; scale is no difference. */
    @Test
    void resolve_sameValueWithOtherDecimals_isConfirmed() {
        issuer.answersAreLost = true;
        issuer.listing = LyingIssuer.value("50");
        Ticket ticket = shop.doubt(shop.anAttempt());

        assertThat(shop.resolve(ticket)).isInstanceOf(Confirmed.class);
    }

    @Test
    void resolve_bookedTwiceAsAsked_isADuplicate() {
        issuer.answersAreLost = true;
        RedemptionAttempt attempt = shop.anAttempt();
        Ticket ticket = shop.doubt(attempt);
        issuer.book(attempt);

        assertThat(shop.resolve(ticket)).isEqualTo(new Duplicate(issuer.record));
    }

    /**
     * The journal knows that what carries the id settled another attempt, because the first order was never reversed
     * there.
     */
    @Test
    void resolve_redemptionOfAnotherAttemptUnderTheMarker_isNotOurs() {
        RedemptionAttempt first =
                shop.redemptions.prepare(aRequest().uniqueTransaction("order-7").build());
        shop.redeem(first);
        RedemptionAttempt second =
                shop.redemptions.prepare(aRequest().uniqueTransaction("order-7").build());
        Ticket ticket = Ticket.of(
                second, Doubt.NO_ANSWER, io.redemption.model.Likelihood.POSSIBLE, 1, shop.time.now(), shop.time.now());

        Resolution resolution = shop.resolve(ticket);

        assertThat(resolution).isEqualTo(taken(ticket, "res-1"));
        assertThat(shop.known(second)).isEmpty();
    }

    @Test
    void redeem_answeredWithAnotherAttemptsRedemption_isInDoubt() {
        RedemptionAttempt first = shop.anAttempt();
        Redemption old = ((Redeemed) shop.redeem(first)).redemption();
        issuer.echo = any -> LyingIssuer.transaction(id -> null).apply(old);

        RedemptionOutcome second = shop.redeem(shop.anAttempt());

        assertThat(second)
                .asInstanceOf(type(Unknown.class))
                .satisfies(unknown -> assertThat(unknown.ticket().doubt()).isEqualTo(Doubt.ECHO_MISMATCH));
        assertThat(Shop.now(shop.journal.ownerOf(Reversal.of(old)))).contains(first.id());
    }

    @Test
    void redeem_answeredWithoutTheTransactionIdButWithItsOwnRedemption_isRedeemed() {
        issuer.echo = LyingIssuer.transaction(id -> null);

        assertThat(shop.redeem(shop.anAttempt())).isInstanceOf(Redeemed.class);
        assertThat(shop.redeem(shop.anAttempt())).isInstanceOf(Redeemed.class);
    }

    static Stream<Arguments> issuersThatRewriteUsers() {
        return Stream.of(Arguments.of("other user", "customer-99"), Arguments.of("no user", null));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("issuersThatRewriteUsers")
    void redeemAndResolve_issuerDeclaredToRewriteUsers_compareTheRest(String name, String told) {
        Shop declared = new Shop(ProgrammedPort.rewritingUserIds(Capability.KEEPS_TRANSACTION_IDS));
        LyingIssuer rewriting = new LyingIssuer(declared.time);
        rewriting.serve(declared.port);
        rewriting.booking = LyingIssuer.user(told);

        RedemptionOutcome first = declared.redeem(declared.anAttempt());
        rewriting.answersAreLost = true;
        Ticket lost = declared.doubt(declared.anAttempt());
        Resolution confirmed = declared.resolve(lost);
        rewriting.booking = LyingIssuer.value("5000.00");
        Ticket wrong = declared.doubt(declared.anAttempt());
        Resolution strict = declared.resolve(wrong);

        assertThat(first).isInstanceOf(Redeemed.class);
        assertThat(confirmed).isInstanceOf(Confirmed.class);
        assertThat(strict).as("value is always strict").isEqualTo(taken(wrong.withoutUser(), "res-3"));
    }

    @Test
    void resolve_nothingUnderTheMarker_isAbsentAsBefore() {
        shop.port.onRedeem =
                any -> java.util.concurrent.CompletableFuture.failedStage(new IllegalStateException("lost"));
        Ticket ticket = shop.doubt(shop.anAttempt());
        shop.time.advance(LONG_ENOUGH);

        assertThat(shop.resolve(ticket)).isInstanceOf(Absent.class);
    }

    private static StillUnknown taken(Ticket ticket, String... found) {
        return new StillUnknown(
                ticket,
                Obstacle.MARKER_TAKEN,
                Stream.of(found).map(RedemptionId::of).toList());
    }
}
