package io.redemption.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.Doubt;
import io.redemption.model.FailureCode;
import io.redemption.model.Likelihood;
import io.redemption.model.NothingToReverse;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedemptionException;
import io.redemption.model.ReversalOutcome;
import io.redemption.model.Reversed;
import io.redemption.model.Ticket;
import io.redemption.model.Unknown;
import io.redemption.vertx.VertxRedemptionOptions.Issuer;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** The status of a DELETE that any web server may answer counts only if a look at the issuer agrees. */
class ReversalLookTest extends Fixture {
    private static final Duration MAX_WAIT = Duration.ofSeconds(10);
    private static final String OK = RawServer.response(200, "{}");
    private static final String NOT_FOUND = RawServer.response(404, "{}");

    /** Answers the DELETE, and whatever GET follows. */
    private void answers(String deleted, String looked) {
        server.script((socket, request, number) -> socket.write(request.startsWith("DELETE ") ? deleted : looked));
    }

    private static String list(String items) {
        return RawServer.response(200, "{\"data\":[" + items + "]}");
    }

    private Ticket inDoubt(RedeemableId id) {
        ReversalOutcome outcome = await(port.reverse(reversal(id)));
        assertThat(outcome).isInstanceOf(Unknown.class);
        return ((Unknown) outcome).ticket();
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void reverse_noContent_isBelievedWithoutALook(RedeemableId id) {
        answers("HTTP/1.1 204 No Content\r\n\r\n", list(redemption(id)));

        assertThat(await(port.reverse(reversal(id)))).isEqualTo(new Reversed(reversal(id)));
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void reverse_okAndGone_isReversedByOneFreshLookAtTheRightPlace(RedeemableId id) {
        answers(OK, id.equals(VOUCHER) ? list("") : NOT_FOUND);

        assertThat(await(port.reverse(reversal(id)))).isEqualTo(new Reversed(reversal(id)));

        assertThat(server.requests()).hasSize(2);
        assertThat(server.requests().get(1))
                .startsWith("GET " + path(id) + (id.equals(VOUCHER) ? " " : "/" + REDEMPTION + " "))
                .satisfies(
                        look -> assertThat(look.toLowerCase(Locale.ROOT)).contains("\r\ncache-control: no-cache\r\n"));
    }

    @Test
    void reverse_okFromAServerThatReadsOneVoucherRedemption_looksAtThatOne() {
        use(options().issuer(Issuer.REDEMPTION_SERVER));
        answers(OK, NOT_FOUND);

        assertThat(await(port.reverse(reversal(VOUCHER)))).isInstanceOf(Reversed.class);
        assertThat(server.requests().get(1)).startsWith("GET " + path(VOUCHER) + "/" + REDEMPTION + " ");
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void reverse_okButStillShown_isInDoubtAndLikely(RedeemableId id) {
        answers(OK, id.equals(VOUCHER) ? list(redemption(id)) : RawServer.response(200, redemption(id)));

        Ticket ticket = inDoubt(id);

        assertThat(ticket.doubt()).isEqualTo(Doubt.STILL_SHOWN);
        assertThat(ticket.executed()).isEqualTo(Likelihood.LIKELY);
        assertThat(ticket.redemption()).isEqualTo(REDEMPTION);
    }

    static final List<Arguments> NO_PROOFS = List.of(
            Arguments.of("cut", RawServer.response(200, "{\"count\":2,\"data\":[]}")),
            Arguments.of("an item that cannot be read", list("{\"id\":7.5}")),
            Arguments.of(
                    "another redeemable's list",
                    RawServer.response(200, "{\"href\":\"/coupons/cpn-other/redemptions\",\"data\":[]}")),
            Arguments.of("kept by a cache", RawServer.response(200, "{\"data\":[]}", "Age: 5")),
            Arguments.of("a page", RawServer.response(200, "<html>")),
            Arguments.of("an error", RawServer.response(500, "{}")),
            Arguments.of("a page that is not found", RawServer.response(404, "<html>")),
            Arguments.of("no such path", RawServer.response(404, "{\"error\":{\"code\":\"unknown_path\"}}")),
            Arguments.of("nothing", "HTTP/1.1 "));

    @ParameterizedTest(name = "{0}")
    @FieldSource("NO_PROOFS")
    void reverse_listProvesNothing_isInDoubt(String what, String looked) {
        use(options().sendTimeout(Duration.ofSeconds(1)).connectTimeout(Duration.ofSeconds(1)));
        answers(NOT_FOUND, looked);
        Ticket notFound = inDoubt(COUPON);
        answers(OK, looked);
        Ticket ok = inDoubt(VOUCHER);

        assertThat(notFound.doubt()).isEqualTo(Doubt.NOT_CONFIRMED);
        assertThat(notFound.executed()).isEqualTo(Likelihood.POSSIBLE);
        assertThat(ok.doubt()).isEqualTo(Doubt.NOT_CONFIRMED);
        assertThat(ok.executed()).isEqualTo(Likelihood.LIKELY);
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void reverse_notFoundAndAmongOthersInTheList_isStillShown(RedeemableId id) {
        answers(NOT_FOUND, list(redemption(id, "res-other", "b") + "," + redemption(id)));

        assertThat(inDoubt(id).doubt()).isEqualTo(Doubt.STILL_SHOWN);
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void reverse_notFoundAndOthersListed_isNothingToReverse(RedeemableId id) {
        answers(NOT_FOUND, list(redemption(id, "res-other", "b")));

        assertThat(await(port.reverse(reversal(id)))).isEqualTo(new NothingToReverse(reversal(id)));
        assertThat(server.requests().get(1)).startsWith("GET " + path(id) + " ");
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void reverse_unknownRedemption_isBelievedOfOurServerAlone(RedeemableId id) {
        String said = RawServer.response(404, "{\"error\":{\"code\":\"unknown_redemption\"}}");
        answers(said, NOT_FOUND);
        assertThat(inDoubt(id).doubt()).isEqualTo(Doubt.REDEEMABLE_GONE);

        use(options().issuer(Issuer.REDEMPTION_SERVER));
        assertThat(await(port.reverse(reversal(id)))).isEqualTo(new NothingToReverse(reversal(id)));
        answers(NOT_FOUND, NOT_FOUND);
        assertThat(inDoubt(id).doubt()).as("not in its words").isEqualTo(Doubt.REDEEMABLE_GONE);
    }

    @Test
    void reverse_pageOfAWebServer_failsAndNamesItsKindButNotItsContent() {
        server.answers(404, "<html>canary</html>");

        RedemptionException failure = failure(port.reverse(reversal(COUPON)));

        assertThat(failure.code()).isEqualTo(FailureCode.MISCONFIGURED);
        assertThat(failure).hasMessageContainingAll("404", "not JSON", "nothing was executed");
        assertThat(failure.getMessage()).doesNotContain("canary", "html");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void cancel_whileTheLookIsUnderWay_letsItEnd() {
        CompletableFuture<NetSocket> looking = new CompletableFuture<>();
        server.script((socket, request, number) -> {
            if (request.startsWith("DELETE ")) {
                socket.write(OK);
            } else {
                looking.complete(socket);
            }
        });
        CompletionStage<ReversalOutcome> stage = port.reverse(reversal(COUPON));
        assertThat(looking).succeedsWithin(MAX_WAIT);

        stage.toCompletableFuture().cancel(true);
        looking.join().write(NOT_FOUND);

        assertThat(await(stage)).isInstanceOf(Reversed.class);
    }

    @Test
    void cancel_beforeTheAnswerToTheDelete_looksAllTheSame() {
        CompletableFuture<NetSocket> deleting = new CompletableFuture<>();
        server.script((socket, request, number) -> {
            if (request.startsWith("DELETE ")) {
                deleting.complete(socket);
            } else {
                socket.write(NOT_FOUND);
            }
        });
        CompletionStage<ReversalOutcome> stage = port.reverse(reversal(COUPON));
        assertThat(deleting).succeedsWithin(MAX_WAIT);

        stage.toCompletableFuture().cancel(true);
        deleting.join().write(OK);

        assertThat(await(stage)).isInstanceOf(Reversed.class);
    }
}
