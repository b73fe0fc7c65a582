package io.redemption.cli;

import io.redemption.jdbc.JdbcAttemptJournal;
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

/** The arguments of a gateway. */
final class GatewayArguments {
    /**
     * The largest delay that clients expect of an issuer's lists. A client that searches for a lost redemption through
     * one of several gateways must not get an older list.
     */
    private static final Duration TIME_TO_LIVE = Duration.ofSeconds(5);

    private static final int MAX_HOURS = 8_760;

    private static final Duration LONGEST_SKEW = Duration.ofDays(3650);

    @Option(
            names = "--upstream",
            paramLabel = "URI",
            description =
                    "Serve as a gateway to the API below this base URI, with deadline, retries, circuit breakers and a "
                            + "cache. Merchants use the same id and key here and upstream, so --merchants is required. "
                            + "Nothing can be issued.")
    private @Nullable String upstream;

    @Option(
            names = "--upstream-issuer",
            paramLabel = "KIND",
            converter = IssuerConverter.class,
            description =
                    "The kind of issuer upstream: vauchar, or redemption-server for a server of this command, which "
                            + "honours idempotency keys and explains refusals.")
    private Issuer issuer = Issuer.VAUCHAR;

    @Option(
            names = "--unique-transactions",
            description =
                    "Declare that clients use each transaction id for one redemption only, so that a redemption whose "
                            + "answer was lost is found by it. Ids are always sent as given. This process keeps "
                            + "idempotency keys in memory; with this option it searches upstream before it sends a key "
                            + "that it does not know, because an earlier process may have sent it.",
            showDefaultValue = Visibility.NEVER)
    private boolean uniqueTransactions;

    @Option(
            names = "--journal",
            paramLabel = "PLACE",
            description =
                    "Keep attempts and idempotency keys here, so that a restart knows them: a file on a local disk, a "
                            + "folder with a file for each merchant, or the URL of a PostgreSQL database, "
                            + "jdbc:postgresql:…, which several gateways may share. With --unique-transactions, doubts "
                            + "that an ended process left are settled in the background.")
    private @Nullable String journal;

    @Option(
            names = "--single-node",
            description =
                    "Declare that this is the only process that redeems for these merchants, so that keys in a journal "
                            + "file are honoured.",
            showDefaultValue = Visibility.NEVER)
    private boolean singleNode;

    @Option(
            names = "--send-credentials-in-plain-text",
            description =
                    "Allow http to an upstream that is not on this machine. Anyone on the network path can read the "
                            + "credentials and codes, and use them.",
            showDefaultValue = Visibility.NEVER)
    private boolean plainText;

    @Option(
            names = "--max-clock-skew",
            paramLabel = "SECONDS",
            description =
                    "By how much the clocks of upstream and this machine may differ. An answer whose time differs more "
                            + "is not accepted as the answer to the request.")
    private long maxClockSkew = VertxRedemptionOptions.DEFAULT_MAX_CLOCK_SKEW.toSeconds();

    @Option(
            names = "--keep-settled",
            paramLabel = "HOURS",
            description =
                    "Keep attempts and idempotency keys in the journal for so long after they are settled, 1 to 8760. "
                            + "A key that is repeated later is sent again; reconcile knows no more than that.")
    private int keepSettled = (int) JdbcAttemptJournal.DEFAULT_KEEP_SETTLED.toHours();

    GatewayArguments() {}

    boolean isGateway() {
        return upstream != null;
    }

    /** Refuses what only a gateway can do, instead of silently not doing it. */
    void requireNoJournal() {
        if (journal != null || singleNode) {
            throw new CommandFailure((journal != null ? "--journal" : "--single-node")
                    + ": only with --upstream; a sandbox keeps everything in memory");
        }
    }

    private boolean honoursKeys() {
        return journal != null && (singleNode || new JournalPlace(journal).isShared());
    }

    /** Returns what this gateway guarantees about idempotency keys. */
    String keyNotice() {
        if (issuer == Issuer.REDEMPTION_SERVER) {
            return "redemption: idempotency keys are passed on to upstream, which honours them";
        }
        if (journal != null) {
            String kept = "redemption: idempotency keys are kept in the journal, for " + keepSettled
                    + " hours after they are settled, and ";
            return honoursKeys()
                    ? kept + "honoured, also after a restart"
                    : kept + "not reported as honoured, because another process may redeem for the same merchants "
                            + "(expected: --single-node, if none does)";
        }
        String keys = "redemption: idempotency keys are kept in memory and not reported as honoured: ";
        return uniqueTransactions
                ? keys
                        + "after a restart, a key is found by its transaction id unless its request is still "
                        + "in progress, and two gateways must not serve one key at the same time"
                : keys
                        + "after a restart, or by another gateway, a key is sent again (expected: "
                        + "--unique-transactions, if clients use each transaction id once)";
    }

    /**
     * Connects without sending anything.
     *
     * @throws CommandFailure if the upstream's base URI is not one
     */
    ServedMerchants served(List<MerchantPair> pairs, MoneyArguments money) {
        if (singleNode && journal == null) {
            throw new CommandFailure("--single-node: has no effect without --journal");
        }
        if (keepSettled < 1 || keepSettled > MAX_HOURS) {
            throw new CommandFailure("--keep-settled: " + keepSettled + " (expected: 1 to " + MAX_HOURS + " hours)");
        }
        List<Merchant> merchants = new ArrayList<>();
        List<Runnable> opened = new ArrayList<>();
        try {
            serve(pairs, money, merchants, opened);
        } catch (CommandFailure e) {
            opened.forEach(Runnable::run);
            throw e;
        }
        return new ServedMerchants(
                merchants,
                "from upstream for " + Counts.of(merchants.size(), "merchant"),
                base -> FirstSteps.ofOthers(base, pairs.get(0)),
                opened);
    }

    private void serve(
            List<MerchantPair> pairs, MoneyArguments money, List<Merchant> merchants, List<Runnable> opened) {
        for (MerchantPair pair : pairs) {
            VaucharOptionsBuilder options = options(pair, money);
            JdbcAttemptJournal kept = journal == null
                    ? null
                    : new JournalPlace(journal).open(pair, pairs.size() == 1, Duration.ofHours(keepSettled));
            if (kept != null) {
                opened.add(() -> Await.end(kept.closeAsync()));
                options.journal(kept);
            }
            VaucharConnection connection = connected(options);
            opened.add(0, connection::close); // before its journal
            merchants.add(Merchant.gateway(
                    pair.id(),
                    pair.key(),
                    connection.redemptions(),
                    uniqueTransactions ? TransactionIds.UNIQUE : TransactionIds.AS_GIVEN,
                    connection.catalogue()));
        }
    }

    private static VaucharConnection connected(VaucharOptionsBuilder options) {
        try {
            return VaucharRedemptions.connectWithCatalogue(options.build());
        } catch (IllegalArgumentException e) {
            throw new CommandFailure("--upstream: " + e.getMessage());
        }
    }

    private void transport(VertxRedemptionOptionsBuilder http, MoneyArguments money) {
        money.applyTo(http);
        http.issuer(issuer).maxClockSkew(Duration.ofSeconds(maxClockSkew));
        if (plainText) {
            http.sendCredentialsInPlainText();
        }
    }

    private VaucharOptionsBuilder options(MerchantPair pair, MoneyArguments money) {
        if (maxClockSkew < 0 || maxClockSkew > LONGEST_SKEW.toSeconds()) {
            throw new CommandFailure(
                    "--max-clock-skew: " + maxClockSkew + " (expected: 0 to " + LONGEST_SKEW.toSeconds() + " seconds)");
        }
        try {
            VaucharOptionsBuilder options = VaucharOptions.builder(
                            String.valueOf(upstream), CredentialsProvider.of(pair.id(), pair.key()))
                    .transport(http -> transport(http, money))
                    .cached(TIME_TO_LIVE)
                    // An issuer that explains its refusals gives every reason if it evaluates the rules alone.
                    .requestRules(rules -> issuer == Issuer.VAUCHAR ? rules : RuleSet.empty());
            if (uniqueTransactions && !honoursKeys()) {
                // The journal may not know a key that clients repeat after a restart, or to another node.
                options.lookFirst();
            }
            if (singleNode) {
                options.singleNode();
            }
            return options;
        } catch (IllegalArgumentException e) {
            throw new CommandFailure("--upstream: " + e.getMessage());
        }
    }
}
