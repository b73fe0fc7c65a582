package io.redemption.cli;

import io.redemption.port.AttemptJournal;
import io.redemption.vauchar.VaucharConnection;
import io.redemption.vauchar.VaucharOptions;
import io.redemption.vauchar.VaucharRedemptions;
import io.redemption.vertx.CredentialsProvider;
import io.redemption.vertx.VertxRedemptionOptions;
import io.redemption.vertx.VertxRedemptionOptions.Issuer;
import io.redemption.vertx.VertxRedemptionOptionsBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The arguments that say which issuer is read, named as those of a gateway. Nothing is sent to it but reads. */
final class IssuerArguments {
    private static final Duration LONGEST_SKEW = Duration.ofDays(3650);

    @Option(
            names = "--upstream",
            paramLabel = "URI",
            required = true,
            description = "Read the issuer below this base URI. Nothing is redeemed or reversed there.")
    private String upstream = "";

    @Option(
            names = "--upstream-issuer",
            paramLabel = "KIND",
            converter = IssuerConverter.class,
            description = "The kind of issuer upstream: vauchar, or redemption-server for a server of this command.")
    private Issuer issuer = Issuer.VAUCHAR;

    @Option(
            names = "--merchants",
            paramLabel = "FILE",
            required = true,
            description = "The merchant's id and key upstream, one ID:KEY on each line, as for serve.")
    private Path merchants = Path.of("");

    @Option(
            names = "--send-credentials-in-plain-text",
            description = "Allow http to an upstream that is not on this machine. Anyone on the network path can read "
                    + "the credentials, and use them.",
            showDefaultValue = Visibility.NEVER)
    private boolean plainText;

    @Option(
            names = "--max-clock-skew",
            paramLabel = "SECONDS",
            description = "By how much the clocks of upstream and this machine may differ.")
    private long maxClockSkew = VertxRedemptionOptions.DEFAULT_MAX_CLOCK_SKEW.toSeconds();

    @Mixin
    private final MoneyArguments money = new MoneyArguments();

    IssuerArguments() {}

    /**
     * Connects to the issuer without sending anything.
     *
     * @param merchant whose credentials are used; {@code null} if the file has one merchant only
     * @param journal where what is found is recorded
     * @throws CommandFailure if an argument does not fit
     */
    VaucharConnection connect(@Nullable String merchant, AttemptJournal journal) {
        if (maxClockSkew < 0 || maxClockSkew > LONGEST_SKEW.toSeconds()) {
            throw new CommandFailure(
                    "--max-clock-skew: " + maxClockSkew + " (expected: 0 to " + LONGEST_SKEW.toSeconds() + " seconds)");
        }
        MerchantPair pair = pair(merchant);
        try {
            return VaucharRedemptions.connectWithCatalogue(
                    VaucharOptions.builder(upstream, CredentialsProvider.of(pair.id(), pair.key()))
                            .transport(this::transport)
                            .journal(journal)
                            .resolveInBackground(false)
                            .build());
        } catch (IllegalArgumentException e) {
            throw new CommandFailure("--upstream: " + e.getMessage());
        }
    }

    private MerchantPair pair(@Nullable String merchant) {
        List<MerchantPair> pairs = MerchantsFile.read(merchants);
        if (merchant == null && pairs.size() > 1) {
            throw new CommandFailure(
                    "--merchants: " + pairs.size() + " merchants (expected: one, or --merchant, which says whose)");
        }
        return pairs.stream()
                .filter(pair -> merchant == null || pair.id().equals(merchant))
                .findFirst()
                .orElseThrow(() -> new CommandFailure("--merchant: not in the file of --merchants"));
    }

    private void transport(VertxRedemptionOptionsBuilder http) {
        money.applyTo(http);
        http.issuer(issuer).maxClockSkew(Duration.ofSeconds(maxClockSkew));
        if (plainText) {
            http.sendCredentialsInPlainText();
        }
    }
}
