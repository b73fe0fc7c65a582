package io.redemption.architecture;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Exports;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what the module descriptors of the build say. Only the core's module has more than one package tree. */
final class OurModules {
    private static final String PREFIX = "io.redemption.";
    private static final String CORE = "io.redemption.core";

    /** Packages that only our own modules may read: the shared machinery and the wire format. */
    private static final List<String> HIDDEN = List.of("io.redemption.internal", "io.redemption.wire");

    private final List<ModuleDescriptor> descriptors;

    OurModules(List<ModuleDescriptor> descriptors) {
        this.descriptors = List.copyOf(descriptors);
    }

    /** Reads the descriptors of all our modules on the class path. */
    static OurModules ofBuild() {
        List<ModuleDescriptor> found = new ArrayList<>();
        try {
            for (URL url : Collections.list(ClassLoader.getSystemResources("module-info.class"))) {
                try (InputStream in = url.openStream()) {
                    found.add(ModuleDescriptor.read(in));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new OurModules(found.stream()
                .filter(module -> module.name().startsWith(PREFIX))
                .toList());
    }

    Set<String> names() {
        return descriptors.stream().map(ModuleDescriptor::name).collect(Collectors.toSet());
    }

    /** The packages that every module may read. */
    Set<String> publicPackages() {
        return exports()
                .filter(export -> !export.isQualified())
                .map(Exports::source)
                .collect(Collectors.toSet());
    }

    /** The hidden packages that every module may read nevertheless, sorted. */
    List<String> openHiddenPackages() {
        return publicPackages().stream()
                .filter(source -> HIDDEN.stream().anyMatch(hidden -> isIn(source, hidden)))
                .sorted()
                .toList();
    }

    /** Whether code in a package may use another: both have the same module, or its export names the user's module. */
    boolean mayUse(String user, String used) {
        String reader = moduleOf(user);
        return reader.equals(moduleOf(used))
                || exports()
                        .anyMatch(export -> export.source().equals(used)
                                && (!export.isQualified() || export.targets().contains(reader)));
    }

    /** The module of a package: the one with the package's first segments as its name, or else the core. */
    private String moduleOf(String packageName) {
        return names().stream()
                .filter(name -> isIn(packageName, name))
                .findFirst()
                .orElse(CORE);
    }

    private Stream<Exports> exports() {
        return descriptors.stream().flatMap(module -> module.exports().stream());
    }

    private static boolean isIn(String packageName, String tree) {
        return packageName.equals(tree) || packageName.startsWith(tree + ".");
    }
}
