package io.redemption.vertx;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.RedeemableId;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An issuer answered a maintenance page, or the 404 of a web server, and we claimed that money had been given back or
 * that a coupon did not exist. What is claimed by which answer is written in {@code docs/claims.md}, and every cell of
 * it is executed here over a socket.
 */
class ClaimsTest extends Fixture {
    private static final Path CLAIMS = Path.of("..", "docs", "claims.md");
    private static final String HTML = "<html><body>We are back soon</body></html>";
    private static final String JSON_ERROR = "{\"message\":\"not found\"}";
    private static final String NO_PATH = "{\"error\":{\"code\":\"unknown_path\",\"message\":\"no such path\"}}";

    /** What the issuer shows to a look after the answer. */
    private enum Then {
        SAME,
        GONE,
        SHOWN,
        NO_PARENT
    }

    /**
     * One answer.
     *
     * @param name what it is called in the table
     * @param status its status
     * @param body its body, or {@code null} for the API's own
     * @param type its content type
     * @param cut how many bytes of the body are not sent before the connection is closed
     * @param then what later requests of the same call get
     */
    private record Answer(String name, int status, @Nullable String body, String type, int cut, Then then) {
        static Answer api(String name, int status, Then then) {
            return new Answer(name, status, null, "application/json", 0, then);
        }

        static Answer json(String name, int status, String body, Then then) {
            return new Answer(name, status, body, "application/json", 0, then);
        }

        static Answer html(int status) {
            return new Answer(status + " HTML, to everything", status, HTML, "text/html", 0, Then.SAME);
        }

        String raw(Claim claim, RedeemableId id) {
            String told = body == null ? claim.body(id) : body;
            String raw = "HTTP/1.1 " + status + " Told\r\nContent-Type: " + type + "\r\nContent-Length: "
                    + told.length() + (status / 100 == 3 ? "\r\nLocation: /elsewhere" : "") + "\r\n\r\n" + told;
            return raw.substring(0, raw.length() - cut);
        }
    }

    private static final List<Answer> ANSWERS = List.of(
            Answer.api("200", 200, Then.GONE),
            Answer.api("200, but the redemption is still shown", 200, Then.SHOWN),
            Answer.api("200, but the redeemable is not shown", 200, Then.NO_PARENT),
            new Answer("200 as `text/html`", 200, null, "text/html", 0, Then.GONE),
            Answer.json("200 empty", 200, "", Then.GONE),
            Answer.json("200 empty, to everything", 200, "", Then.SAME),
            Answer.json("200 `{}`, to everything", 200, "{}", Then.SAME),
            Answer.json("200 `[]`", 200, "[]", Then.GONE),
            Answer.json("200 `{\"status\":\"failed\"}`", 200, "{\"status\":\"failed\"}", Then.GONE),
            new Answer("200 cut", 200, null, "application/json", 1, Then.GONE),
            Answer.html(200),
            Answer.api("201", 201, Then.GONE),
            Answer.api("202", 202, Then.GONE),
            Answer.json("202 empty", 202, "", Then.GONE),
            Answer.json("204", 204, "", Then.GONE),
            Answer.api("204 with a body", 204, Then.GONE),
            Answer.api("206", 206, Then.GONE),
            Answer.api("207", 207, Then.GONE),
            Answer.json("302 redirect", 302, "", Then.SAME),
            Answer.json("400 JSON", 400, JSON_ERROR, Then.GONE),
            Answer.html(400),
            Answer.html(401),
            Answer.html(403),
            Answer.json("404 JSON, parent there", 404, JSON_ERROR, Then.GONE),
            Answer.json("404 JSON, parent not there", 404, JSON_ERROR, Then.NO_PARENT),
            Answer.json("404 JSON, redemption still shown", 404, JSON_ERROR, Then.SHOWN),
            Answer.json("404 empty, parent there", 404, "", Then.GONE),
            Answer.json("404 empty, to everything", 404, "", Then.SAME),
            Answer.json("404 JSON `unknown_path`", 404, NO_PATH, Then.SAME),
            new Answer("404 JSON cut", 404, JSON_ERROR, "application/json", 1, Then.GONE),
            Answer.html(404),
            Answer.json("409 empty", 409, "", Then.GONE),
            Answer.json("410 empty, parent there", 410, "", Then.GONE),
            Answer.html(429),
            Answer.html(503));

    @ParameterizedTest
    @EnumSource(Claim.class)
    void claims_everyAnswerToEveryKind_areThoseOfTheTable(Claim claim) throws IOException {
        assertThat(ALL).as("the columns of the table").containsExactly(COUPON, VOUCHER, GIFT_CARD);
        List<String> rows = new ArrayList<>();
        for (Answer answer : ANSWERS) {
            StringBuilder row = new StringBuilder("| " + answer.name());
            for (RedeemableId id : ALL) {
                row.append(" | ").append(claimed(claim, id, answer));
            }
            rows.add(row.append(" |").toString());
        }
        System.out.println(claim + "\n" + String.join("\n", rows));

        assertThat(rows).isEqualTo(written(claim));
    }

    private static String claimed(Claim claim, RedeemableId id, Answer answer) {
        try (RawServer issuer = new RawServer(vertx);
                VertxRedemptionPort client = VertxRedemptionPort.create(
                        vertx, options("http://127.0.0.1:" + issuer.port()).build())) {
            issuer.script((socket, request, number) -> {
                boolean first = number == 1 || answer.then() == Then.SAME;
                say(
                        socket,
                        first ? answer.raw(claim, id) : shown(id, request, answer.then()),
                        answer.cut() > 0 && first);
            });
            return claim.of(client, id);
        }
    }

    private static void say(NetSocket socket, String raw, boolean closing) {
        Buffer bytes = Buffer.buffer(raw.getBytes(ISO_8859_1));
        if (closing) {
            socket.end(bytes);
        } else {
            socket.write(bytes);
        }
    }

    /** What a look at the list or at the redemption gets. */
    private static String shown(RedeemableId id, String request, Then then) {
        boolean list = request.startsWith("GET " + path(id) + " ");
        return switch (then) {
            case NO_PARENT -> RawServer.response(404, JSON_ERROR);
            case SHOWN -> RawServer.response(200, list ? Claim.HISTORY.body(id) : Claim.FIND.body(id));
            case GONE, SAME -> list ? RawServer.response(200, "{\"data\":[]}") : RawServer.response(404, JSON_ERROR);
        };
    }

    /** The rows of the table below an operation's heading. */
    private static List<String> written(Claim claim) throws IOException {
        String heading = "## " + claim.name().toLowerCase(Locale.ROOT);
        return Files.readAllLines(CLAIMS).stream()
                .dropWhile(line -> !line.equals(heading))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("| "))
                .skip(2)
                .toList();
    }
}
