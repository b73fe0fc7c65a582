package wrong.vertx;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;

final class RequestsBelowTheWebClient {
    Future<HttpClientRequest> request(Vertx vertx) {
        HttpClientAgent client = vertx.createHttpClient();
        return client.request(new RequestOptions());
    }
}
