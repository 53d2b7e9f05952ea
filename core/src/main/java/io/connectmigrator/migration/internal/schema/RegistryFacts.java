package io.connectmigrator.migration.internal.schema;

import io.connectmigrator.internal.Lazy;
import io.connectmigrator.registry.RegisteredSchema;
import io.connectmigrator.registry.SchemaDefinition;
import io.connectmigrator.registry.SchemaExporter;
import io.connectmigrator.registry.SchemaRegistry;
import io.connectmigrator.registry.SchemaRegistryException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * What a registry answers, each question asked once for all connectors of a plan. After a failure that concerns every request it is not
 * asked again. Thread-safe.
 */
final class RegistryFacts {

    private final SchemaRegistry registry;
    private final boolean fleet;
    private final Lazy<Optional<String>> identity;
    private final Lazy<List<String>> contexts;
    private final Lazy<List<SchemaExporter>> exporters;
    private final Lazy<Optional<Map<String, List<RegisteredSchema>>>> all;
    private final ConcurrentMap<Object, Lazy<?>> answers = new ConcurrentHashMap<>();
    private final AtomicReference<SchemaRegistryException> broken = new AtomicReference<>();

    /** Which question an answer belongs to. */
    private record Question(String what, String about) {}

    /**
     * Asks nothing yet.
     *
     * @param fleet whether so many connectors will ask that it is better to list all subjects than those of each topic
     */
    RegistryFacts(SchemaRegistry registry, boolean fleet) {
        this.registry = registry;
        this.fleet = fleet;
        this.identity = new Lazy<>(registry::identity);
        this.contexts = new Lazy<>(registry::contexts);
        this.exporters = new Lazy<>(registry::exporters);
        this.all = new Lazy<>(() -> registry.schemas("").map(RegistryFacts::bySubject));
    }

    SchemaRegistry registry() {
        return registry;
    }

    Optional<String> identity() {
        return asking(identity);
    }

    List<String> contexts() {
        return asking(contexts);
    }

    /** {@return whether a running exporter keeps the ids of another registry equal to those of this one} */
    Optional<String> exporterThatKeepsIds() {
        return asking(exporters).stream()
                .filter(SchemaExporter::keepsIds)
                .map(SchemaExporter::name)
                .findFirst();
    }

    /** {@return all versions of a subject of a topic, deleted ones included} */
    List<RegisteredSchema> versions(String topic, String subject) {
        Optional<Map<String, List<RegisteredSchema>>> listed = fleet ? asking(all) : ofTopic(topic);
        return listed.isPresent()
                ? listed.get().getOrDefault(subject, List.of())
                : ask("versions", subject, () -> registry.versions(subject));
    }

    private Optional<Map<String, List<RegisteredSchema>>> ofTopic(String topic) {
        return ask("schemas", topic, () -> registry.schemas(topic + "-").map(RegistryFacts::bySubject));
    }

    private static Map<String, List<RegisteredSchema>> bySubject(List<RegisteredSchema> schemas) {
        Map<String, List<RegisteredSchema>> bySubject = new HashMap<>();
        schemas.forEach(schema -> bySubject
                .computeIfAbsent(schema.subject(), first -> new ArrayList<>())
                .add(schema));
        return bySubject;
    }

    /** {@return the schema under an id} Only where there are several contexts, the subject decides in which of them an id is looked up. */
    Optional<SchemaDefinition> schema(long id, String subject) {
        String about = contexts().size() > 1 ? id + " " + subject : "" + id;
        return ask("id", about, () -> registry.schema(id, subject));
    }

    Optional<SchemaDefinition> schema(String guid) {
        return ask("guid", guid, () -> registry.schema(guid));
    }

    Set<String> usesOf(long id) {
        return ask("uses", "" + id, () -> registry.usesOf(id));
    }

    Optional<String> mode(String subject) {
        return ask("mode", subject, () -> registry.mode(subject));
    }

    Optional<String> mode() {
        return ask("mode of all", "", registry::mode);
    }

    Optional<RegisteredSchema> latest(String subject) {
        return ask("latest", subject, () -> registry.latest(subject));
    }

    /** {@return whether a subject would refuse a schema as its next version} */
    boolean refuses(String subject, SchemaDefinition schema) {
        return ask(
                "refuses",
                subject,
                () -> registry.lookUp(subject, schema).isEmpty() && !registry.isCompatible(subject, schema));
    }

    Optional<String> compatibility(String subject) {
        return ask("compatibility", subject, () -> registry.compatibility(subject));
    }

    @SuppressWarnings("unchecked")
    private <T> T ask(String what, String about, Supplier<T> question) {
        return asking((Lazy<T>) answers.computeIfAbsent(new Question(what, about), first -> new Lazy<>(question)));
    }

    private <T> T asking(Lazy<T> question) {
        SchemaRegistryException failure = broken.get();
        if (failure != null) {
            throw failure;
        }
        try {
            return question.get();
        } catch (SchemaRegistryException e) {
            if (e.concernsEveryRequest()) {
                broken.set(e);
            }
            throw e;
        }
    }

    /** {@return its name, and the cluster that it says it is} */
    String described() {
        try {
            return registry.name()
                    + identity().map(id -> " (cluster " + id + ")").orElse("");
        } catch (SchemaRegistryException e) {
            return registry.name();
        }
    }
}
