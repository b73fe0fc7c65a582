package io.redemption.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Drives servers of ours and constant ones with the same client, in rounds that take turns. */
final class ServerBench {
    private final Scale scale;
    private final Progress progress;

    ServerBench(Scale scale, Progress progress) {
        this.scale = scale;
        this.progress = progress;
    }

    List<Row> run() throws IOException {
        try (Child route = server(TargetServer.ROUTE);
                Child memory = server(TargetServer.MEMORY);
                Child list = server(TargetServer.MEMORY_LIST)) {
            String routeBase = base(route);
            String memoryBase = base(memory);
            String listBase = base(list);
            try (Child gateway = server(TargetServer.GATEWAY, memoryBase);
                    Child listGateway = server(TargetServer.GATEWAY, listBase)) {
                String gatewayBase = base(gateway);
                int calls = scale.calls() / 4;
                List<Row> rows = new ArrayList<>();
                rows.add(compare(
                        "server, POST in memory / constant route",
                        Contender.WEB_CLIENT,
                        memoryBase,
                        routeBase,
                        calls,
                        0.7));
                rows.add(compare(
                        "server, GET of " + TargetServer.LISTED + " / constant of as many",
                        Contender.WEB_CLIENT_LIST,
                        listBase,
                        routeBase,
                        calls / 10,
                        0.6));
                rows.add(compare("gateway / direct: POST", Contender.WEB_CLIENT, gatewayBase, memoryBase, calls, 0.45));
                rows.add(compare(
                        "gateway / direct: GET of " + TargetServer.LISTED,
                        Contender.WEB_CLIENT_LIST,
                        base(listGateway),
                        listBase,
                        calls / 10,
                        0.4));
                return rows;
            }
        }
    }

    private static Child server(TargetServer server, String... more) throws IOException {
        return Child.start(
                TargetServer.class,
                Stream.concat(Stream.of(server.name()), Arrays.stream(more)).toArray(String[]::new));
    }

    private static String base(Child server) throws IOException {
        return "http://" + TargetServer.HOST + ":" + server.numbers()[0];
    }

    private Row compare(String name, Contender driver, String ours, String theirs, int calls, double bound)
            throws IOException {
        try (Child first = Child.start(LoadWorker.class, driver.name(), ours);
                Child second = Child.start(LoadWorker.class, driver.name(), theirs)) {
            progress.say("warming up: " + name);
            first.ask("run " + Math.min(scale.warmUpCalls(), 4 * calls));
            second.ask("run " + Math.min(scale.warmUpCalls(), 4 * calls));
            List<Round> oursTaken = new ArrayList<>();
            List<Round> theirsTaken = new ArrayList<>();
            for (int i = 1; i <= scale.rounds(); i++) {
                progress.say("round " + i + " of " + scale.rounds());
                oursTaken.add(Round.of(calls, first.ask("run " + calls)));
                theirsTaken.add(Round.of(calls, second.ask("run " + calls)));
            }
            return Row.of(
                    name + ": throughput",
                    "ratio",
                    Rounds.series(oursTaken, Round::perSecond).dividedBy(Rounds.series(theirsTaken, Round::perSecond)),
                    Target.atLeast(bound));
        }
    }
}
