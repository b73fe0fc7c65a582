package io.redemption.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Lists the public types, nested ones too, of the packages that every module may read. */
final class PublicApi {
    private PublicApi() {}

    static List<String> of(Iterable<JavaClass> classes, Set<String> packages) {
        Stream.Builder<String> names = Stream.builder();
        for (JavaClass javaClass : classes) {
            if (packages.contains(javaClass.getPackageName()) && isPublic(javaClass)) {
                names.add(javaClass.getName().replace('$', '.'));
            }
        }
        return names.build().sorted().toList();
    }

    /** The changes from one list to another, each with a plus or a minus in front. */
    static List<String> changes(List<String> listed, List<String> found) {
        return Stream.concat(
                        listed.stream().filter(name -> !found.contains(name)).map(name -> "- " + name),
                        found.stream().filter(name -> !listed.contains(name)).map(name -> "+ " + name))
                .toList();
    }

    /** Reads the class file alone: the types that it uses may be optional and absent. */
    private static boolean isPublic(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(PublicApi::isPublic).orElse(true);
    }
}
