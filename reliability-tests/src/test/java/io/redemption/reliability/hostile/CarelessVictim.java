package io.redemption.reliability.hostile;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The negative control of {@link Victim}: reads an answer to its end before it looks at it, as most clients do. */
final class CarelessVictim {
    private CarelessVictim() {}

    /**
     * Ends by itself only if the bomb does no harm.
     *
     * @param arguments the base URI
     */
    public static void main(String[] arguments) throws Exception {
        HttpRequest post = HttpRequest.newBuilder(URI.create(arguments[0] + "/" + HttpBomb.ENDLESS_BODY.name(0)))
                .timeout(Duration.ofSeconds(20))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        HttpClient.newHttpClient().send(post, HttpResponse.BodyHandlers.ofByteArray());
    }
}
