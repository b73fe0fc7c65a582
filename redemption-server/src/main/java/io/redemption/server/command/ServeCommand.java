package io.redemption.server.command;

import io.redemption.Redeemable;
import io.redemption.RedeemableKind;
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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves a catalogue from memory until the process is told to end. */
@Command(
        name = "serve",
        description = {
            "Serves the redemption API from memory: a sandbox that forgets everything when it ends.",
            "Arguments can come from a file: @FILE."
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
            description =
                    "Let this merchant in, with a catalogue of her own. May be repeated. Default: sandbox:sandbox, "
                            + "on a loopback address only.",
            showDefaultValue = Visibility.NEVER)
    private List<MerchantPair> merchants = new ArrayList<>();

    @Option(
            names = "--catalogue",
            paramLabel = "FILE",
            description =
                    "Issue what this JSON file lists: {\"coupons\": [], \"vouchers\": [], \"gift_cards\": []} with "
                            + "items as the API shows them. Default: a sample.")
    private @Nullable Path catalogue;

    @Option(
            names = "--coupon-create-status",
            paramLabel = "200|201",
            description =
                    "Answer coupon redemptions with this status: 200 as documented, 201 as the vendor's shop plugin "
                            + "expects it.")
    private int couponCreateStatus = CouponCreateStatus.OK.code();

    @Option(
            names = "--strict-vauchar",
            description = "Turn off every header and resource that the vendor's API does not have.",
            showDefaultValue = Visibility.NEVER)
    private boolean strictVauchar;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    ServeCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        List<Redeemable> terms = catalogue == null ? CatalogueFile.sample() : CatalogueFile.read(catalogue);
        RedemptionServer server = Waiting.start(options(terms), host, port);
        PrintWriter out = spec.commandLine().getOut();
        out.println("redemption: serving " + count(terms) + " on " + server.baseUri()
                + (merchants.isEmpty() ? " to merchant sandbox with key sandbox" : ""));
        out.flush();
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, out, ended), "redemption-stop"));
        ended.await();
        return 0;
    }

    private static void stop(RedemptionServer server, PrintWriter out, CountDownLatch ended) {
        out.println("redemption: stopping");
        out.flush();
        Waiting.end(server.stop());
        ended.countDown();
    }

    private RedemptionServerOptions options(List<Redeemable> terms) {
        List<MerchantPair> pairs = merchants.isEmpty() ? List.of(sandboxOnly()) : merchants;
        RedemptionServerOptions.Builder options = RedemptionServerOptions.builder(first(pairs, terms));
        pairs.subList(1, pairs.size()).forEach(pair -> options.merchant(pair.over(Issuers.of(terms))));
        if (port < 0 || port > 65_535) {
            throw invalid("--port", port, "0 to 65535");
        }
        return options.host(host)
                .port(port)
                .couponCreateStatus(status())
                .strictVauchar(strictVauchar)
                .build();
    }

    private static Merchant first(List<MerchantPair> pairs, List<Redeemable> terms) {
        if (pairs.stream().map(MerchantPair::id).distinct().count() < pairs.size()) {
            throw new CommandFailure("--merchant: the same id twice (expected: distinct ids)");
        }
        return pairs.get(0).over(Issuers.of(terms));
    }

    /** A merchant whose key everybody knows must not be reachable by everybody. */
    private MerchantPair sandboxOnly() {
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

    private static String count(List<Redeemable> terms) {
        long coupons = count(terms, RedeemableKind.COUPON);
        long vouchers = count(terms, RedeemableKind.VOUCHER);
        return coupons + " coupons, " + vouchers + " vouchers, " + count(terms, RedeemableKind.GIFT_CARD)
                + " gift cards";
    }

    private static long count(List<Redeemable> terms, RedeemableKind kind) {
        return terms.stream().filter(each -> each.id().kind() == kind).count();
    }
}
