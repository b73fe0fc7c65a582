package io.redemption.cli;

import io.redemption.Redemptions;
import io.redemption.model.ProbeResult;
import io.redemption.model.ProbeResult.Fact;
import io.redemption.model.RedemptionException;
import io.redemption.vauchar.VaucharOptions;
import io.redemption.vauchar.VaucharOptionsBuilder;
import io.redemption.vauchar.VaucharRedemptions;
import io.redemption.vertx.CredentialsProvider;
import io.redemption.vertx.VertxRedemptionOptionsBuilder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Asks an issuer whether it is there and accepts each merchant's credentials. */
@Command(
        name = "probe",
        description = {
            "Asks an issuer whether it is there, accepts the credentials of each merchant and answers as the API. "
                    + "Reads only, with one request for each merchant, and changes nothing.",
            "Exit code 0: good for every merchant. 1: not good for one of them. 2: the command cannot be carried out."
        },
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class,
        showDefaultValues = true)
final class ProbeCommand implements Callable<Integer> {
    @Option(
            names = "--upstream",
            paramLabel = "URI",
            required = true,
            description = "Probe the API below this base URI.",
            showDefaultValue = Visibility.NEVER)
    private String upstream = "";

    @Option(
            names = "--merchants",
            paramLabel = "FILE",
            required = true,
            description = "Probe with the merchants in this file, one ID:KEY on each line.",
            showDefaultValue = Visibility.NEVER)
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private Path merchants;

    @Option(
            names = "--send-credentials-in-plain-text",
            description = "Allow http to an upstream that is not on this machine. Anyone on the network path can read "
                    + "the credentials, and use them.",
            showDefaultValue = Visibility.NEVER)
    private boolean plainText;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    ProbeCommand() {}

    @Override
    public Integer call() {
        boolean allGood = true;
        for (MerchantPair pair : MerchantsFile.read(merchants)) {
            try (Redemptions redemptions = connected(pair)) {
                allGood &= probe(pair, redemptions);
            }
        }
        return allGood ? 0 : 1;
    }

    private Redemptions connected(MerchantPair pair) {
        try {
            VaucharOptionsBuilder options = VaucharOptions.builder(
                            upstream, CredentialsProvider.of(pair.id(), pair.key()))
                    .transport(this::transport);
            return VaucharRedemptions.connect(options.build());
        } catch (IllegalArgumentException e) {
            throw new CommandFailure("--upstream: " + e.getMessage());
        }
    }

    private void transport(VertxRedemptionOptionsBuilder http) {
        if (plainText) {
            http.sendCredentialsInPlainText();
        }
    }

    private boolean probe(MerchantPair pair, Redemptions redemptions) {
        PrintWriter out = spec.commandLine().getOut();
        try {
            ProbeResult result = Await.end(redemptions.probe());
            out.println(pair.id() + ": " + (result.isGood() ? "good" : "not good"));
            out.println("  reachable: " + word(result.reachable()));
            out.println("  credentials accepted: " + word(result.credentialsAccepted()));
            out.println("  answers as API: " + word(result.answersAsApi()));
            out.println("  gateway: " + word(result.gateway()));
            result.failure().ifPresent(failure -> out.println("  " + failure.getMessage()));
            return result.isGood();
        } catch (CompletionException e) {
            out.println(pair.id() + ": not good");
            out.println("  "
                    + (e.getCause() instanceof RedemptionException failure
                            ? failure.getMessage()
                            : "unexpected failure"));
            return false;
        } finally {
            out.flush();
        }
    }

    private static String word(Fact fact) {
        return fact.name().toLowerCase(Locale.ROOT);
    }
}
