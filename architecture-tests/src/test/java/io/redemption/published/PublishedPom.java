package io.redemption.published;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** A POM as it is published, and what central repositories and careful users demand of it. */
final class PublishedPom {
    /** What central repositories ask for. */
    private static final List<String> REQUIRED = List.of(
            "groupId",
            "artifactId",
            "version",
            "name",
            "description",
            "url",
            "licenses/license/name",
            "licenses/license/url",
            "developers/developer/name",
            "developers/developer/url",
            "scm/connection",
            "scm/developerConnection",
            "scm/url");

    /** What ties a POM to this build, or sends its users to another repository. */
    private static final List<String> FORBIDDEN = List.of(
            "parent", "modules", "build", "profiles", "repositories", "pluginRepositories", "distributionManagement");

    private final Element project;

    private PublishedPom(Element project) {
        this.project = project;
    }

    static PublishedPom read(InputStream in) throws IOException {
        try {
            return new PublishedPom(DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(in)
                    .getDocumentElement());
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("not a POM", e);
        }
    }

    /** One dependency, of the POM itself or of those that it manages. */
    record Artifact(String group, String name, String version, String scope) {}

    String artifactId() {
        return text(project, "artifactId");
    }

    String version() {
        return text(project, "version");
    }

    List<Artifact> dependencies() {
        return artifacts("dependencies");
    }

    List<Artifact> managed() {
        return artifacts("dependencyManagement/dependencies");
    }

    /** What is wrong with it; empty if nothing is. */
    List<String> violations() {
        List<String> found = new ArrayList<>();
        REQUIRED.stream()
                .filter(path -> text(project, path).isEmpty())
                .map(path -> "lacks " + path)
                .forEach(found::add);
        FORBIDDEN.stream()
                .filter(path -> !elements(project, path).isEmpty())
                .map(path -> "has " + path)
                .forEach(found::add);
        if (project.getTextContent().contains("${")) {
            found.add("has an unfilled property");
        }
        Stream.concat(dependencies().stream(), managed().stream())
                .filter(each -> !each.version().matches("\\d[\\w.-]*"))
                .map(each -> "has no fixed version of " + each.name() + ": " + each.version())
                .forEach(found::add);
        dependencies().stream()
                .filter(each -> each.scope().matches("test|system"))
                .map(each -> "has " + each.name() + " in scope " + each.scope())
                .forEach(found::add);
        return found;
    }

    private List<Artifact> artifacts(String path) {
        return elements(project, path + "/dependency").stream()
                .map(each -> new Artifact(
                        text(each, "groupId"), text(each, "artifactId"), text(each, "version"), text(each, "scope")))
                .toList();
    }

    private static String text(Element parent, String path) {
        return elements(parent, path).stream()
                .map(each -> each.getTextContent().strip())
                .findFirst()
                .orElse("");
    }

    private static List<Element> elements(Element parent, String path) {
        Stream<Element> found = Stream.of(parent);
        for (String name : path.split("/", -1)) {
            found = found.flatMap(each -> children(each, name));
        }
        return found.toList();
    }

    private static Stream<Element> children(Element parent, String name) {
        NodeList nodes = parent.getChildNodes();
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(node -> node.getNodeType() == Node.ELEMENT_NODE)
                .map(Element.class::cast)
                .filter(each -> each.getTagName().equals(name));
    }
}
