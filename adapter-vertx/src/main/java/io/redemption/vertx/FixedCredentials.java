package io.redemption.vertx;

/** Provides credentials that never change. Two providers with equal credentials are equal. */
record FixedCredentials(Credentials credentials) implements CredentialsProvider {}
