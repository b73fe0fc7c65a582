package io.redemption.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.RedemptionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Which credentials a request carries, and what becomes of it when there are none or the issuer does not accept them.
 */
class CredentialsTest extends Fixture {
    private static final Credentials OLD = Credentials.of("m", "one");
    private static final Credentials NEW = Credentials.of("m", "two");

    /** A port whose provider returns these one after the other, and throws when there are no more. */
    private void useInTurn(Credentials... credentials) {
        List<Credentials> next = new ArrayList<>(List.of(credentials));
        use(VertxRedemptionOptions.builder("http://127.0.0.1:" + server.port(), () -> next.remove(0)));
    }

    @Test
    @SuppressWarnings("NullAway") // A provider that breaks its contract is what this is about.
    void credentials_providerThrowsOrAnswersNull_isNotAuthorisedAndNothingIsSent() {
        CredentialsProvider throwing = () -> {
            throw new IllegalStateException("canary-in-the-provider");
        };
        use(VertxRedemptionOptions.builder("http://127.0.0.1:" + server.port(), throwing));
        RedemptionException thrown = failure(port.redeem(attempt(COUPON)));
        use(VertxRedemptionOptions.builder("http://127.0.0.1:" + server.port(), () -> null));
        RedemptionException missing = failure(port.find(COUPON, REDEMPTION, Freshness.FROM_ISSUER));

        assertThat(thrown.code()).isEqualTo(FailureCode.NOT_AUTHORISED);
        assertThat(thrown).hasMessageNotContaining("canary").hasNoCause();
        assertThat(missing.code()).isEqualTo(FailureCode.NOT_AUTHORISED);
        assertThat(server.connections()).isZero();
    }

    @Test
    void credentials_changed_areUsedFromTheNextSendOn() {
        useInTurn(OLD, NEW);
        server.answers("HTTP/1.1 204 No Content\r\n\r\n");

        await(port.reverse(reversal(COUPON)));
        await(port.reverse(reversal(COUPON)));

        assertThat(server.requests().get(0)).contains(OLD.authorization());
        assertThat(server.requests().get(1)).contains(NEW.authorization());
    }

    @Test
    void credentials_notAccepted_areNamedByTheirMerchantAndNotByTheirKey() {
        String basic = Credentials.of(MERCHANT, KEY).authorization();
        for (int status : List.of(401, 403)) {
            server.answers(RawServer.response(status, ""));
            for (RedemptionException failure : List.of(
                    failure(port.redeem(attempt(COUPON))),
                    failure(port.reverse(reversal(COUPON))),
                    failure(port.find(COUPON, REDEMPTION, Freshness.FROM_ISSUER)))) {

                assertThat(failure)
                        .hasMessage("NOT_AUTHORISED: the issuer answered with status " + status
                                + ": it does not accept the credentials of merchant " + MERCHANT
                                + ", or does not allow this with them")
                        .hasMessageNotContaining(KEY)
                        .hasMessageNotContaining(basic);
            }
        }
    }

    @Test
    void credentials_accepted_areNotNamed() {
        server.answers(RawServer.response(429, ""));

        assertThat(failure(port.redeem(attempt(COUPON)))).hasMessageNotContaining(MERCHANT);
    }

    @Test
    void credentials_notAcceptedAndOthersByNow_areWorthAnotherTryAtOnce() {
        useInTurn(OLD, NEW, OLD, NEW, OLD, NEW);
        server.answers(RawServer.response(401, "", "Retry-After: 60"));

        assertThat(notAuthorised(failure(port.redeem(attempt(COUPON))))).isZero();
        assertThat(notAuthorised(failure(port.reverse(reversal(COUPON))))).isZero();
        assertThat(notAuthorised(failure(port.find(COUPON, REDEMPTION, Freshness.FROM_ISSUER))))
                .isZero();
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void credentials_notAcceptedAndNoOthers_areNotWorthWaiting() {
        server.answers(RawServer.response(401, "", "Retry-After: 60"));

        assertThat(notAuthorised(failure(port.redeem(attempt(COUPON))))).isNull();
    }

    @Test
    void credentials_notAcceptedAndProviderThrowsByNow_areNotWorthWaiting() {
        useInTurn(OLD);
        server.answers(RawServer.response(401, ""));

        assertThat(notAuthorised(failure(port.redeem(attempt(COUPON))))).isNull();
    }

    @Test
    void credentials_acceptedButNotForThis_areNotWorthWaiting() {
        useInTurn(OLD, NEW);
        server.answers(RawServer.response(403, "", "Retry-After: 60"));

        assertThat(notAuthorised(failure(port.redeem(attempt(COUPON))))).isNull();
    }

    private static @Nullable Duration notAuthorised(RedemptionException failure) {
        assertThat(failure.code()).isEqualTo(FailureCode.NOT_AUTHORISED);
        return failure.retryAfter();
    }
}
