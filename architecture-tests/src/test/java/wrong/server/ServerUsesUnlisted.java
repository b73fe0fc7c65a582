package wrong.server;

import com.tngtech.archunit.core.domain.JavaClass;

/** Stands for any library that the server's list does not name. */
final class ServerUsesUnlisted {
    String name(JavaClass javaClass) {
        return javaClass.getName();
    }
}
