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

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ServiceLoader;

/** The arrows between the packages, and who may know what. */
@AnalyzeClasses(packages = "io.connectmigrator", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String OFFSET = "io.connectmigrator.offset..";
    private static final String CONNECT = "io.connectmigrator.connect..";
    private static final String MIGRATION = "io.connectmigrator.migration..";
    private static final String INTERNAL = "io.connectmigrator.internal..";

    @ArchTest
    static final ArchRule offsets_know_neither_clusters_nor_migrations = noClasses()
            .that()
            .resideInAPackage(OFFSET)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CONNECT, MIGRATION);

    @ArchTest
    static final ArchRule clusters_know_no_migrations = noClasses()
            .that()
            .resideInAPackage(CONNECT)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(MIGRATION);

    @ArchTest
    static final ArchRule what_all_share_knows_none_of_them = noClasses()
            .that()
            .resideInAPackage(INTERNAL)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(OFFSET, CONNECT, MIGRATION);

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
            .resideInAnyPackage(OFFSET, MIGRATION)
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
    static final ArchRule nothing_static_changes = fields().that()
            .areStatic()
            .should()
            .beFinal()
            .andShould()
            .notHaveRawType(resideInAPackage("java.util.concurrent..").or(assignableTo(ThreadLocal.class)));
}
