package io.redemption.reliability.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.RedeemableKind;
import io.redemption.reliability.Figures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Any text in any place makes exactly one well-formed request for the configured origin, or none. */
@Timeout(300)
class HostileIdTest {
    private static final String CALLS = "hostile ids: called with";
    private static final long SEED = 20261127;

    private static final List<HostileCall> CALLS_IN_TURN = List.of(HostileCall.values());
    private static final List<RedeemableKind> KINDS = List.of(RedeemableKind.values());

    private final Figures figures = Figures.ofThisRun();

    /** Each request that came, as its own bytes. */
    private final Queue<ReceivedRequest> heard = new ConcurrentLinkedQueue<>();

    private void refuse(ReceivedRequest request, HostileConnection line) throws IOException {
        heard.add(request);
        line.say(Answer.response(400, "{\"validation_status\":{\"status\":1001,\"message\":\"no\"},\"data\":{}}"));
    }

    @Test
    void calls_hostileText_makeOneWellFormedRequestOrNone() {
        int calls = figures.target(CALLS);
        HostileTexts texts = new HostileTexts(SEED);
        List<String> wrong = new ArrayList<>();
        int sent = 0;
        try (Peer peer = Peer.answering(this::refuse);
                Client client = Client.of(peer.uri())) {
            String host = "127.0.0.1:" + peer.port();
            for (int i = 0; i < calls; i++) {
                HostileCall call = CALLS_IN_TURN.get(i % CALLS_IN_TURN.size());
                RedeemableKind kind = KINDS.get(i / CALLS_IN_TURN.size() % KINDS.size());
                String text = texts.at(i / CALLS_IN_TURN.size());
                end(() -> call.make(client.shop(), kind, text));
                List<ReceivedRequest> made = new ArrayList<>();
                for (ReceivedRequest one = heard.poll(); one != null; one = heard.poll()) {
                    made.add(one);
                }
                sent += made.size();
                if (made.size() > 1 || (made.size() == 1 && !isAllowed(call, made.get(0), host))) {
                    wrong.add(call + " " + made);
                }
            }
        }
        wrong.addAll(heard.stream().map(ReceivedRequest::head).toList());

        assertThat(wrong).as("seed %s", SEED).isEmpty();
        figures.prove(CALLS, calls);
        figures.prove("hostile ids: requests made of them, each for one call", sent);
        figures.prove("hostile ids: calls that made another request, or two", wrong.size());
    }

    private static boolean isAllowed(HostileCall call, ReceivedRequest made, String host) {
        try {
            return call.allows(StrictRequest.only(made), host);
        } catch (IOException malformed) {
            return false;
        }
    }

    /** Waits for a call to end, whichever way. */
    private static void end(Supplier<CompletionStage<?>> call) {
        try {
            call.get().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
        } catch (IllegalArgumentException | CompletionException refusedOrFailed) {
            return;
        }
    }

    @Test
    void client_thatJoinsPathsWithoutEncoding_isCaught() throws IOException {
        int caught = 0;
        HostileTexts texts = new HostileTexts(SEED);
        for (int i = 0; i < 200; i++) {
            String head = "GET /coupons/" + texts.at(i) + "/redemptions HTTP/1.1\r\nHost: h\r\n\r\n";
            ReceivedRequest joined = new ReceivedRequest(
                    new String(head.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1), "");
            caught += isAllowed(HostileCall.HISTORY, joined, "h") ? 0 : 1;
        }
        ReceivedRequest honest = new ReceivedRequest("GET /coupons/cpn-1/redemptions HTTP/1.1\r\nHost: h\r\n\r\n", "");

        assertThat(isAllowed(HostileCall.HISTORY, honest, "h")).isTrue();
        figures.prove("hostile ids: path join without encoding caught", caught > 0 ? 1 : 0);
    }
}
