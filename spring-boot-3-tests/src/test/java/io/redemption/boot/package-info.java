/** A shop on Spring Boot that redeems, booted as it would be in production. */
@NullMarked
package io.redemption.boot;

import org.jspecify.annotations.NullMarked;
