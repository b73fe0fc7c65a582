package com.example.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShopTest {
    @Test
    void run_withoutCredentials_paysAndRefundsInMemory() {
        assertThat(Shop.run(Map.of())).isEqualTo("PAID, then REFUNDED");
    }

    @Test
    void run_ordersInAFile_takesThemUpAgain(@TempDir Path folder) {
        Map<String, String> environment = Map.of("SHOP_DATABASE", "jdbc:h2:" + folder.resolve("shop"));

        assertThat(Shop.run(environment)).isEqualTo("PAID, then REFUNDED");
        assertThat(Shop.run(environment)).isEqualTo("PAID, then REFUNDED");
    }
}
