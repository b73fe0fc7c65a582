/**
 * Checks what is published, and what is promised of it: the flattened POMs, the jars, and the page of versions.
 * {@code PublishedFilesTest} reads what {@code mvn verify -Parchives} has built; the others run always. Start with
 * {@link io.redemption.published.PublishedJar}.
 */
@NullMarked
package io.redemption.published;

import org.jspecify.annotations.NullMarked;
