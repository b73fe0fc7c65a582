package io.redemption.vertx;

/** Credentials that never change; two providers of equal ones are equal. */
record FixedCredentials(Credentials credentials) implements CredentialsProvider {}
