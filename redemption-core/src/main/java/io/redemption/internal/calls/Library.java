package io.redemption.internal.calls;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * A third-party library that a module was built with. The class is not loaded: a library of another version may fail
 * when it is.
 *
 * @param name what people call it
 * @param packagePrefix how the names of its packages begin
 * @param className a class of it that all versions have
 * @param wanted the version that the module was built with
 */
record Library(String name, String packagePrefix, String className, String wanted) {
    private static final String UNKNOWN = "unknown version";

    /** Returns whether a known version has another major number than the one wanted. */
    boolean isOtherMajor(@Nullable ClassLoader loader) {
        String found = found(loader);
        return !found.equals(UNKNOWN) && !major(found).equals(major(wanted));
    }

    /** Returns whether the version that is found is not the one wanted. */
    boolean isOther(@Nullable ClassLoader loader) {
        return !found(loader).equals(wanted);
    }

    /** Returns whether a class that could not be linked, or a member of it, belongs to the library. */
    boolean isNamedIn(String message) {
        return message.replace('/', '.').contains(packagePrefix);
    }

    String description(@Nullable ClassLoader loader) {
        return name + " " + found(loader) + " (expected: " + wanted + ")";
    }

    private static String major(String version) {
        return version.split("[.-]", 2)[0];
    }

    /** Returns the version that the class path or module path holds first, as the library's manifest says. */
    private String found(@Nullable ClassLoader loader) {
        String file = className.replace('.', '/') + ".class";
        URL url = loader == null ? ClassLoader.getSystemResource(file) : loader.getResource(file);
        if (url == null) {
            return "is missing";
        }
        try {
            URLConnection connection = url.openConnection();
            connection.setUseCaches(false);
            if (connection instanceof JarURLConnection jar) {
                return version(jar.getManifest());
            }
            URL manifest = new URL(url.toString().replace(file, "META-INF/MANIFEST.MF"));
            try (InputStream text = manifest.openStream()) {
                return version(new Manifest(text));
            }
        } catch (IOException | RuntimeException unreadable) {
            return UNKNOWN;
        }
    }

    private static String version(@Nullable Manifest manifest) {
        if (manifest == null) {
            return UNKNOWN;
        }
        Attributes attributes = manifest.getMainAttributes();
        for (String key : new String[] {"Implementation-Version", "Bundle-Version"}) {
            String version = attributes.getValue(key);
            if (version != null && !version.isBlank()) {
                return version.strip();
            }
        }
        return UNKNOWN;
    }
}
