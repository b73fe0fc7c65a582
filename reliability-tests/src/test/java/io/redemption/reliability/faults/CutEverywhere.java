package io.redemption.reliability.faults;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A proxy's plan: of ten creates, in the mean, six pass, three are cut at the next byte of their request or answer, and
 * one meets another fault. Every byte offset of request and answer, for each kind of redeemable, comes in turn. Reads
 * pass: the client asks about its doubts in the background, at whatever time, and a list has no length to take in turn.
 * Asked on the proxy's event loop; its counts may be read when no call is under way.
 */
final class CutEverywhere implements Function<RawMessage, Fault> {
    private static final Duration LATE = Duration.ofMillis(30);
    private static final List<Fault> OTHERS = List.of(
            Fault.latency(LATE),
            Fault.bandwidth(100, Duration.ofMillis(5)),
            Fault.slicer(50),
            Fault.slowClose(LATE),
            Fault.blackHole(),
            Fault.answerSwallowed(),
            Fault.halfOpen(),
            Fault.dropAfterCommit(),
            Fault.garbage(Buffer.buffer("SSH-2.0-nope\r\n\r\n")),
            Fault.garbage(Buffer.buffer(AnswerTexts.of(200, "{\"id\":1}"))),
            Fault.duplicateAnswer(),
            Fault.interimFlood(5),
            Fault.interimFlood(50),
            Fault.redirect("http://127.0.0.1:9/"));

    private final Random random;
    private final Map<String, Sweep> requests = new HashMap<>();
    private final Map<String, Sweep> answers = new HashMap<>();

    CutEverywhere(long seed) {
        this.random = new Random(seed);
    }

    @Override
    public Fault apply(RawMessage request) {
        if (!request.method().equals("POST")) {
            return Fault.none();
        }
        int dice = random.nextInt(40);
        if (dice < 24) {
            return Fault.none();
        }
        if (dice < 28) {
            return OTHERS.get(random.nextInt(OTHERS.size()));
        }
        String kind = request.target().substring(1, request.target().indexOf('/', 1));
        boolean reset = random.nextInt(4) == 0;
        if (dice < 34) {
            int offset = requests.computeIfAbsent(kind, unseen -> new Sweep())
                    .next(request.bytes().length());
            return offset == request.bytes().length()
                    ? Fault.dropAfterCommit()
                    : reset ? Fault.requestReset(offset) : Fault.requestCut(offset);
        }
        return atNextByteOfAnswer(answers.computeIfAbsent(kind, unseen -> new Sweep()), reset);
    }

    /** Where the answer is cut is decided when it is there, because only then its length is known. */
    private static Fault atNextByteOfAnswer(Sweep sweep, boolean reset) {
        Fault whole = reset ? Fault.answerReset(0) : Fault.answerCut(0);
        return new Fault(
                whole.name(),
                whole.requestBytes(),
                answer -> answer.getBuffer(0, sweep.next(answer.length())),
                whole.pace(),
                whole.ending(),
                whole.endingDelay());
    }

    /** How often the byte offset was cut at that was cut at least often, of three kinds' requests and answers. */
    int leastTimesOfAnyOffset() {
        List<Sweep> all = sweeps();
        return all.size() < 6
                ? 0
                : all.stream().mapToInt(Sweep::leastTimes).min().orElse(0);
    }

    /** How many different offsets were cut at. */
    int offsets() {
        return sweeps().stream().mapToInt(Sweep::offsets).sum();
    }

    private List<Sweep> sweeps() {
        return Stream.concat(requests.values().stream(), answers.values().stream())
                .toList();
    }
}
