package wrong.cli;

import com.tngtech.archunit.core.domain.JavaClass;

/** Stands for any library that the command's list does not name. */
final class CommandUsesUnlisted {
    String name(JavaClass javaClass) {
        return javaClass.getName();
    }
}
