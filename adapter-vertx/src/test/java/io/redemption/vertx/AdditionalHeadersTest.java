package io.redemption.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.events.RedemptionCall;
import io.redemption.events.RedemptionListener;
import io.redemption.events.RedemptionListener.Component;
import io.redemption.events.RedemptionListener.ComponentFailed;
import io.redemption.events.RequestHeaders;
import io.redemption.model.Freshness;
import io.redemption.model.Operation;
import io.redemption.model.RedemptionId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Header fields of the platform reach the issuer, and cannot change what the library says. */
class AdditionalHeadersTest extends Fixture {
    private final List<ComponentFailed> failed = Collections.synchronizedList(new ArrayList<>());
    private final RedemptionListener listener = new RedemptionListener() {
        @Override
        public void componentFailed(ComponentFailed event) {
            failed.add(event);
        }
    };
    private final RedemptionCall call = RedemptionCall.of(Operation.FIND, null);

    private Map<String, String> fields(RequestHeaders source) {
        AdditionalHeaders headers = AdditionalHeaders.of(source, listener.guarded());
        return headers == null ? Map.of() : headers.of(call, null);
    }

    private String sentWith(RequestHeaders source) {
        server.answers(404, "{}");
        use(options().requestHeaders(source).listener(listener));

        assertThat(await(port.find(COUPON, RedemptionId.of("r"), Freshness.FROM_ISSUER)))
                .isEmpty();
        return server.requests().get(0).toLowerCase(Locale.ROOT);
    }

    @Test
    void find_fieldsOfThePlatform_areSentBesideTheLibrarys() {
        String request = sentWith((which, field) -> {
            field.accept("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
            field.accept("tracestate", "acme=1");
            field.accept("X-Operation", which.operation().name());
        });

        assertThat(request)
                .contains("\r\ntraceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\n")
                .contains("\r\ntracestate: acme=1\r\n")
                .contains("\r\nx-operation: find\r\n")
                .contains("\r\nauthorization: ");
        assertThat(failed).isEmpty();
    }

    @Test
    void find_sourceThrows_isSentWithoutItsFieldsAndReported() {
        String request = sentWith((which, field) -> {
            field.accept("traceparent", "00-1-1-01");
            throw new NoClassDefFoundError("tracing");
        });

        assertThat(request).startsWith("get ").doesNotContain("traceparent");
        assertThat(failed)
                .containsExactly(new ComponentFailed(Component.REQUEST_HEADERS, NoClassDefFoundError.class.getName()));
    }

    @Test
    void find_sourceReplacesTheKey_sendsTheLibrarys() {
        String request = sentWith((which, field) -> field.accept("AUTHORIZATION", "Basic mallory"));

        assertThat(request).containsOnlyOnce("authorization: ").doesNotContain("mallory");
        assertThat(failed).extracting(ComponentFailed::component).containsExactly(Component.REQUEST_HEADERS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization",
                "host",
                "Content-Length",
                "content-type",
                "Transfer-Encoding",
                "CONNECTION",
                "Accept",
                "Cookie",
                "User-Agent",
                "Cache-Control",
                "Idempotency-Key",
                "Expect",
                "Upgrade",
                "",
                "two words",
                "a:b",
                "a\r\nHost",
                "n\u00e4me"
            })
    void field_reservedOrNoName_isRefused(String name) {
        assertThat(fields((which, field) -> field.accept(name, "x"))).isEmpty();
        assertThat(failed).hasSize(1);
    }

    static Stream<String> noValues() {
        return Stream.of("", " x", "x\t", "a\r\nHost: evil", "a\nb", "\u0000", "\u00fc", "x".repeat(4097));
    }

    @ParameterizedTest
    @MethodSource("noValues")
    void field_noValue_isRefused(String value) {
        assertThat(fields((which, field) -> field.accept("x", value))).isEmpty();
        assertThat(failed).hasSize(1);
    }

    @Test
    void field_boundaries_areAccepted() {
        Map<String, String> fields = fields((which, field) -> {
            for (int i = 0; i < AdditionalHeaders.MAX_FIELDS; i++) {
                field.accept("x-" + i, "x".repeat(AdditionalHeaders.MAX_VALUE));
            }
            field.accept("X-0", "a b\tc");
        });

        assertThat(fields).hasSize(AdditionalHeaders.MAX_FIELDS).containsValue("a b\tc");
        assertThat(failed).isEmpty();
    }

    @Test
    void field_oneTooMany_isRefused() {
        assertThat(fields((which, field) -> {
                    for (int i = 0; i <= AdditionalHeaders.MAX_FIELDS; i++) {
                        field.accept("x-" + i, "x");
                    }
                }))
                .isEmpty();
        assertThat(failed).hasSize(1);
    }

    @Test
    void options_areKept() {
        RequestHeaders source = (which, field) -> {};
        VertxRedemptionOptions options = options().requestHeaders(source).build();

        assertThat(options.toBuilder().build())
                .isEqualTo(options)
                .isNotEqualTo(options().build());
        assertThat(options.requestHeaders()).isSameAs(source);
        assertThat(AdditionalHeaders.of(null, listener)).isNull();
    }
}
