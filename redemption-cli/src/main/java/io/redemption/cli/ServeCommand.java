package io.redemption.cli;

import io.redemption.model.Redeemable;
import io.redemption.server.CouponCreateStatus;
import io.redemption.server.Merchant;
import io.redemption.server.RedemptionServer;
import io.redemption.server.RedemptionServerOptions;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves a catalogue from memory, or a remote issuer, until the process is stopped. */
@Command(
        name = "serve",
        description = {
            "Serves the redemption API, either as a sandbox in memory that is lost when it ends, or as a gateway to "
                    + "another server of the API.",
            "Arguments can be read from a file: @FILE.",
            "A sandbox keeps idempotency keys in memory: a restart forgets them. Of issuing requests, each merchant's "
                    + "newest answers are kept, up to 64 MiB; a key that is dropped issues again. A gateway prints "
                    + "at its start what it guarantees about keys."
        },
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class,
        showDefaultValues = true)
final class ServeCommand implements Callable<Integer> {
    @Option(names = "--host", paramLabel = "HOST", description = "Listen on this name or address of this machine.")
    private String host = RedemptionServerOptions.DEFAULT_HOST;

    @Option(names = "--port", paramLabel = "PORT", description = "Listen on this port; 0 is any free one.")
    private int port = RedemptionServerOptions.DEFAULT_PORT;

    @Option(
            names = "--merchant",
            paramLabel = "ID:KEY",
            converter = MerchantPair.Converter.class,
            description = "Accept this merchant, with its own catalogue. May be repeated. Default: sandbox:sandbox, "
                    + "on a loopback address only.",
            showDefaultValue = Visibility.NEVER)
    private List<MerchantPair> merchants = new ArrayList<>();

    @Option(
            names = "--merchants",
            paramLabel = "FILE",
            description =
                    "Accept the merchants in this file, one ID:KEY on each line. Unlike arguments, keys in a file "
                            + "do not appear in process lists.")
    private @Nullable Path merchantsFile;

    @Option(
            names = "--catalogue",
            paramLabel = "FILE",
            description =
                    "Issue the redeemables in this JSON file: {\"coupons\": [], \"vouchers\": [], \"gift_cards\": []} "
                            + "with items as the API shows them. Default: a sample.")
    private @Nullable Path catalogue;

    @Option(
            names = "--coupon-create-status",
            paramLabel = "200|201",
            description =
                    "Answer coupon redemptions with this status: 200 as documented, or 201 as the vendor's shop plugin "
                            + "expects.")
    private int couponCreateStatus = CouponCreateStatus.OK.code();

    @Option(
            names = "--strict-vauchar",
            description = "Turn off every header and resource that the vendor's API does not have.",
            showDefaultValue = Visibility.NEVER)
    private boolean strictVauchar;

    @Mixin
    private final MoneyArguments money = new MoneyArguments();

    @Mixin
    private final GatewayArguments gateway = new GatewayArguments();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    ServeCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        ServedMerchants served = gateway.isGateway() ? gateway.served(upstreamPairs(), money) : sandbox();
        RedemptionServer server = start(served);
        PrintWriter out = spec.commandLine().getOut();
        out.println("redemption: serving " + served.description() + " on " + server.baseUri()
                + (isSandboxOnly() ? " to merchant sandbox with key sandbox" : ""));
        out.println(served.firstStep().apply(server.baseUri()));
        if (strictVauchar) {
            out.println("redemption: strict: idempotency keys are ignored, so a repeated request "
                    + (gateway.isGateway() ? "goes upstream as a new one" : "is a new one"));
        } else {
            out.println(gateway.isGateway() ? gateway.keyNotice() : sandboxKeyNotice());
        }
        out.flush();
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, served, out, ended), "redemption-stop"));
        ended.await();
        return 0;
    }

    /** Returns what a sandbox guarantees about idempotency keys. */
    private static String sandboxKeyNotice() {
        return "redemption: idempotency keys are kept in memory: a restart forgets them; of issuing requests, each "
                + "merchant's newest are kept, up to " + (Merchant.MAX_ISSUED_ANSWER_BYTES >> 20) + " MiB of answers";
    }

    private RedemptionServer start(ServedMerchants served) {
        try {
            return Await.start(options(served.merchants()), host, port);
        } catch (CommandFailure e) {
            served.close();
            throw e;
        }
    }

    private static void stop(RedemptionServer server, ServedMerchants served, PrintWriter out, CountDownLatch ended) {
        out.println("redemption: stopping");
        out.flush();
        Await.end(server.stop());
        served.close();
        ended.countDown();
    }

    private RedemptionServerOptions options(List<Merchant> served) {
        if (port < 0 || port > 65_535) {
            throw invalid("--port", port, "0 to 65535");
        }
        RedemptionServerOptions.Builder options = RedemptionServerOptions.builder(served.get(0));
        served.subList(1, served.size()).forEach(options::merchant);
        return options.host(host)
                .port(port)
                .couponCreateStatus(status())
                .strictVauchar(strictVauchar)
                .build();
    }

    private ServedMerchants sandbox() {
        gateway.requireNoJournal();
        List<Redeemable> terms = catalogue == null ? CatalogueFile.sample() : CatalogueFile.read(catalogue);
        List<MerchantPair> pairs = pairs();
        List<Merchant> served = pairs.stream()
                .map(pair -> pair.over(Issuers.issued(terms, money.issuer())))
                .toList();
        MerchantPair first = pairs.get(0);
        return new ServedMerchants(
                served,
                Counts.of(terms),
                catalogue == null
                        ? base -> FirstSteps.ofSample(base, first, terms)
                        : base -> FirstSteps.ofOthers(base, first),
                List.of());
    }

    private List<MerchantPair> upstreamPairs() {
        if (!merchants.isEmpty() || merchantsFile == null) {
            throw new CommandFailure("--upstream needs --merchants FILE, with the ids and keys that upstream accepts");
        }
        if (catalogue != null) {
            throw new CommandFailure("--catalogue: not with --upstream, where nothing can be issued");
        }
        return pairs();
    }

    private boolean isSandboxOnly() {
        return merchants.isEmpty() && merchantsFile == null;
    }

    private List<MerchantPair> pairs() {
        if (isSandboxOnly()) {
            return List.of(sandboxPair());
        }
        List<MerchantPair> pairs = new ArrayList<>(merchants);
        if (merchantsFile != null) {
            pairs.addAll(MerchantsFile.read(merchantsFile));
        }
        if (pairs.stream().map(MerchantPair::id).distinct().count() < pairs.size()) {
            throw new CommandFailure("--merchant: the same id twice (expected: distinct ids)");
        }
        return pairs;
    }

    /** Returns the sandbox merchant. Its key is public, so it is only for a loopback address. */
    private MerchantPair sandboxPair() {
        try {
            if (InetAddress.getByName(host).isLoopbackAddress()) {
                return MerchantPair.SANDBOX;
            }
        } catch (UnknownHostException e) {
            throw new CommandFailure("--host: no such host");
        }
        throw new CommandFailure("--host is not a loopback address, so --merchant is needed");
    }

    private CouponCreateStatus status() {
        for (CouponCreateStatus status : CouponCreateStatus.values()) {
            if (status.code() == couponCreateStatus) {
                return status;
            }
        }
        throw invalid("--coupon-create-status", couponCreateStatus, "200 or 201");
    }

    private static CommandFailure invalid(String option, int value, String expected) {
        return new CommandFailure(option + ": " + value + " (expected: " + expected + ")");
    }
}
