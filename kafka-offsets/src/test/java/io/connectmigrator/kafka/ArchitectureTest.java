package io.connectmigrator.kafka;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/** The packages of this module, the arrows between them and to core, and which library each may use. */
@AnalyzeClasses(packages = "io.connectmigrator.kafka", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "io.connectmigrator.";

    /** Every package, and the packages of this module and of core that it may use. */
    private static final Map<String, Set<String>> ROOMS = rooms();

    private static Map<String, Set<String>> rooms() {
        Map<String, Set<String>> rooms = new LinkedHashMap<>();
        rooms.put("kafka.internal.client", Set.of("offset"));
        rooms.put("kafka.internal.topic", Set.of("offset", "topic", "kafka.internal.client"));
        rooms.put("kafka.internal.group", Set.of("offset", "topic", "kafka.internal.client"));
        rooms.put(
                "kafka.internal.worker",
                Set.of("offset", "kafka.internal.client", "kafka.internal.topic", "kafka.internal.group"));
        rooms.put(
                "kafka.internal.bridge",
                Set.of("offset", "topic", "kafka.internal.client", "kafka.internal.topic", "kafka.internal.group"));
        rooms.put("kafka.internal.journal", Set.of("offset", "journal", "kafka.internal.client"));
        rooms.put(
                "kafka",
                Set.of(
                        "offset",
                        "topic",
                        "journal",
                        "kafka.internal.client",
                        "kafka.internal.topic",
                        "kafka.internal.group",
                        "kafka.internal.worker",
                        "kafka.internal.bridge",
                        "kafka.internal.journal"));
        return rooms;
    }

    @ArchTest
    static void every_package_uses_only_what_it_may_use(JavaClasses classes) {
        for (JavaClass type : classes) {
            Set<String> used = requireNonNull(ROOMS.get(room(type)), () -> "the package of " + type + " is not named");
            assertThat(type.getDirectDependenciesFromSelf())
                    .extracting(dependency -> dependency.getTargetClass().getBaseComponentType())
                    .filteredOn(target -> target.getPackageName().startsWith(ROOT))
                    .extracting(ArchitectureTest::room)
                    .as("the packages that %s uses", type)
                    .allMatch(room -> room.equals(room(type)) || used.contains(room));
        }
    }

    @ArchTest
    static void every_package_that_is_named_exists(JavaClasses classes) {
        assertThat(classes).extracting(ArchitectureTest::room).containsAll(ROOMS.keySet());
    }

    @ArchTest
    static final ArchRule packages_form_no_cycle =
            slices().matching("io.connectmigrator.(**)").should().beFreeOfCycles();

    /** A package that is added below one of them belongs to it. */
    @ArchTest
    static final ArchRule internal_packages_with_all_below_them_form_no_cycle = slices().matching(
                    "io.connectmigrator.kafka.internal.(*)..")
            .should()
            .beFreeOfCycles();

    @ArchTest
    static void the_exported_package_has_only_its_classes_and_their_builders(JavaClasses classes) {
        assertThat(classes)
                .filteredOn(type -> room(type).equals("kafka"))
                .extracting(JavaClass::getSimpleName)
                .filteredOn(name -> !name.equals("package-info"))
                .containsExactlyInAnyOrder(
                        "KafkaBridge",
                        "KafkaBridgeBuilder",
                        "MirrorTopics",
                        "KafkaOffsets",
                        "KafkaOffsetsBuilder",
                        "KafkaJournal",
                        "KafkaJournalBuilder",
                        "KafkaTopics",
                        "KafkaTopicsBuilder",
                        "SchemaHistories",
                        "HistoryRename");
    }

    @ArchTest
    static final ArchRule only_the_client_package_creates_clients = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "kafka.internal.client")
            .should()
            .callConstructorWhere(target(owner(are(JavaClass.Predicates.assignableTo(Producer.class)
                    .or(JavaClass.Predicates.assignableTo(Consumer.class))))))
            .orShould()
            .callMethodWhere(target(owner(are(JavaClass.Predicates.assignableTo(Admin.class))))
                    .and(target(nameMatching("create"))));

    @ArchTest
    static final ArchRule only_one_class_uses_jackson = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(ROOT + "kafka.internal.topic.RawJson")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml.jackson..");

    @ArchTest
    static final ArchRule time_is_injected = noClasses()
            .that()
            .haveNameNotMatching(".*\\.client\\.KafkaTime(\\$.*)?")
            .should()
            .callMethodWhere(target(nameMatching("nanoTime|currentTimeMillis"))
                    .and(target(owner(JavaClass.Predicates.equivalentTo(System.class)))))
            .orShould()
            .callMethodWhere(
                    target(nameMatching("now")).and(target(owner(JavaClass.Predicates.equivalentTo(Instant.class)))))
            .orShould()
            .callMethodWhere(
                    target(nameMatching("sleep")).and(target(owner(JavaClass.Predicates.equivalentTo(Thread.class)))));

    @ArchTest
    static final ArchRule only_leases_have_threads = noClasses()
            .that()
            .haveNameNotMatching(".*\\.journal\\.LeaseThread(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(ExecutorService.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Executors.class);

    @ArchTest
    static final ArchRule nothing_static_is_assigned_twice =
            fields().that().areStatic().should().haveModifier(JavaModifier.FINAL);

    private static String room(JavaClass type) {
        return type.getBaseComponentType().getPackageName().substring(ROOT.length());
    }
}
