package io.redemption.published;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A jar as it is published, and what its users demand of it: the licence and the notice, one fixed time in all entries,
 * no trace of the machine that built it, and the content that its kind promises.
 *
 * @param name the file's name
 * @param entries the bytes of each file in it, by path
 * @param times the distinct times of the entries
 */
record PublishedJar(String name, Map<String, byte[]> entries, Set<String> times) {
    /** The class-file level of Java 17. */
    private static final int LEVEL = 61;

    private static final List<String> LEGAL = List.of("META-INF/LICENSE", "META-INF/NOTICE");
    private static final List<String> MACHINE = List.of("Built-By", "Build-Jdk", "Build-Host", "Build-Time");

    static PublishedJar read(Path file) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        Set<String> times = new TreeSet<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                times.add(entry.getTimeLocal().toString());
                if (!entry.isDirectory()) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        entries.put(entry.getName(), in.readAllBytes());
                    }
                }
            }
        }
        return new PublishedJar(file.getFileName().toString(), entries, times);
    }

    /** What is wrong with a jar of any kind, if its legal files should be those of {@code repository}. */
    List<String> violations(Map<String, byte[]> repository) {
        List<String> found = new ArrayList<>();
        for (String path : LEGAL) {
            byte[] wanted = repository.get(path);
            if (wanted == null || !Arrays.equals(wanted, entries.get(path))) {
                found.add("lacks our " + path);
            }
        }
        if (times.size() != 1) {
            found.add("has entries of several times: " + times);
        }
        for (String path : entries.keySet()) {
            boolean isApplication = name.startsWith("redemption-cli-");
            if (path.matches(".*\\.(jsa|log|db|orig)") || (path.matches("logback.*\\.xml") && !isApplication)) {
                found.add("has " + path);
            }
        }
        return found;
    }

    /** What is wrong with the classes' jar in particular. */
    List<String> violationsOfClasses() throws IOException {
        List<String> found = new ArrayList<>();
        Attributes manifest = manifest();
        MACHINE.stream()
                .filter(each -> manifest.getValue(each) != null)
                .map(each -> "has " + each + " in its manifest")
                .forEach(found::add);
        if (manifest.getValue("Implementation-Version") == null) {
            found.add("lacks Implementation-Version in its manifest");
        }
        if (!classes().isEmpty() && !entries.containsKey("module-info.class")) {
            found.add("has classes and lacks module-info.class");
        }
        entries.forEach((path, bytes) -> {
            if (path.endsWith(".java")) {
                found.add("has " + path);
            }
            if (path.endsWith(".class") && level(bytes) > LEVEL) {
                found.add("has " + path + " of level " + level(bytes));
            }
            if (path.startsWith("META-INF/maven/") && text(bytes).contains("${")) {
                found.add("has an unfilled property in " + path);
            }
        });
        return found;
    }

    /** What is wrong with the sources' jar of the classes in {@code binary}. */
    List<String> violationsOfSources(PublishedJar binary) {
        return binary.classes().stream()
                .filter(path -> !path.contains("$"))
                .map(path -> path.replaceAll("class$", "java"))
                .filter(path -> !entries.containsKey(path))
                .map(path -> "lacks " + path)
                .toList();
    }

    /** What is wrong with the Javadoc's jar of the classes in {@code binary}. */
    List<String> violationsOfJavadoc(PublishedJar binary) {
        return binary.classes().isEmpty() || entries.containsKey("index.html")
                ? List.of()
                : List.of("lacks index.html");
    }

    private List<String> classes() {
        return entries.keySet().stream().filter(path -> path.endsWith(".class")).toList();
    }

    private Attributes manifest() throws IOException {
        byte[] bytes = entries.getOrDefault(JarFile.MANIFEST_NAME, new byte[0]);
        return new Manifest(new ByteArrayInputStream(bytes)).getMainAttributes();
    }

    private static int level(byte[] classFile) {
        return classFile.length < 8 ? Integer.MAX_VALUE : ((classFile[6] & 0xff) << 8) | (classFile[7] & 0xff);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
