package io.redemption.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** Redeems over HTTP with ours and with what users would write instead, in rounds that take turns. */
final class ClientBench {
    private static final List<Contender> CONTENDERS =
            List.of(Contender.WEB_CLIENT, Contender.PORT, Contender.STACK, Contender.OKHTTP, Contender.JDK_CLIENT);

    private final Scale scale;
    private final Progress progress;

    ClientBench(Scale scale, Progress progress) {
        this.scale = scale;
        this.progress = progress;
    }

    List<Row> run() throws IOException {
        Map<Contender, Child> workers = new EnumMap<>(Contender.class);
        try (Child stub = Child.start(TargetServer.class, TargetServer.STUB.name())) {
            String base = "http://" + TargetServer.HOST + ":" + stub.numbers()[0];
            for (Contender contender : CONTENDERS) {
                workers.put(contender, Child.start(LoadWorker.class, contender.name(), base));
            }
            Map<Contender, List<Round>> rounds = Rounds.take(workers, scale, progress);
            List<Row> rows = new ArrayList<>(closedLoop(rounds));
            rows.addAll(paced(workers));
            return rows;
        } finally {
            workers.values().forEach(Child::close);
        }
    }

    private static List<Row> closedLoop(Map<Contender, List<Round>> all) {
        List<Round> bare = Rounds.of(all, Contender.WEB_CLIENT);
        List<Round> port = Rounds.of(all, Contender.PORT);
        List<Round> stack = Rounds.of(all, Contender.STACK);
        List<Round> okHttp = Rounds.of(all, Contender.OKHTTP);
        List<Round> jdk = Rounds.of(all, Contender.JDK_CLIENT);
        List<Row> rows = new ArrayList<>(List.of(
                ratio("port / Web Client + Jackson: throughput", port, bare, Round::perSecond, Target.atLeast(0.95)),
                ratio("port / Web Client + Jackson: CPU per call", port, bare, Round::processor, Target.atMost(1.1)),
                ratio(
                        "full stack / Web Client + Jackson: throughput",
                        stack,
                        bare,
                        Round::perSecond,
                        Target.atLeast(0.9)),
                ratio(
                        "full stack / Web Client + Jackson: CPU per call",
                        stack,
                        bare,
                        Round::processor,
                        Target.atMost(1.25)),
                ratio("OkHttp + Gson / full stack: CPU per call", okHttp, stack, Round::processor, Target.atLeast(1.9)),
                ratio("java.net.http + Jackson / full stack: CPU per call", jdk, stack, Round::processor, null),
                Row.of(
                        "full stack minus Web Client + Jackson: bytes per redeem",
                        "B",
                        Rounds.series(stack, Round::bytes).minus(Rounds.series(bare, Round::bytes)),
                        Target.atMost(3000))));
        all.forEach((contender, rounds) -> {
            rows.add(Row.of(
                    contender.title() + ": redeems a second", "1/s", Rounds.series(rounds, Round::perSecond), null));
            rows.add(Row.of(
                    contender.title() + ": CPU per redeem", "µs", Rounds.series(rounds, Round::processor), null));
            rows.add(Row.of(contender.title() + ": bytes per redeem", "B", Rounds.series(rounds, Round::bytes), null));
        });
        return rows;
    }

    private List<Row> paced(Map<Contender, Child> workers) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (Contender contender : CONTENDERS) {
            progress.say("steady rate of " + scale.rate() + " a second: " + contender.title());
            long[] nanos = Rounds.worker(workers, contender).ask("paced " + scale.rate() + " " + scale.pacedSeconds());
            String name = contender.title() + ": answer time at " + scale.rate() + "/s, ";
            rows.add(Row.of(name + "median", "µs", FigureSeries.of(DoubleStream.of(nanos[0] / 1e3)), null));
            rows.add(Row.of(name + "99th percentile", "µs", FigureSeries.of(DoubleStream.of(nanos[1] / 1e3)), null));
        }
        return rows;
    }

    private static Row ratio(
            String name,
            List<Round> ours,
            List<Round> theirs,
            ToDoubleFunction<Round> figure,
            @Nullable Target target) {
        return Row.of(name, "ratio", Rounds.series(ours, figure).dividedBy(Rounds.series(theirs, figure)), target);
    }
}
