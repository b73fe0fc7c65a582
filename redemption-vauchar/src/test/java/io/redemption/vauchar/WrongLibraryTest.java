package io.redemption.vauchar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redemption.Redemptions;
import io.redemption.vertx.CredentialsProvider;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Frameworks bring their own Vert.x, Netty, Jackson and Caffeine. The raw errors of the virtual machine do not say
 * which of them is wrong. Real jars of other versions stand first on a class path here.
 */
class WrongLibraryTest {
    private static final Path WRONG = Path.of("target", "wrong-libraries");

    @ParameterizedTest
    @CsvSource({
        "vertx-core-4.5.11.jar, Vert.x, 4.5.11, vertx-core",
        "netty-common-4.1.118.Final.jar, Netty, 4.1.118.Final, netty-common",
        "jackson-core-2.12.7.jar, Jackson, 2.12.7, jackson-core",
        "resilience4j-circuitbreaker-1.7.1.jar, Resilience4j, 1.7.1, resilience4j-circuitbreaker",
        "caffeine-2.9.3.jar, Caffeine, 2.9.3, caffeine"
    })
    void connectingNamesTheLibraryAndBothVersions(String jar, String library, String found, String artifact)
            throws Exception {
        try (URLClassLoader path = classPath(jar)) {
            assertThatThrownBy(() -> connect(path))
                    .hasToString("io.redemption.model.RedemptionException: " + sentence(library, found, artifact));
        }
    }

    /** Returns the one sentence, whatever the error behind it. */
    private static String sentence(String library, String found, String artifact) throws Exception {
        String error = assertedError(library);
        return "BROKEN_COMPONENT: a library on the class path has a version that cannot be used: " + library + " "
                + found + " (expected: " + builtWith(artifact) + ")" + error
                + "; import redemption-bom before other BOMs, or set the version; nothing was sent";
    }

    /** Another major version is noticed by its number, another minor one by what it lacks. */
    private static String assertedError(String library) {
        return switch (library) {
            case "Netty", "Jackson" -> " (java.lang.NoSuchMethodError)";
            default -> "";
        };
    }

    @Test
    void thePortSaysItToo() throws Exception {
        try (URLClassLoader path = classPath("vertx-core-4.5.11.jar")) {
            assertThatThrownBy(() -> {
                        Object options = path.loadClass("io.redemption.vertx.VertxRedemptionOptions")
                                .getMethod("builder", String.class, path.loadClass(CredentialsProvider.class.getName()))
                                .invoke(null, "http://127.0.0.1:1", credentials(path));
                        Object built = options.getClass().getMethod("build").invoke(options);
                        call(path, "io.redemption.vertx.VertxRedemptionPort", "create", built);
                    })
                    .hasToString(
                            "io.redemption.model.RedemptionException: " + sentence("Vert.x", "4.5.11", "vertx-core"));
        }
    }

    @Test
    void theLibrariesOfTheBomConnect() throws Exception {
        try (URLClassLoader path = classPath(null)) {
            assertThatCode(() -> connect(path)).doesNotThrowAnyException();
        }
    }

    /** Connects with a cache, so that every library is used, and closes. */
    private static void connect(ClassLoader path) throws Exception {
        Object builder = path.loadClass(VaucharOptions.class.getName())
                .getMethod("builder", String.class, path.loadClass(CredentialsProvider.class.getName()))
                .invoke(null, "http://127.0.0.1:1", credentials(path));
        Object cached = builder.getClass().getMethod("cached").invoke(builder);
        Object options = cached.getClass().getMethod("build").invoke(cached);
        Object redemptions = call(path, VaucharRedemptions.class.getName(), "connect", options);
        redemptions.getClass().getMethod("close").invoke(redemptions);
    }

    private static Object credentials(ClassLoader path) throws Exception {
        return path.loadClass(CredentialsProvider.class.getName())
                .getMethod("of", String.class, String.class)
                .invoke(null, "merchant", "key");
    }

    private static Object call(ClassLoader path, String type, String method, Object argument) throws Exception {
        try {
            return path.loadClass(type).getMethod(method, argument.getClass()).invoke(null, argument);
        } catch (InvocationTargetException thrown) {
            assertThat(thrown.getCause()).as("no raw linkage error").isInstanceOf(RuntimeException.class);
            throw (RuntimeException) thrown.getCause();
        }
    }

    /** Returns a class path of its own with a jar before everything that this test runs with. */
    private static URLClassLoader classPath(@Nullable String jar) throws Exception {
        List<URL> urls = new ArrayList<>();
        if (jar != null) {
            Path first = WRONG.resolve(jar);
            assertThat(first).exists();
            urls.add(first.toUri().toURL());
        }
        for (Path entry : entries()) {
            urls.add(entry.toUri().toURL());
        }
        // No parent: even the platform's class loader would find the modules of this test.
        return new URLClassLoader(urls.toArray(URL[]::new), null);
    }

    private static List<Path> entries() {
        String paths = System.getProperty("java.class.path", "")
                + File.pathSeparator
                + System.getProperty("jdk.module.path", "");
        return Stream.of(paths.split(File.pathSeparator))
                .filter(entry -> !entry.isBlank())
                .map(Path::of)
                .filter(Files::exists)
                .toList();
    }

    /** Returns the version in the name of the jar that this test runs with. */
    private static String builtWith(String artifact) {
        return entries().stream()
                // Jackson 3 has artifacts of the same names, and is there too.
                .filter(entry -> !entry.toString().matches(".*[/\\\\]tools[/\\\\]jackson.*"))
                .map(entry -> entry.getFileName().toString())
                .filter(name -> name.matches(artifact + "-[0-9].*[.]jar"))
                .map(name -> name.substring(artifact.length() + 1, name.length() - ".jar".length()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theClassPathHoldsThisLibrary() throws Exception {
        try (URLClassLoader path = classPath(null)) {
            assertThat(path.loadClass(Redemptions.class.getName())).isNotSameAs(Redemptions.class);
        }
    }
}
