package io.redemption.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

/** What we ship: every class of the house but those of tests, in whatever folder the build puts them. */
final class ProductionClasses {
    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages("io.redemption");

    private ProductionClasses() {}
}
