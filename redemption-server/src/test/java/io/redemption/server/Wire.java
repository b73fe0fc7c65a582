package io.redemption.server;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionStage;

/** Passes requests on and records their methods and targets. Answers some itself, as a proxy does. */
final class Wire {
    private Wire() {}

    /** Answers the next requests with these statuses, one each, without passing them on. */
    static CompletionStage<HttpServer> between(Vertx vertx, int port, List<String> seen, Queue<Integer> statuses) {
        HttpClient client = vertx.createHttpClient();
        return vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> {
                    seen.add(request.method() + " " + request.uri());
                    Integer status = statuses.poll();
                    if (status != null) {
                        request.response().setStatusCode(status).end("{\"error\":\"by the test\"}");
                        return;
                    }
                    client.request(new RequestOptions()
                                    .setMethod(request.method())
                                    .setHost("127.0.0.1")
                                    .setPort(port)
                                    .setURI(request.uri())
                                    .setHeaders(request.headers()))
                            .compose(forwarded -> forwarded.send(body))
                            .compose(answer -> {
                                request.response().setStatusCode(answer.statusCode());
                                request.response().headers().setAll(answer.headers());
                                return answer.body();
                            })
                            .onSuccess(request.response()::end)
                            .onFailure(thrown -> close(request));
                }))
                .listen(0, "127.0.0.1")
                .toCompletionStage();
    }

    private static void close(HttpServerRequest request) {
        request.connection().close();
    }
}
