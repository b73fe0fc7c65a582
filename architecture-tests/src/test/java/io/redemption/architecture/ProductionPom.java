package io.redemption.architecture;

import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Finds the test doubles and test libraries that a module hands to its users. */
final class ProductionPom {
    /** Modules that are for tests: their users have them in test scope. */
    private static final Set<String> FOR_TESTS =
            Set.of("redemption-testing", "redemption-tck", "redemption-spring-boot-test");

    /** Modules that show an issuer in memory to people. */
    private static final Set<String> DEMONSTRATION =
            Set.of("redemption-cli", "redemption-testing", "redemption-spring-boot-test");

    private static final List<String> TEST_GROUPS = List.of("org.junit", "org.assertj", "org.mockito");

    private ProductionPom() {}

    /** The artifacts that the module must not have outside test scope. */
    static List<String> testDependencies(String module, InputStream pom) throws Exception {
        NodeList dependencies = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(pom)
                .getElementsByTagName("dependency");
        return IntStream.range(0, dependencies.getLength())
                .mapToObj(dependencies::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .filter(dependency -> !text(dependency, "scope").equals("test"))
                .filter(dependency -> !text(dependency, "optional").equals("true")) // not handed on
                .filter(dependency -> isForbidden(module, text(dependency, "groupId"), text(dependency, "artifactId")))
                .map(dependency -> text(dependency, "artifactId"))
                .toList();
    }

    private static boolean isForbidden(String module, String group, String artifact) {
        boolean forTests = FOR_TESTS.contains(artifact)
                || TEST_GROUPS.stream().anyMatch(each -> group.equals(each) || group.startsWith(each + "."));
        return artifact.equals("redemption-adapter-inmemory")
                ? !DEMONSTRATION.contains(module)
                : forTests && !FOR_TESTS.contains(module);
    }

    private static String text(Element dependency, String name) {
        NodeList found = dependency.getElementsByTagName(name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent().strip();
    }
}
