package io.redemption.inmemory;

import static io.redemption.inmemory.MemoryFixtures.aCard;
import static io.redemption.inmemory.MemoryFixtures.aVoucher;
import static io.redemption.inmemory.MemoryFixtures.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.CatalogueQuery;
import io.redemption.model.FailureCode;
import io.redemption.model.Redeemable;
import io.redemption.model.RedeemableKind;
import io.redemption.model.RedemptionException;
import io.redemption.model.Voucher;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Several redeemables are issued together or not at all. */
class InMemoryIssueAllTest {
    private final InMemoryRedemptionPort issuer = MemoryFixtures.anIssuer();

    @Test
    void issueAll_several_areAllThereInTheirOrder() {
        List<Voucher> terms =
                Stream.of("A", "B", "C").map(code -> voucher(code)).toList();

        assertThat(await(issuer.issueAll(terms)))
                .isEqualTo(terms.stream().map(Voucher::id).toList());
        assertThat(count()).isEqualTo(3);
    }

    @Test
    void issueAll_again_issuesNothingNew() {
        List<Voucher> terms = List.of(voucher("A"), voucher("B"));
        await(issuer.issueAll(terms));

        await(issuer.issueAll(terms));

        assertThat(count()).isEqualTo(2);
    }

    @Test
    void issueAll_oneCodeTaken_issuesNone() {
        await(issuer.issue(voucher("TAKEN")));

        refused(List.of(voucher("A"), voucher("TAKEN"), voucher("B")));

        assertThat(count()).isEqualTo(1);
    }

    @Test
    void issueAll_oneCodeOrIdTwice_issuesNone() {
        Voucher once = voucher("A");

        refused(List.of(once, voucher("B"), voucher("B")));
        refused(List.of(once, once));
        refused(List.of());

        assertThat(count()).isZero();
    }

    @Test
    void issueAll_idTakenByOtherTerms_issuesNone() {
        Voucher taken = voucher("A");
        await(issuer.issue(taken));
        Redeemable other =
                new Voucher(taken.id(), null, true, taken.validity(), taken.value(), null, true, taken.teams());

        refused(List.of(aCard("1.00").build(), other));

        assertThat(await(issuer.catalogue(new CatalogueQuery(RedeemableKind.GIFT_CARD, null, 9)))
                        .items())
                .isEmpty();
    }

    private void refused(List<? extends Redeemable> terms) {
        assertThat(issuer.issueAll(terms))
                .failsWithin(Duration.ofSeconds(5))
                .withThrowableThat()
                .havingCause()
                .isInstanceOfSatisfying(
                        RedemptionException.class,
                        thrown -> assertThat(thrown.code()).isEqualTo(FailureCode.INVALID_ARGUMENT));
    }

    private int count() {
        return await(issuer.catalogue(new CatalogueQuery(RedeemableKind.VOUCHER, null, 9)))
                .items()
                .size();
    }

    private static Voucher voucher(String code) {
        return aVoucher().code(code).build();
    }
}
