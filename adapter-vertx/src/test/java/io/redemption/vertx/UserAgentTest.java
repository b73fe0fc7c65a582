package io.redemption.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserAgentTest {
    /** The version of the parent POM, unless the build sets another. */
    static String version() {
        try {
            Matcher revision =
                    Pattern.compile("<revision>([^<]+)</revision>").matcher(Files.readString(Path.of("..", "pom.xml")));
            assertThat(revision.find()).isTrue();
            return revision.group(1);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void of_noApplication_isTheLibraryWithItsVersion() {
        assertThat(UserAgent.of(null)).isEqualTo("redemption-java/" + version());
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop", "shop/2.1", "acme-shop/2026.11.26+7", "a_b.c~d"})
    void isProduct_nameOrNameWithVersion_isOne(String text) {
        assertThat(UserAgent.isProduct(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "shop/", "/1", "a/b/c", "two words", "shop (comment)", "a\r\nX: y", "b\u00fccher"})
    void isProduct_anythingElse_isNone(String text) {
        assertThat(UserAgent.isProduct(text)).isFalse();
    }
}
