package io.redemption.benchmarks;

import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.jdbc.JdbcAttemptJournal;
import io.redemption.model.AttemptId;
import io.redemption.model.Coupon;
import io.redemption.model.Discount;
import io.redemption.model.RedemptionAttempt;
import io.redemption.model.TransactionId;
import io.redemption.port.AttemptJournal;
import io.redemption.server.Merchant;
import io.redemption.server.RedemptionServer;
import io.redemption.server.RedemptionServerOptions;
import io.redemption.vauchar.VaucharOptions;
import io.redemption.vauchar.VaucharRedemptions;
import io.redemption.vertx.CredentialsProvider;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** A server in a process of its own. Prints its port and ends when its standard input ends. */
enum TargetServer {
    /** One prepared answer, as bytes on a socket. */
    STUB,
    /** A constant route of Vert.x Web that reads the body of a request. */
    ROUTE,
    /** The server of ours over an issuer in memory. */
    MEMORY,
    /** The same with a coupon that has {@value #LISTED} redemptions. */
    MEMORY_LIST,
    /** The server of ours as a gateway to another server, with its journal in a file. */
    GATEWAY;

    static final String HOST = "127.0.0.1";

    /** Redemptions in the list that list drivers read. */
    static final int LISTED = 1000;

    /**
     * Runs a server.
     *
     * @param args the server, and for a gateway the upstream's base URI
     */
    public static void main(String[] args) throws IOException {
        TargetServer server = valueOf(args[0].toUpperCase(Locale.ROOT));
        int port = server.start(args.length > 1 ? args[1] : "");
        System.out.println(port);
        while (System.in.read() >= 0) {
            // Ends with the parent.
        }
        System.exit(0);
    }

    /**
     * Starts the server in this process, where it lives as long as the process.
     *
     * @param upstream the base URI behind a gateway; others ignore it
     * @return the port
     */
    int start(String upstream) {
        return switch (this) {
            case STUB -> StubServer.start(Vertx.vertx());
            case ROUTE -> route();
            case MEMORY -> serve(Merchant.of(Sample.MERCHANT, Sample.API_KEY, issuer(0)));
            case MEMORY_LIST -> serve(Merchant.of(Sample.MERCHANT, Sample.API_KEY, issuer(LISTED)));
            case GATEWAY ->
                serve(Merchant.gateway(
                        Sample.MERCHANT,
                        Sample.API_KEY,
                        VaucharRedemptions.connect(VaucharOptions.builder(
                                        upstream, CredentialsProvider.of(Sample.MERCHANT, Sample.API_KEY))
                                .journal(journal())
                                .build()),
                        Merchant.TransactionIds.AS_GIVEN));
        };
    }

    /** Returns a journal in a file that ends with this process. */
    private static AttemptJournal journal() {
        try {
            Path directory = Files.createTempDirectory("redemption-bench");
            directory.toFile().deleteOnExit();
            for (String end : List.of("", "-wal", "-shm", "-lock")) {
                directory.resolve("journal.db" + end).toFile().deleteOnExit();
            }
            return JdbcAttemptJournal.sqlite(directory.resolve("journal.db")).build();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static int serve(Merchant merchant) {
        return RedemptionServer.start(
                        RedemptionServerOptions.builder(merchant).port(0).build())
                .toCompletableFuture()
                .join()
                .port();
    }

    /** Returns an issuer with the sample's coupon, which may be used without end, and its first redemptions. */
    private static InMemoryRedemptionPort issuer(int redemptions) {
        InMemoryRedemptionPort issuer = InMemoryRedemptionPort.create();
        issuer.restore(Coupon.builder(Sample.COUPON.value(), Discount.fixed(Sample.VALUE))
                        .build())
                .toCompletableFuture()
                .join();
        for (int i = 0; i < redemptions; i++) {
            issuer.redeem(new RedemptionAttempt(
                            AttemptId.of("listed-" + i),
                            Sample.request(),
                            TransactionId.of(Sample.TRANSACTION),
                            Instant.now()))
                    .toCompletableFuture()
                    .join();
        }
        return issuer;
    }

    private static int route() {
        Vertx vertx = Vertx.vertx();
        Buffer one = Buffer.buffer(Sample.answer(Sample.FIRST_ID, Instant.now()));
        Buffer list = Buffer.buffer("{\"data\":["
                + String.join(",", Collections.nCopies(LISTED, Sample.answer(Sample.FIRST_ID, Instant.now()))) + "]}");
        Router router = Router.router(vertx);
        router.get(Sample.PATH)
                .handler(call -> call.response()
                        .putHeader("Content-Type", "application/json")
                        .end(list));
        router.post(Sample.PATH)
                .handler(BodyHandler.create(false))
                .handler(call -> call.response()
                        .setStatusCode(201)
                        .putHeader("Content-Type", "application/json")
                        .end(one));
        return vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, HOST)
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
    }
}
