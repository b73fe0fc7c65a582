package io.redemption.cli;

import io.redemption.server.Merchant;
import io.redemption.server.RedemptionServer;
import io.redemption.server.RedemptionServerOptions;
import io.vertx.core.Vertx;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Runs the documented examples of all three kinds over HTTP on this machine, one with a lost answer, and one with a
 * client that is killed.
 */
@Command(
        name = "demo",
        description = {
            "Runs the documented examples of all three kinds with a client and a server of this library, "
                    + "over HTTP on a free port of this machine; then loses an answer, and kills a client.",
            "Exit code 0 if every step has the expected result, 1 otherwise."
        },
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class)
final class DemoCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    DemoCommand() {}

    @Override
    public Integer call() {
        MerchantPair pair = MerchantPair.SANDBOX;
        Merchant merchant = pair.over(Issuers.of(CatalogueFile.sample()));
        RedemptionServerOptions options =
                RedemptionServerOptions.builder(merchant).port(0).build();
        RedemptionServer server = Await.start(options, RedemptionServerOptions.DEFAULT_HOST, 0);
        Vertx vertx = Vertx.vertx();
        try {
            LossyLink link = Await.end(LossyLink.to(vertx, server.port()).toCompletionStage());
            LossyLink linkOfOther = Await.end(LossyLink.to(vertx, server.port()).toCompletionStage());
            DemoTable table = new DemoTable(spec.commandLine().getOut());
            table.begin("A server at " + server.baseUri() + ", and a client that calls it over HTTP.");
            try (Demo demo = Demo.over(vertx, link, pair, table)) {
                demo.run();
                demo.killedClient(vertx, linkOfOther);
            }
            return table.end() ? 0 : 1;
        } finally {
            Await.end(vertx.close().toCompletionStage());
            Await.end(server.stop());
        }
    }
}
