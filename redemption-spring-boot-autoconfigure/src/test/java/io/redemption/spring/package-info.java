@NullMarked
package io.redemption.spring;

import org.jspecify.annotations.NullMarked;
