package wrong.vertx;

import io.vertx.core.http.HttpClientOptions;

final class TrustsAll {
    HttpClientOptions options() {
        return new HttpClientOptions().setTrustAll(true);
    }
}
