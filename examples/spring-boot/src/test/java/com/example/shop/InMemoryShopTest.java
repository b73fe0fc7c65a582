package com.example.shop;

import org.springframework.test.context.TestPropertySource;

/** The issuer in memory: no network, no account. */
@TestPropertySource(properties = "redemption.port=in-memory")
class InMemoryShopTest extends ShopTest {}
