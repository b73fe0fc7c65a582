package io.redemption.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

/** Every class that we ship. Excludes test classes, whichever folder the build uses. */
final class ProductionClasses {
    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages("io.redemption");

    private ProductionClasses() {}
}
