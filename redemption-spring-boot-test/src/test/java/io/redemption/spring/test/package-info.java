@NullMarked
package io.redemption.spring.test;

import org.jspecify.annotations.NullMarked;
