package io.redemption.cli;

import io.redemption.rules.RuleSet;
import io.redemption.server.Merchant;
import io.redemption.server.Merchant.TransactionIds;
import io.redemption.vauchar.VaucharConnection;
import io.redemption.vauchar.VaucharOptions;
import io.redemption.vauchar.VaucharOptionsBuilder;
import io.redemption.vauchar.VaucharRedemptions;
import io.redemption.vertx.CredentialsProvider;
import io.redemption.vertx.VertxRedemptionOptions;
import io.redemption.vertx.VertxRedemptionOptions.Issuer;
import io.redemption.vertx.VertxRedemptionOptionsBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;

/** What is typed to serve from an issuer elsewhere. */
final class GatewayArguments {
    /**
     * As late as clients expect an issuer's lists to be at most: who looks for a lost redemption through a gateway of
     * several must not be shown an older list.
     */
    private static final Duration TIME_TO_LIVE = Duration.ofSeconds(5);

    private static final Duration LONGEST_SKEW = Duration.ofDays(3650);

    @Option(
            names = "--upstream",
            paramLabel = "URI",
            description =
                    "Be a gateway: serve from the API below this base URI, with deadline, retries, circuit breakers and a "
                            + "cache. Each merchant's id and key are also those that upstream wants to see, so they come "
                            + "from --merchants. Nothing can be issued.")
    private @Nullable String upstream;

    @Option(
            names = "--upstream-issuer",
            paramLabel = "KIND",
            converter = IssuerConverter.class,
            description =
                    "Who is upstream: vauchar, or redemption-server, which this command is: it honours idempotency keys "
                            + "and explains refusals.")
    private Issuer issuer = Issuer.VAUCHAR;

    @Option(
            names = "--unique-transactions",
            description =
                    "Clients of the gateway use each transaction id for one redemption only, so that one whose answer "
                            + "got lost is found by it. Ids are sent as given in any case. Idempotency keys live in this "
                            + "process; with this option upstream is asked before a key that it does not know is sent, so "
                            + "that one which an earlier process sent is found.",
            showDefaultValue = Visibility.NEVER)
    private boolean uniqueTransactions;

    @Option(
            names = "--send-credentials-in-plain-text",
            description =
                    "Reach an upstream by http that is not on this machine. Whoever is on the way can read credentials and "
                            + "codes, and spend with them.",
            showDefaultValue = Visibility.NEVER)
    private boolean plainText;

    @Option(
            names = "--max-clock-skew",
            paramLabel = "SECONDS",
            description =
                    "By how much the clocks of upstream and this machine may differ: an answer whose time lies further "
                            + "away is not believed to be the one to the request.")
    private long maxClockSkew = VertxRedemptionOptions.DEFAULT_MAX_CLOCK_SKEW.toSeconds();

    GatewayArguments() {}

    boolean isGateway() {
        return upstream != null;
    }

    /** What this gateway does not promise about idempotency keys. */
    String notice() {
        String keys = "redemption: idempotency keys live in this process and are not called honoured: ";
        if (issuer == Issuer.REDEMPTION_SERVER) {
            return "redemption: idempotency keys are passed on to upstream, which honours them";
        }
        return uniqueTransactions
                ? keys
                        + "after a restart, a key is found by its transaction id unless its request is still on its way, and two "
                        + "gateways must not serve one key at the same time"
                : keys
                        + "after a restart, or by another gateway, a key is sent again (expected: --unique-transactions, if "
                        + "clients use each transaction id once)";
    }

    /**
     * Connects; nothing is sent yet.
     *
     * @throws CommandFailure if the upstream's base URI is not one
     */
    ServedMerchants offer(List<MerchantPair> pairs, MoneyArguments money) {
        List<Merchant> merchants = new ArrayList<>();
        List<Runnable> opened = new ArrayList<>();
        for (MerchantPair pair : pairs) {
            VaucharConnection connection = VaucharRedemptions.connectWithCatalogue(options(pair, money));
            opened.add(connection::close);
            merchants.add(Merchant.gateway(
                    pair.id(),
                    pair.key(),
                    connection.redemptions(),
                    uniqueTransactions ? TransactionIds.UNIQUE : TransactionIds.AS_GIVEN,
                    connection.catalogue()));
        }
        return new ServedMerchants(
                merchants,
                "from upstream for " + Counts.of(merchants.size(), "merchant"),
                base -> FirstSteps.ofOthers(base, pairs.get(0)),
                opened);
    }

    private void transport(VertxRedemptionOptionsBuilder http, MoneyArguments money) {
        money.tell(http);
        http.issuer(issuer).maxClockSkew(Duration.ofSeconds(maxClockSkew));
        if (plainText) {
            http.sendCredentialsInPlainText();
        }
    }

    private VaucharOptions options(MerchantPair pair, MoneyArguments money) {
        if (maxClockSkew < 0 || maxClockSkew > LONGEST_SKEW.toSeconds()) {
            throw new CommandFailure(
                    "--max-clock-skew: " + maxClockSkew + " (expected: 0 to " + LONGEST_SKEW.toSeconds() + " seconds)");
        }
        try {
            VaucharOptionsBuilder options = VaucharOptions.builder(
                            String.valueOf(upstream), CredentialsProvider.of(pair.id(), pair.key()))
                    .transport(http -> transport(http, money))
                    .cached(TIME_TO_LIVE)
                    // An issuer that explains its refusals tells every reason if it judges alone.
                    .requestRules(rules -> issuer == Issuer.VAUCHAR ? rules : RuleSet.empty());
            if (uniqueTransactions) {
                // The journal ends with this process; clients repeat their keys after a restart too.
                options.lookFirst();
            }
            return options.build();
        } catch (IllegalArgumentException e) {
            throw new CommandFailure("--upstream: " + e.getMessage());
        }
    }
}
