package io.redemption.inmemory;

import static io.redemption.inmemory.MemoryFixtures.aCard;
import static io.redemption.inmemory.MemoryFixtures.aCoupon;
import static io.redemption.inmemory.MemoryFixtures.aVoucher;
import static io.redemption.inmemory.MemoryFixtures.attempt;
import static io.redemption.inmemory.MemoryFixtures.await;
import static io.redemption.inmemory.MemoryFixtures.by;
import static io.redemption.inmemory.MemoryFixtures.codes;
import static io.redemption.inmemory.MemoryFixtures.failure;
import static io.redemption.inmemory.MemoryFixtures.issued;
import static io.redemption.inmemory.MemoryFixtures.redeemed;
import static io.redemption.inmemory.MemoryFixtures.spending;
import static org.assertj.core.api.Assertions.assertThat;

import io.redemption.model.Amount;
import io.redemption.model.Capability;
import io.redemption.model.CataloguePage;
import io.redemption.model.CatalogueQuery;
import io.redemption.model.Code;
import io.redemption.model.Completeness;
import io.redemption.model.FailureCode;
import io.redemption.model.Freshness;
import io.redemption.model.GiftCard;
import io.redemption.model.HistoryQuery;
import io.redemption.model.RedeemableId;
import io.redemption.model.RedeemableKind;
import io.redemption.model.RedeemableState;
import io.redemption.model.Redemption;
import io.redemption.model.RedemptionHistory;
import io.redemption.model.RedemptionId;
import io.redemption.model.RedemptionRequest;
import io.redemption.model.Reversal;
import io.redemption.model.Usage;
import io.redemption.model.ValidationResult;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InMemoryReadTest {
    private final StandingTime time = MemoryFixtures.noon();
    private final InMemoryRedemptionPort issuer =
            InMemoryRedemptionPort.builder().time(time).build();

    private RedemptionHistory history(RedeemableId id, HistoryQuery query) {
        return await(issuer.history(id, query)).orElseThrow();
    }

    private List<Redemption> redeemTimes(RedeemableId coupon, int times) {
        List<Redemption> redemptions = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            redemptions.add(redeemed(await(issuer.redeem(by("user-" + i, coupon)))));
        }
        return redemptions;
    }

    @Test
    void history_all_isNewestFirstAndProven() {
        RedeemableId coupon = issued(issuer, aCoupon().build());
        List<Redemption> redemptions = redeemTimes(coupon, 3);

        RedemptionHistory history = history(coupon, HistoryQuery.ALL);

        assertThat(history.redemptions()).containsExactly(redemptions.get(2), redemptions.get(1), redemptions.get(0));
        assertThat(history.reportedCount()).isEqualTo(3);
        assertThat(history.nextCursor()).isNull();
        assertThat(history.completeness()).isEqualTo(Completeness.PROVEN);
        assertThat(history.issuerTime()).isEqualTo(time.now());
    }

    @Test
    void history_limitAtTheCount_isProvenAndBelowItIsCut() {
        RedeemableId coupon = issued(issuer, aCoupon().build());
        redeemTimes(coupon, 3);

        RedemptionHistory exact = history(coupon, HistoryQuery.ALL.limit(3));
        RedemptionHistory cut = history(coupon, HistoryQuery.ALL.limit(2));

        assertThat(exact.completeness()).isEqualTo(Completeness.PROVEN);
        assertThat(exact.nextCursor()).isNull();
        assertThat(cut.completeness()).isEqualTo(Completeness.CUT);
        assertThat(cut.nextCursor()).isNotNull();
        assertThat(cut.reportedCount()).isEqualTo(3);
    }

    @Test
    void history_pagesWhileOthersWrite_holdEachOlderRedemptionOnce() {
        RedeemableId coupon = issued(issuer, aCoupon().build());
        List<Redemption> old = redeemTimes(coupon, 7);
        List<Redemption> paged = new ArrayList<>();

        HistoryQuery query = HistoryQuery.ALL.limit(3);
        RedemptionHistory page = history(coupon, query);
        while (page.nextCursor() != null) {
            paged.addAll(page.redemptions());
            redeemTimes(coupon, 2);
            await(issuer.reverse(Reversal.of(page.redemptions().get(0))));
            page = history(coupon, query.after(page.nextCursor()));
        }
        paged.addAll(page.redemptions());

        assertThat(paged).hasSize(7).containsExactlyInAnyOrderElementsOf(old);
    }

    @Test
    void history_ofTransaction_holdsItsRedemptionsOnly() {
        RedeemableId coupon = issued(issuer, aCoupon().build());
        List<Redemption> redemptions = redeemTimes(coupon, 5);
        Redemption wanted = redemptions.get(1);

        RedemptionHistory history = history(
                coupon,
                HistoryQuery.ofTransaction(Objects.requireNonNull(wanted.transactionId()))
                        .limit(1));

        assertThat(history.redemptions()).containsExactly(wanted);
        assertThat(history.completeness()).isEqualTo(Completeness.PROVEN);
        assertThat(history.reportedCount()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-1", "1 ", "9999999999999999999"})
    void history_foreignCursor_failsAsInvalid(String cursor) {
        RedeemableId coupon = issued(issuer, aCoupon().build());

        assertThat(failure(issuer.history(coupon, HistoryQuery.ALL.after(cursor)))
                        .code())
                .isEqualTo(FailureCode.INVALID_ARGUMENT);
        assertThat(failure(issuer.catalogue(new CatalogueQuery(RedeemableKind.COUPON, cursor, 1)))
                        .code())
                .isEqualTo(FailureCode.INVALID_ARGUMENT);
    }

    @Test
    void reads_unknownRedeemable_areEmpty() {
        RedeemableId nowhere = RedeemableId.coupon("nowhere");

        assertThat(await(issuer.history(nowhere, HistoryQuery.ALL))).isEmpty();
        assertThat(await(issuer.find(nowhere, RedemptionId.of("res-1"), Freshness.FROM_ISSUER)))
                .isEmpty();
        assertThat(await(issuer.lookup(nowhere, Freshness.CACHED_OK))).isEmpty();
        assertThat(await(issuer.lookup(Code.of("NOWHERE")))).isEmpty();
        assertThat(issuer.ledger(nowhere)).isEmpty();
    }

    @Test
    void find_redemption_isFoundUnderItsRedeemableOnly() {
        RedeemableId coupon = issued(issuer, aCoupon().build());
        RedeemableId other = issued(issuer, aCoupon().build());
        Redemption redemption = redeemTimes(coupon, 1).get(0);

        assertThat(await(issuer.find(coupon, redemption.id(), Freshness.FROM_ISSUER)))
                .contains(redemption);
        assertThat(await(issuer.find(other, redemption.id(), Freshness.FROM_ISSUER)))
                .isEmpty();
    }

    @Test
    void lookup_code_isExact() {
        RedeemableId coupon = issued(issuer, aCoupon().code("SUMMER").build());

        assertThat(await(issuer.lookup(Code.of("SUMMER"))))
                .map(state -> state.redeemable().id())
                .contains(coupon);
        assertThat(await(issuer.lookup(Code.of("summer")))).isEmpty();
    }

    @Test
    void lookup_tellsTermsUsageAndTimeOfIssueInWholeSeconds() {
        GiftCard terms = aCard("10").build();
        RedeemableId card = issued(issuer, terms);
        await(issuer.redeem(spending("2.50", card)));

        RedeemableState state = await(issuer.lookup(card, Freshness.CACHED_OK)).orElseThrow();

        assertThat(state.redeemable()).isEqualTo(terms);
        assertThat(state.issuedAt()).isEqualTo(MemoryFixtures.NOON.truncatedTo(ChronoUnit.SECONDS));
        assertThat(state.usage())
                .isEqualTo(new Usage(
                        1L, null, null, true, MemoryFixtures.NOON.truncatedTo(ChronoUnit.SECONDS), Amount.of("7.50")));
    }

    @Test
    void issue_sameTermsAgain_isIssuedOnce() {
        GiftCard terms = aCard("10").code("CARD").build();

        RedeemableId first = issued(issuer, terms);
        RedeemableId again = issued(issuer, terms);

        assertThat(again).isEqualTo(first).isEqualTo(terms.id());
        assertThat(await(issuer.catalogue(new CatalogueQuery(RedeemableKind.GIFT_CARD, null, 10)))
                        .items())
                .hasSize(1);
    }

    @Test
    void issue_takenIdOrCode_failsAndIssuesNothing() {
        issued(issuer, aVoucher().code("TAKEN").build());
        GiftCard terms = aCard("10").build();
        issued(issuer, terms);
        GiftCard sameId = GiftCard.builder(terms.id().value(), "11").build();

        assertThat(failure(issuer.issue(sameId)).code()).isEqualTo(FailureCode.INVALID_ARGUMENT);
        assertThat(failure(issuer.issue(sameId)))
                .hasMessageNotContaining(terms.id().value());
        assertThat(failure(issuer.issue(aCoupon().code("TAKEN").build())))
                .returns(FailureCode.INVALID_ARGUMENT, e -> e.code())
                .hasMessageNotContaining("TAKEN");
        assertThat(await(issuer.catalogue(new CatalogueQuery(RedeemableKind.COUPON, null, 10)))
                        .items())
                .isEmpty();
    }

    @Test
    void catalogue_pages_areOldestFirstAndOfOneKind() {
        List<RedeemableId> coupons = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            coupons.add(issued(issuer, aCoupon().build()));
            issued(issuer, aVoucher().build());
        }
        List<RedeemableId> listed = new ArrayList<>();

        CataloguePage page = await(issuer.catalogue(new CatalogueQuery(RedeemableKind.COUPON, null, 2)));
        page.items().forEach(item -> listed.add(item.redeemable().id()));
        while (page.nextCursor() != null) {
            assertThat(page.items()).hasSize(2);
            page = await(issuer.catalogue(new CatalogueQuery(RedeemableKind.COUPON, page.nextCursor(), 2)));
            page.items().forEach(item -> listed.add(item.redeemable().id()));
        }

        assertThat(listed).isEqualTo(coupons);
    }

    @Test
    void validate_advisesLikeRedeemAndRecordsNothing() {
        RedeemableId coupon = issued(issuer, aCoupon().perUserLimit(1).build());
        RedemptionRequest request =
                RedemptionRequest.builder(coupon).user("anna").build();

        ValidationResult before = await(issuer.validate(request));
        redeemed(await(issuer.redeem(attempt(request))));
        ValidationResult after = await(issuer.validate(request));

        assertThat(before.isValid()).isTrue();
        assertThat(codes(after.violations())).containsExactly("user_limit_reached");
        assertThat(issuer.ledger(coupon)).hasSize(1);
    }

    @Test
    void validate_unknownRedeemable_saysSo() {
        ValidationResult advice = await(issuer.validate(RedemptionRequest.builder(RedeemableId.voucher("nowhere"))
                .user("anna")
                .build()));

        assertThat(codes(advice.violations())).containsExactly("unknown_redeemable");
        assertThat(advice.state()).isNull();
    }

    @Test
    void capabilities_areAll() {
        assertThat(issuer.capabilities().supported()).isEqualTo(EnumSet.allOf(Capability.class));
        assertThat(issuer.capabilities().maxScale()).isEqualTo(2);
    }

    @Test
    @SuppressWarnings({"DataFlowIssue", "NullAway"}) // What callers without null checks of their own do.
    void anyMethod_withoutItsArgument_failsAsInvalid() {
        RedeemableId coupon = issued(issuer, aCoupon().build());
        List<CompletionStage<?>> stages = List.of(
                issuer.issue(null),
                issuer.catalogue(null),
                issuer.redeem(null),
                issuer.redeemAll(null),
                issuer.redeemAll(Arrays.asList(by("anna", coupon), null)),
                issuer.reverse(null),
                issuer.find(null, RedemptionId.of("res-1"), Freshness.FROM_ISSUER),
                issuer.find(coupon, null, Freshness.FROM_ISSUER),
                issuer.history(null, HistoryQuery.ALL),
                issuer.history(coupon, null),
                issuer.lookup(null, Freshness.CACHED_OK),
                issuer.lookup((Code) null),
                issuer.validate(null));

        assertThat(stages)
                .allSatisfy(stage -> assertThat(failure(stage).code()).isEqualTo(FailureCode.INVALID_ARGUMENT));
    }
}
