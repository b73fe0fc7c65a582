package io.redemption.resilience;

import static io.redemption.resilience.ResilienceFixtures.answer;
import static io.redemption.resilience.ResilienceFixtures.code;
import static io.redemption.resilience.ResilienceFixtures.done;
import static io.redemption.resilience.ResilienceFixtures.failed;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.inmemory.InMemoryRedemptionPort;
import io.redemption.model.CataloguePage;
import io.redemption.model.CatalogueQuery;
import io.redemption.model.Code;
import io.redemption.model.CodeInquiry;
import io.redemption.model.FailureCode;
import io.redemption.model.RedeemableKind;
import io.redemption.model.ValidationResult;
import io.redemption.testing.ManualTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Lists and validations of codes are reads like the others. */
class CatalogueTest {
    private static final CatalogueQuery LIST = new CatalogueQuery(RedeemableKind.COUPON, null, 100);
    private static final CodeInquiry INQUIRY = new CodeInquiry(Code.of("A"), null, null, null);
    private static final CataloguePage PAGE = new CataloguePage(List.of(), null);
    private static final Optional<ValidationResult> ADVICE = Optional.of(new ValidationResult(List.of(), null));

    private final ManualTime time = ResilienceFixtures.noon();
    private final StubPort issuer = new StubPort();
    private final ResilientRedemptionPort port = ResilientRedemptionPort.over(
            issuer, ResilienceFixtures.options(time).build());

    @Test
    void catalogue_failedOnce_isAnsweredByTheSecondSend() {
        issuer.answering(failed(FailureCode.ISSUER_FAILED), done(PAGE));

        CompletionStage<CataloguePage> call = port.catalogue(LIST);
        time.advance(ofMillis(100));

        assertThat(answer(call)).isEqualTo(PAGE);
        assertThat(issuer.sends()).isEqualTo(2);
    }

    @Test
    void validate_failedOnce_isAnsweredByTheSecondSend() {
        issuer.answering(failed(FailureCode.NOT_REACHABLE), done(ADVICE));

        CompletionStage<Optional<ValidationResult>> call = port.validate(INQUIRY);
        time.advance(ofMillis(100));

        assertThat(answer(call)).isEqualTo(ADVICE);
        assertThat(issuer.sends()).isEqualTo(2);
    }

    @Test
    void catalogue_notSupported_isNotAskedAgain() {
        issuer.answering(failed(FailureCode.NOT_SUPPORTED));

        CompletionStage<CataloguePage> call = port.catalogue(LIST);
        time.advance(ofSeconds(10));

        assertThat(code(call)).isEqualTo(FailureCode.NOT_SUPPORTED);
        assertThat(issuer.sends()).isEqualTo(1);
    }

    @Test
    void catalogue_withAnOpenBreaker_isNotSent() {
        ResilientRedemptionPort careful = ResilientRedemptionPort.over(
                issuer, ResilienceFixtures.options(time).maxSends(1).build());
        issuer.answering(failed(FailureCode.ISSUER_FAILED));
        FailureCode last = FailureCode.ISSUER_FAILED;
        for (int call = 0; call < 1000 && last == FailureCode.ISSUER_FAILED; call++) {
            last = code(careful.catalogue(LIST));
        }

        assertThat(last).isEqualTo(FailureCode.BREAKER_OPEN);
    }

    @Test
    void catalogue_ofATimeLimitedPort_getsTheTimeThatIsLeft() {
        LimitedStub limited = new LimitedStub();
        limited.answering(done(PAGE));
        ResilientRedemptionPort within = ResilientRedemptionPort.over(
                limited,
                ResilienceFixtures.options(time).totalDeadline(ofSeconds(10)).build());

        assertThat(answer(within.catalogue(LIST))).isEqualTo(PAGE);
        assertThat(limited.given).containsExactly(ofSeconds(10));
    }

    @Test
    void catalogue_ofAPortWithoutLists_isNotSupported() {
        ResilientRedemptionPort without = ResilientRedemptionPort.over(
                InMemoryRedemptionPort.create(),
                ResilienceFixtures.options(time).build());

        assertThat(code(without.catalogue(LIST))).isEqualTo(FailureCode.NOT_SUPPORTED);
        assertThat(answer(without.validate(INQUIRY))).isEmpty();
    }
}
