package io.connectmigrator;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
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
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;

/** The arrows between the packages, and who may know what. */
@AnalyzeClasses(packages = "io.connectmigrator", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String OFFSET = "io.connectmigrator.offset..";
    private static final String CONNECT = "io.connectmigrator.connect..";
    private static final String MIGRATION = "io.connectmigrator.migration..";
    private static final String REPORT = "io.connectmigrator.report..";
    private static final String FAMILY = "io.connectmigrator.family..";
    private static final String INTERNAL = "io.connectmigrator.internal..";

    private static final String LOCK_FILES = "io.connectmigrator.journal.LockFiles";

    /** The one thing static that changes: a lock of the operating system belongs to the whole JVM, and so does its channel. */
    private static final String OPEN_LOCK_FILES = LOCK_FILES + ".OPEN";

    /** The last three are made to be shared by everybody. */
    private static final List<Class<?>> CONSTANTS = List.of(
            Number.class,
            Boolean.class,
            String.class,
            Enum.class,
            Duration.class,
            Pattern.class,
            URI.class,
            Logger.class,
            JsonFactory.class,
            HttpClient.class);

    @ArchTest
    static final ArchRule offsets_know_neither_clusters_nor_migrations = noClasses()
            .that()
            .resideInAPackage(OFFSET)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CONNECT, REPORT, FAMILY, MIGRATION);

    @ArchTest
    static final ArchRule clusters_know_no_migrations = noClasses()
            .that()
            .resideInAPackage(CONNECT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(REPORT, FAMILY, MIGRATION);

    @ArchTest
    static final ArchRule reports_know_neither_families_nor_migrations = noClasses()
            .that()
            .resideInAPackage(REPORT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(FAMILY, MIGRATION);

    @ArchTest
    static final ArchRule families_know_no_migrations = noClasses()
            .that()
            .resideInAPackage(FAMILY)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(MIGRATION);

    @ArchTest
    static final ArchRule what_all_share_knows_none_of_them = noClasses()
            .that()
            .resideInAPackage(INTERNAL)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(OFFSET, CONNECT, REPORT, FAMILY, MIGRATION);

    @ArchTest
    static final ArchRule packages_go_in_no_circle =
            slices().matching("io.connectmigrator.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule only_one_class_knows_jackson = noClasses()
            .that()
            .haveNameNotMatching("io\\.connectmigrator\\.internal\\.Json(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml.jackson..");

    @ArchTest
    static final ArchRule only_the_internals_speak_http = noClasses()
            .that()
            .resideInAnyPackage(OFFSET, REPORT, FAMILY, MIGRATION)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.net.http..");

    @ArchTest
    static final ArchRule nobody_sleeps_but_where_waiting_is_injected = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.connectmigrator.internal.Waiting")
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Thread.class, "sleep", long.class, int.class);

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
                    .and(target(nameMatching("forName|newInstance|getDeclared.*|get(Method|Field|Constructor)s?"))));

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
                .extracting(JavaField::reflect)
                .isNotEmpty()
                .allSatisfy(field -> {
                    field.setAccessible(true);
                    assertThat(field.get(null)).matches(ArchitectureTest::cannotChange);
                });
    }

    @ArchTest
    static final ArchRule only_the_lock_files_are_known_to_the_whole_jvm = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(LOCK_FILES)
            .should()
            .callMethodWhere(target(owner(equivalentTo(System.class))).and(target(nameMatching(".*Propert(y|ies)"))))
            .orShould()
            .callMethodWhere(target(nameMatching("(add|remove)ShutdownHook")));

    private static boolean cannotChange(Object value) {
        Class<?> type = value.getClass();
        if (type.getName().startsWith("io.connectmigrator.")) {
            return Stream.of(type.getDeclaredFields()).allMatch(field -> Modifier.isFinal(field.getModifiers()));
        }
        return type.getName().startsWith("java.util.ImmutableCollections")
                || CONSTANTS.stream().anyMatch(constant -> constant.isInstance(value));
    }
}
