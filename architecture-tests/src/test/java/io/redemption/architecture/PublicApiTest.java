package io.redemption.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import wrong.OpenType;

/** The public types are those of the checked-in list, so that a new one is seen in review. */
class PublicApiTest {
    private static final Path LIST = Path.of("public-api.txt");
    private static final String WRITE = "public-api.write";
    private static final String HOW = "public types that differ from architecture-tests/public-api.txt;"
            + " if the change is intended, regenerate the list: mvn -Pquick test -pl architecture-tests -am "
            + "-Dtest=PublicApiTest -Dsurefire.failIfNoSpecifiedTests=false -D" + WRITE + "=true";

    @Test
    void publicTypes_areThoseOfTheList() throws IOException {
        List<String> found =
                PublicApi.of(ProductionClasses.CLASSES, OurModules.ofBuild().publicPackages());
        if (Boolean.getBoolean(WRITE)) {
            Files.write(LIST, found);
        }

        assertThat(PublicApi.changes(Files.readAllLines(LIST), found)).as(HOW).isEmpty();
    }

    @Test
    void publicType_addedNestedOrRemoved_isAChange() {
        List<String> found = PublicApi.of(new ClassFileImporter().importPackages("wrong"), Set.of("wrong"));

        assertThat(PublicApi.changes(List.of("wrong.Removed"), found))
                .containsExactly("- wrong.Removed", "+ wrong.OpenType", "+ wrong.OpenType.Nested");
    }

    @Test
    void publicType_inAPackageThatIsNotExported_isNotListed() {
        assertThat(PublicApi.of(new ClassFileImporter().importClasses(OpenType.class), Set.of()))
                .isEmpty();
    }
}
