package io.redemption.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redemption.inmemory.InMemoryRedemptionPort;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class MerchantsTest {
    private final Merchant shop = Merchant.of("shop", "a:key:with:colons", InMemoryRedemptionPort.create());
    private final Merchants merchants = new Merchants(List.of(shop), "nobody");

    @Test
    void authenticate_goodPair_isTheMerchant() {
        assertThat(merchants.authenticate(Sandbox.basic("shop", "a:key:with:colons")))
                .isSameAs(shop);
    }

    @Test
    void authenticate_otherCaseOfTheScheme_isTheMerchant() {
        String field = Sandbox.basic("shop", "a:key:with:colons").replace("Basic", "bAsIc");

        assertThat(merchants.authenticate(field)).isSameAs(shop);
    }

    @Test
    void authenticate_nobodysKeyUnderAnUnknownId_isNobody() {
        assertThat(merchants.authenticate(Sandbox.basic("stranger", "nobody"))).isNull();
        assertThat(merchants.authenticate(Sandbox.basic("", ""))).isNull();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "Basic",
                "Basic ",
                "Basic c2hvcA==",
                "Basic !!!!",
                "Basic c2hvcDphOmtleTp3aXRoOmNvbG9u",
                "Bearer x",
                "Basic Og=="
            })
    void authenticate_anythingElse_isNobody(String field) {
        assertThat(merchants.authenticate(field)).isNull();
    }

    @Test
    void new_sameIdTwice_isRefusedWithoutTheId() {
        Merchant twin = Merchant.of("shop", "other", InMemoryRedemptionPort.create());

        assertThatThrownBy(() -> new Merchants(List.of(shop, twin), "nobody"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("shop");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a:b", "with space", "caf\u00e9"})
    void merchant_badId_isRefused(String id) {
        InMemoryRedemptionPort issuer = InMemoryRedemptionPort.create();

        assertThatThrownBy(() -> Merchant.of(id, "key", issuer)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void toString_any_holdsNoSecret() {
        assertThat(shop.toString()).doesNotContain("shop", "key");
    }
}
