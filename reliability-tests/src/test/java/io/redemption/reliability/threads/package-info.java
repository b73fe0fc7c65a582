/**
 * Whose threads the library's promises hang on: deadlines beside a full common pool and callers that block, and the
 * memory of a journal in an outage that lasts for hours.
 */
@NullMarked
package io.redemption.reliability.threads;

import org.jspecify.annotations.NullMarked;
