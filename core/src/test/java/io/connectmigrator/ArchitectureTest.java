package io.connectmigrator;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.connectmigrator.error.ConnectMigratorException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** The allowed dependencies between packages. */
@AnalyzeClasses(packages = "io.connectmigrator", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "io.connectmigrator.";

    /** Every package, and the packages beside {@code error} that it may depend on. A package depends only on packages listed before it. */
    private static final Map<String, Set<String>> ROOMS = rooms();

    private static final Pattern THROWS = Pattern.compile("\\* @throws ([\\w.]+)");

    /** The exceptions of Java that the library may throw to callers. */
    private static final Set<String> OF_JAVA = Set.of(
            "IllegalArgumentException",
            "NullPointerException",
            "IllegalStateException",
            "IndexOutOfBoundsException",
            "IOException",
            "UncheckedIOException",
            "Exception");

    private static final String LOCK_FILES = "io.connectmigrator.journal.LockFiles";

    /** The only mutable static state: a lock of the operating system belongs to the whole JVM, and so does its channel. */
    private static final String OPEN_LOCK_FILES = LOCK_FILES + ".OPEN";

    /** They hold a draft that nothing else refers to, and that is copied to be changed. */
    private static final Set<String> COPIED_BEFORE_CHANGED = Set.of(
            ROOT + "migration.internal.state.Progress.NOTHING_YET",
            ROOT + "migration.internal.state.CallProgress.NOTHING_YET");

    /** A view that cannot be modified is of a copy that nothing else refers to. */
    private static final Pattern IMMUTABLE_COLLECTIONS =
            Pattern.compile("java\\.util\\.(ImmutableCollections|Collections\\$(Unmodifiable|Empty)).*");

    /** Such as the result of {@code Predicate.and}. */
    private static final Pattern FUNCTION_OF_JAVA = Pattern.compile("java\\.util\\.function\\..*\\$\\$Lambda.*");

    /** The last three are thread-safe and meant to be shared. */
    private static final List<Class<?>> CONSTANTS = List.of(
            Integer.class,
            Long.class,
            Double.class,
            BigDecimal.class,
            BigInteger.class,
            Boolean.class,
            Character.class,
            String.class,
            Instant.class,
            Duration.class,
            Pattern.class,
            URI.class,
            Logger.class,
            JsonFactory.class,
            HttpClient.class);

    @ArchTest
    static void every_package_depends_only_on_allowed_packages(JavaClasses classes) {
        for (JavaClass type : classes) {
            Set<String> known = requireNonNull(ROOMS.get(room(type)), () -> "the package of " + type + " is not named");
            assertThat(type.getDirectDependenciesFromSelf())
                    .extracting(dependency -> dependency.getTargetClass().getBaseComponentType())
                    .filteredOn(target -> target.getPackageName().startsWith(ROOT))
                    .extracting(ArchitectureTest::room)
                    .as("the packages that %s knows", type)
                    .allMatch(room -> room.equals(room(type)) || room.equals("error") || known.contains(room));
        }
    }

    @ArchTest
    static void every_package_that_is_named_is_there(JavaClasses classes) {
        assertThat(classes).extracting(ArchitectureTest::room).containsAll(ROOMS.keySet());
    }

    @ArchTest
    static final ArchRule packages_have_no_cycles =
            slices().matching("io.connectmigrator.(**)").should().beFreeOfCycles();

    /** A package and its {@code internal} are one here, so that neither leads through another package back to the other. */
    @ArchTest
    static final ArchRule packages_with_all_below_them_have_no_cycles =
            slices().matching("io.connectmigrator.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule packages_of_a_migration_with_all_below_them_have_no_cycles = slices().matching(
                    "io.connectmigrator.migration.internal.(*)..")
            .should()
            .beFreeOfCycles();

    @ArchTest
    static final ArchRule only_one_class_uses_jackson = noClasses()
            .that()
            .haveNameNotMatching("io\\.connectmigrator\\.internal\\.Json(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml.jackson..");

    @ArchTest
    static final ArchRule only_the_internals_use_http = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + "internal", ROOT + "connect")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.net.http..");

    @ArchTest
    static final ArchRule no_class_sleeps_except_where_waiting_is_injected = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.connectmigrator.internal.Waiting")
            .should()
            .callMethodWhere(target(owner(resideInAPackage("java..")))
                    .and(target(nameMatching("sleep|park(Nanos|Until)?|wait"))));

    @ArchTest
    static final ArchRule nothing_is_reached_by_reflection = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.lang.reflect..", "java.lang.invoke..")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(ServiceLoader.class)
            .orShould()
            .callMethodWhere(target(owner(equivalentTo(Class.class)))
                    .and(target(nameMatching("forName|newInstance|get(Declared|Enclosing|RecordComponents).*"
                            + "|get(Method|Field|Constructor)s?"))))
            .orShould()
            .callMethodWhere(target(owner(assignableTo(ClassLoader.class))).and(target(nameMatching("loadClass"))));

    @ArchTest
    static void every_exported_exception_has_the_one_root(JavaClasses classes) {
        assertThat(classes)
                .filteredOn(type ->
                        isExported(type.getPackageName()) && type.getModifiers().contains(JavaModifier.PUBLIC))
                .filteredOn(type -> type.isAssignableTo(Throwable.class))
                .hasSizeGreaterThan(5)
                .allMatch(type -> type.isAssignableTo(ConnectMigratorException.class));
    }

    @ArchTest
    static void no_exported_method_throws_what_is_not_exported(JavaClasses classes) {
        assertThat(classes)
                .filteredOn(type -> isExported(type.getPackageName()))
                .flatExtracting(JavaClass::getCodeUnits)
                .filteredOn(unit -> unit.getModifiers().contains(JavaModifier.PUBLIC)
                        || unit.getModifiers().contains(JavaModifier.PROTECTED))
                .flatExtracting(unit -> unit.getExceptionTypes())
                .extracting(JavaClass::getPackageName)
                .isNotEmpty()
                .allMatch(name -> name.startsWith("java.") || isExported(name));
    }

    /** What the Javadoc says is thrown, callers can catch. */
    @ArchTest
    static void no_exported_type_says_that_it_throws_what_is_not_exported(JavaClasses classes) throws IOException {
        Set<String> known = classes.stream()
                .filter(type -> isExported(type.getPackageName()) && type.isAssignableTo(Throwable.class))
                .map(JavaClass::getSimpleName)
                .collect(Collectors.toSet());
        Path sources = Path.of("src/main/java");
        try (Stream<Path> files = Files.walk(sources)) {
            assertThat(files.filter(file -> file.toString().endsWith(".java"))
                            .filter(file -> isExported(sources.relativize(file).toString())))
                    .flatExtracting(ArchitectureTest::thrownByJavadoc)
                    .isNotEmpty()
                    .allMatch(name -> known.contains(name) || OF_JAVA.contains(name) || name.startsWith("java."));
        }
    }

    private static List<String> thrownByJavadoc(Path source) {
        try {
            return THROWS.matcher(Files.readString(source))
                    .results()
                    .map(found -> found.group(1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isExported(String packageOrFile) {
        return !packageOrFile.contains("internal");
    }

    @ArchTest
    static final ArchRule nothing_static_is_assigned_twice =
            fields().that().areStatic().should().beFinal();

    @ArchTest
    static void nothing_static_changes(JavaClasses classes) {
        assertThat(classes)
                .flatExtracting(JavaClass::getFields)
                .filteredOn(field -> field.getModifiers().contains(JavaModifier.STATIC))
                .filteredOn(field -> !field.getModifiers().contains(JavaModifier.SYNTHETIC))
                .filteredOn(field -> !field.getFullName().equals(OPEN_LOCK_FILES))
                .filteredOn(field -> !COPIED_BEFORE_CHANGED.contains(field.getFullName()))
                .extracting(JavaField::reflect)
                .isNotEmpty()
                .filteredOn(field -> !cannotChange(of(field, null)))
                .isEmpty();
    }

    @ArchTest
    static final ArchRule only_the_lock_files_are_known_to_the_whole_jvm = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(LOCK_FILES)
            .should()
            .callMethodWhere(target(owner(equivalentTo(System.class))).and(target(nameMatching(".*Propert(y|ies)"))))
            .orShould()
            .callMethodWhere(target(nameMatching("(add|remove)ShutdownHook")))
            .orShould()
            .callMethodWhere(
                    target(owner(resideInAPackage("java.lang"))).and(target(nameMatching("get(Boolean|Integer|Long)"))))
            .orShould()
            .callMethodWhere(target(owner(resideInAPackage("java..")))
                    .and(target(nameMatching("set(Default|Default[A-Z].*|Out|Err|In|SecurityManager)"))));

    private static Map<String, Set<String>> rooms() {
        Map<String, Set<String>> rooms = new LinkedHashMap<>();
        rooms.put("error", Set.of());
        rooms.put("internal", Set.of());
        rooms.put("topic", Set.of());
        rooms.put("registry", Set.of("internal"));
        rooms.put("offset", Set.of("internal", "topic"));
        rooms.put("connect", Set.of("internal", "topic", "registry", "offset"));
        rooms.put("kubernetes", Set.of("offset", "connect"));
        rooms.put("journal", Set.of("internal"));
        rooms.put("report", Set.of("internal", "offset", "journal"));
        rooms.put("readiness", Set.of("internal", "report"));
        rooms.put("report.internal", Set.of("internal", "offset", "connect", "journal", "report"));
        rooms.put("family", Set.of("offset", "connect", "report"));
        rooms.put("lint", Set.of("connect", "report"));
        rooms.put("event", Set.of("internal", "report"));
        rooms.put("event.internal", Set.of("event"));
        rooms.put("plan", Set.of("offset", "connect", "report"));
        rooms.put(
                "plan.internal",
                Set.of("internal", "offset", "connect", "journal", "report", "readiness", "report.internal", "plan"));
        rooms.put(
                "migration.internal.state",
                Set.of("internal", "offset", "connect", "journal", "report", "readiness", "plan", "plan.internal"));
        rooms.put("migration.internal.work", Set.of("internal", "connect", "report", "report.internal"));
        rooms.put("migration.internal.schema", Set.of("internal", "topic", "registry", "connect", "report"));
        rooms.put(
                "migration.internal.connector",
                Set.of(
                        "internal",
                        "offset",
                        "connect",
                        "report",
                        "readiness",
                        "report.internal",
                        "topic",
                        "family",
                        "lint",
                        "plan",
                        "plan.internal",
                        "migration.internal.state",
                        "migration.internal.work",
                        "migration.internal.schema"));
        rooms.put(
                "migration.internal.check",
                Set.of(
                        "offset",
                        "connect",
                        "report",
                        "report.internal",
                        "topic",
                        "family",
                        "lint",
                        "plan",
                        "plan.internal",
                        "migration.internal.schema",
                        "migration.internal.connector"));
        rooms.put(
                "migration.internal.readiness",
                Set.of(
                        "internal",
                        "offset",
                        "connect",
                        "report",
                        "readiness",
                        "report.internal",
                        "topic",
                        "family",
                        "lint",
                        "plan",
                        "plan.internal",
                        "migration.internal.schema",
                        "migration.internal.connector"));
        rooms.put(
                "migration.internal.baseline",
                Set.of(
                        "internal",
                        "topic",
                        "offset",
                        "connect",
                        "report",
                        "report.internal",
                        "migration.internal.work",
                        "migration.internal.connector"));
        rooms.put(
                "migration.internal.step",
                Set.of(
                        "internal",
                        "offset",
                        "connect",
                        "report",
                        "report.internal",
                        "plan",
                        "migration.internal.state",
                        "migration.internal.work",
                        "migration.internal.connector",
                        "migration.internal.baseline"));
        rooms.put("migration.internal.run", all(rooms));
        rooms.put("migration", all(rooms));
        return rooms;
    }

    private static Set<String> all(Map<String, Set<String>> rooms) {
        return Set.copyOf(rooms.keySet());
    }

    private static String room(JavaClass type) {
        return type.getBaseComponentType().getPackageName().substring(ROOT.length());
    }

    /** What it refers to must not change either. */
    private static boolean cannotChange(@Nullable Object value) {
        if (value == null) {
            return true;
        }
        String type = value.getClass().getName();
        if (type.startsWith(ROOT)) {
            return fieldsOf(value.getClass())
                    .allMatch(field -> Modifier.isFinal(field.getModifiers()) && cannotChange(of(field, value)));
        }
        if (FUNCTION_OF_JAVA.matcher(type).matches()) {
            return true;
        }
        if (value instanceof Optional<?> optional) {
            return cannotChange(optional.orElse(null));
        }
        if (IMMUTABLE_COLLECTIONS.matcher(type).matches()) {
            return elements(value).allMatch(ArchitectureTest::cannotChange);
        }
        return CONSTANTS.stream().anyMatch(constant -> constant.isInstance(value));
    }

    /** {@return the fields of objects of a class of the library, those of its superclasses among them} */
    private static Stream<Field> fieldsOf(Class<?> type) {
        return Stream.<Class<?>>iterate(type, each -> each.getName().startsWith(ROOT), Class::getSuperclass)
                .flatMap(each -> Stream.of(each.getDeclaredFields()))
                .filter(field -> !Modifier.isStatic(field.getModifiers()));
    }

    private static Stream<?> elements(Object collection) {
        return collection instanceof Map<?, ?> map
                ? Stream.concat(map.keySet().stream(), map.values().stream())
                : ((Collection<?>) collection).stream();
    }

    private static @Nullable Object of(Field field, @Nullable Object object) {
        try {
            field.setAccessible(true);
            return field.get(object);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
