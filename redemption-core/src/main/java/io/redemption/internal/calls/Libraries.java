package io.redemption.internal.calls;

import io.redemption.model.FailureCode;
import io.redemption.model.RedemptionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The third-party libraries that a module was built with. Replaces the raw linkage errors that another version causes
 * by one sentence. Immutable.
 */
public final class Libraries {
    private final @Nullable ClassLoader loader;
    private final List<Library> all;

    Libraries(@Nullable ClassLoader loader, List<Library> all) {
        this.loader = loader;
        this.all = List.copyOf(all);
    }

    /**
     * Reads the libraries of a module.
     *
     * @param owner a class of the module, whose class loader finds them
     * @param text for each library a property: its name, and as value the beginning of its packages, a class, and the
     *     version that the build filled in; {@code null} if the module has no such file
     */
    public static Libraries of(Class<?> owner, @Nullable InputStream text) {
        Properties read = new Properties();
        if (text != null) {
            try (text) {
                read.load(text);
            } catch (IOException unreadable) {
                read.clear(); // nothing is known of the versions, and nothing is checked
            }
        }
        List<Library> all = new ArrayList<>();
        for (String name : new TreeSet<>(read.stringPropertyNames())) {
            String[] values = read.getProperty(name).strip().split("\\s+", -1);
            // A tool that does not fill in the version must not make every library a wrong one.
            if (values.length == 3 && Character.isDigit(values[2].charAt(0))) {
                all.add(new Library(name, values[0], values[1], values[2]));
            }
        }
        return new Libraries(owner.getClassLoader(), all);
    }

    /** Runs what needs the libraries. Every linkage error becomes the failure that names them. */
    public <T> T linked(Supplier<T> work) {
        check();
        try {
            return work.get();
        } catch (LinkageError error) {
            throw failure(error);
        }
    }

    /**
     * Checks that no library has another major version, which may link here and fail in the middle of a call.
     *
     * @throws RedemptionException if one has
     */
    public void check() {
        List<Library> wrong =
                all.stream().filter(library -> library.isOtherMajor(loader)).toList();
        if (!wrong.isEmpty()) {
            throw failure(wrong, null);
        }
    }

    /**
     * Returns the failure that names the libraries which may have caused an error: those of another version, of these
     * rather the ones that the error names.
     */
    public RedemptionException failure(LinkageError error) {
        String message = String.valueOf(error.getMessage());
        List<Library> others =
                all.stream().filter(library -> library.isOther(loader)).toList();
        List<Library> suspects = others.isEmpty() ? all : others;
        List<Library> named =
                suspects.stream().filter(library -> library.isNamedIn(message)).toList();
        return failure(named.isEmpty() ? suspects : named, error);
    }

    private RedemptionException failure(List<Library> wrong, @Nullable LinkageError error) {
        String libraries =
                wrong.stream().map(library -> library.description(loader)).collect(Collectors.joining(", "));
        return new RedemptionException(
                FailureCode.BROKEN_COMPONENT,
                "a library on the class path has a version that cannot be used: " + libraries
                        + (error == null ? "" : " (" + error.getClass().getName() + ")")
                        + "; import redemption-bom before other BOMs, or set the version; nothing was sent",
                null,
                error);
    }
}
