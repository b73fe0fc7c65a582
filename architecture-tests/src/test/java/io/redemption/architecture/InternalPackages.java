package io.redemption.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.stream.Stream;

/** Finds uses of packages that have a segment {@code internal} and belong to another module or to a third party. */
final class InternalPackages {
    private static final String OURS = "io.redemption";

    private final String root;
    private final OurModules modules;

    InternalPackages(String root, OurModules modules) {
        this.root = root;
        this.modules = modules;
    }

    Stream<String> ofOtherModules(JavaClass javaClass) {
        String user = ours(javaClass.getPackageName());
        return internalTargets(javaClass)
                .filter(target -> isOurs(target) && !modules.mayUse(user, ours(target.getPackageName())))
                .map(JavaClass::getName);
    }

    Stream<String> ofThirdParties(JavaClass javaClass) {
        return internalTargets(javaClass).filter(target -> !isOurs(target)).map(JavaClass::getName);
    }

    private static Stream<JavaClass> internalTargets(JavaClass javaClass) {
        return javaClass.getDirectDependenciesFromSelf().stream()
                .map(Dependency::getTargetClass)
                .map(JavaClass::getBaseComponentType)
                .filter(target -> List.of(target.getPackageName().split("\\.")).contains("internal"))
                .distinct();
    }

    private boolean isOurs(JavaClass target) {
        return (target.getName() + ".").startsWith(OURS + ".")
                || target.getName().startsWith(root + ".");
    }

    /** The package that a package of the samples stands for. */
    private String ours(String packageName) {
        return packageName.startsWith(root) ? OURS + packageName.substring(root.length()) : packageName;
    }
}
