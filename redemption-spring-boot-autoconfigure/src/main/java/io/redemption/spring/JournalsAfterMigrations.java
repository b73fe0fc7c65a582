package io.redemption.spring;

import io.redemption.port.AttemptJournal;
import java.util.Set;
import org.springframework.boot.sql.init.dependency.AbstractBeansOfTypeDependsOnDatabaseInitializationDetector;

/** Opens journals after the application's migration tool has run. */
final class JournalsAfterMigrations extends AbstractBeansOfTypeDependsOnDatabaseInitializationDetector {
    JournalsAfterMigrations() {}

    @Override
    protected Set<Class<?>> getDependsOnDatabaseInitializationBeanTypes() {
        return Set.of(AttemptJournal.class);
    }
}
