package io.redemption.architecture;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** Finds violations in a class, one method for each kind. */
final class CodingViolations {
    private static final Set<String> FLOATING = Set.of("double", "float", "java.lang.Double", "java.lang.Float");
    private static final List<String> TECHNOLOGY = List.of("io.vertx.", "io.netty.", "com.fasterxml.jackson.");
    private static final String FUTURE = "java.util.concurrent.Future";
    private static final Set<String> FUTURE_TIMERS = Set.of("orTimeout", "completeOnTimeout", "delayedExecutor");
    private static final Set<String> RANDOM = Set.of(
            "java.util.Random",
            "java.security.SecureRandom",
            "java.util.SplittableRandom",
            "java.util.concurrent.ThreadLocalRandom");

    private CodingViolations() {}

    static Stream<String> technologyInSignature(JavaClass javaClass) {
        return javaClass.getModifiers().contains(JavaModifier.PUBLIC)
                ? typesOf(javaClass.getMembers().stream().filter(CodingViolations::isVisible))
                        .filter(type -> TECHNOLOGY.stream().anyMatch(type::startsWith))
                : Stream.empty();
    }

    static Stream<String> floatingPoint(JavaClass javaClass) {
        return typesOf(javaClass.getMembers().stream()).filter(FLOATING::contains);
    }

    static Stream<String> blockingCall(JavaClass javaClass) {
        return targets(javaClass, target -> {
            JavaClass owner = target.getOwner();
            String name = target.getName();
            return (owner.isAssignableTo(FUTURE) && Set.of("get", "join").contains(name))
                    || (owner.isAssignableTo(Thread.class)
                            && Set.of("sleep", "join").contains(name))
                    || (owner.getName().equals("java.util.concurrent.CountDownLatch") && name.equals("await"))
                    || (owner.getName().equals("java.util.concurrent.Semaphore") && name.startsWith("acquire"))
                    || (owner.isAssignableTo("java.util.concurrent.BlockingQueue")
                            && Set.of("take", "put").contains(name))
                    || (owner.getName().equals("io.vertx.core.Future") && name.equals("await"))
                    || (owner.isEquivalentTo(Object.class) && name.equals("wait"));
        });
    }

    static Stream<String> clock(JavaClass javaClass) {
        return targets(javaClass, target -> {
            String owner = target.getOwner().getName();
            String name = target.getName();
            return (owner.startsWith("java.time.") && name.equals("now"))
                    || owner.equals("java.time.Clock")
                    || owner.equals("java.util.Timer")
                    || (owner.equals("java.lang.System")
                            && Set.of("currentTimeMillis", "nanoTime").contains(name))
                    || (target.getOwner().isAssignableTo(FUTURE) && FUTURE_TIMERS.contains(name))
                    || (owner.equals("io.vertx.core.Vertx")
                            && Set.of("setTimer", "setPeriodic").contains(name))
                    || target.getOwner().isAssignableTo("java.util.concurrent.ScheduledExecutorService");
        });
    }

    static Stream<String> randomness(JavaClass javaClass) {
        return targets(javaClass, target -> {
            String owner = target.getOwner().getName();
            return RANDOM.contains(owner)
                    || (owner.equals("java.lang.Math") && target.getName().equals("random"))
                    || (owner.equals("java.util.UUID") && target.getName().equals("randomUUID"));
        });
    }

    static Stream<String> console(JavaClass javaClass) {
        return targets(
                javaClass,
                target -> target.getName().equals("printStackTrace")
                        || (target.getOwner().isEquivalentTo(System.class)
                                && Set.of("out", "err", "exit").contains(target.getName())));
    }

    static Stream<String> unsafeTransport(JavaClass javaClass) {
        Set<String> switches = Set.of("setTrustAll", "redirectHandler");
        return targets(
                javaClass,
                target -> switches.contains(target.getName())
                        && target.getOwner().getName().startsWith("io.vertx."));
    }

    /** The Web Client makes all requests; the client below it may only be configured and closed. */
    static Stream<String> requestBelowWebClient(JavaClass javaClass) {
        return targets(
                javaClass,
                target -> Set.of("request", "connect").contains(target.getName())
                        && target.getOwner().isAssignableTo("io.vertx.core.http.HttpClient"));
    }

    static Stream<String> mutableStatic(JavaClass javaClass) {
        return javaClass.getFields().stream()
                .filter(field -> field.getModifiers().contains(JavaModifier.STATIC)
                        && !field.getModifiers().contains(JavaModifier.FINAL)
                        && !field.getModifiers().contains(JavaModifier.SYNTHETIC))
                .map(JavaMember::getName);
    }

    static Stream<String> optionalInput(JavaClass javaClass) {
        Stream<String> parameters = javaClass.getCodeUnits().stream()
                .filter(unit -> !isSynthetic(unit)
                        && unit.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(Optional.class)))
                .map(JavaMember::getName);
        Stream<String> fields = javaClass.getFields().stream()
                .filter(field -> !isSynthetic(field) && field.getRawType().isEquivalentTo(Optional.class))
                .map(JavaMember::getName);
        return Stream.concat(parameters, fields);
    }

    static Stream<String> openType(JavaClass javaClass) {
        boolean closed = !javaClass.getModifiers().contains(JavaModifier.PUBLIC)
                || javaClass.isInterface()
                || javaClass.isEnum()
                || javaClass.getModifiers().contains(JavaModifier.FINAL)
                || javaClass.reflect().isSealed();
        return closed ? Stream.empty() : Stream.of("public and not final");
    }

    static Stream<String> notNullMarked(JavaClass javaClass) {
        return javaClass.getPackage().isAnnotatedWith(NullMarked.class)
                ? Stream.empty()
                : Stream.of("its package " + javaClass.getPackageName());
    }

    /** The types that the members mention; an array counts as its component type. */
    private static Stream<String> typesOf(Stream<? extends JavaMember> members) {
        return members.flatMap(member -> member.getAllInvolvedRawTypes().stream())
                .map(type -> type.getBaseComponentType().getName());
    }

    /** The full names of the matching targets of calls, field accesses and method references. */
    private static Stream<String> targets(JavaClass javaClass, Predicate<AccessTarget> isViolation) {
        return Stream.concat(
                        javaClass.getAccessesFromSelf().stream().map(JavaAccess::getTarget),
                        javaClass.getMethodReferencesFromSelf().stream().map(JavaAccess::getTarget))
                .filter(isViolation)
                .map(AccessTarget::getFullName)
                .distinct();
    }

    private static boolean isVisible(JavaMember member) {
        return member.getModifiers().contains(JavaModifier.PUBLIC)
                || member.getModifiers().contains(JavaModifier.PROTECTED);
    }

    private static boolean isSynthetic(JavaMember member) {
        return member.getModifiers().contains(JavaModifier.SYNTHETIC)
                || (member instanceof JavaCodeUnit && member.getName().startsWith("lambda$"));
    }
}
