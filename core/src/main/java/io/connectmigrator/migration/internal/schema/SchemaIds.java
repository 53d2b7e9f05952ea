package io.connectmigrator.migration.internal.schema;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.registry.RegisteredSchema;
import io.connectmigrator.registry.SchemaDefinition;
import io.connectmigrator.registry.SchemaRegistryException;
import io.connectmigrator.report.SchemaComparison.Relation;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares the ids of the topics of a connector in both registries, and looks whether the target could read or write them. */
final class SchemaIds {

    private static final int FIRST_WITH_HEADERS = 8;

    private final SchemaMove move;
    private final ConverterConfig converter;
    private final ComparedConverter found;
    private final @Nullable RegistryFacts source;
    private final @Nullable RegistryFacts target;
    private final boolean isKey;

    SchemaIds(
            SchemaMove move,
            ConverterConfig converter,
            ComparedConverter found,
            Optional<RegistryFacts> source,
            Optional<RegistryFacts> target) {
        this.move = move;
        this.converter = converter;
        this.found = found;
        this.source = source.orElse(null);
        this.target = target.orElse(null);
        this.isKey = converter.part().equals("key");
    }

    /** What is known of one id: where it was seen, and the version that has it. */
    private static final class Known {

        private @Nullable RegisteredSchema version;
        private @Nullable SampledId sample;
    }

    void compare() {
        if (converter.part().equals("header")) {
            return;
        }
        Set<String> topics = move.topics().get();
        if (topics.isEmpty() && found.relation != Relation.SAME) {
            found.notChecked(
                    "the topics of the connector are not known, so that the schemas of " + converter.role()
                            + " are not checked",
                    "Let the workers track topics (topic.tracking.enable), and check while the connector has used its topics");
        }
        try {
            topics.forEach(this::compare);
        } catch (SchemaRegistryException e) {
            found.refused(
                    "the schemas of " + converter.role() + " are not checked further: " + e.happened(), e.remedy());
        }
    }

    private void compare(String topic) {
        List<SampledId> samples = move.reads() ? samples(topic) : List.of();
        found.sampled += samples.size();
        formats(topic, samples);
        if (found.relation != Relation.SAME && converter.kind() != ConverterKind.OTHER_API && target != null) {
            known(topic, samples).forEach((id, known) -> compare(topic, id, known));
            guids(topic, samples);
        }
        if (!move.reads() && target != null) {
            writable(converter.subject(topic), topic, target);
        }
    }

    private List<SampledId> samples(String topic) {
        Optional<TopicSamples> samples =
                move.source().samples().or(() -> move.target().samples());
        if (samples.isEmpty()) {
            return List.of();
        }
        try {
            return samples.get().ids(topic, move.positions().get().getOrDefault(topic, Map.of()), isKey);
        } catch (RuntimeException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            found.notChecked(
                    "topic " + topic + " could not be sampled, so that only the versions of its subject are compared",
                    "Let the principal of the Kafka clients DESCRIBE and READ the topic");
            return List.of();
        }
    }

    private Map<Long, Known> known(String topic, List<SampledId> samples) {
        Map<Long, Known> known = new LinkedHashMap<>();
        samples.stream()
                .filter(sample -> sample.format() == SchemaFormat.FOUR_BYTES)
                .forEach(sample -> known.computeIfAbsent(sample.id(), id -> new Known()).sample = sample);
        boolean byTopic = converter.namesSubjectsByTopic();
        if (byTopic && source != null) {
            String subject = converter.subject(topic);
            List<RegisteredSchema> versions = source.versions(topic, subject);
            if (!versions.isEmpty()) {
                found.subjects.add(subject);
            }
            versions.forEach(version -> known.computeIfAbsent(version.id(), id -> new Known()).version = version);
        }
        if (known.isEmpty() && (!byTopic || source == null)) {
            found.notChecked(
                    "which schemas topic " + topic + " has is not known"
                            + (byTopic ? "" : ", since its subjects are not named by topic (subject.name.strategy)")
                            + ": its ids are not compared",
                    "Give the clients something that reads the topics, with topics(KafkaTopics.builder(…).build())");
        }
        return known;
    }

    private void compare(String topic, long id, Known known) {
        RegistryFacts there = requireNonNull(target);
        RegisteredSchema version = known.version;
        String subject = version == null ? converter.subject(topic) : version.subject();
        found.ids.add(Long.toString(id));
        Optional<SchemaDefinition> other = there.schema(id, subject);
        if (other.isEmpty()) {
            found.missing.add(named(id, topic, known) + " but not in registry " + found.target + " (40403)");
            return;
        }
        SchemaDefinition here = version == null ? ofSource(topic, id, subject) : version.schema();
        // Elsewhere the ids of another registry are right, since nothing there reads those of this one.
        boolean meet = move.reads() || !move.onTwoKafkaClusters().get();
        if (here != null && meet && !here.isSameAs(other.get())) {
            found.conflicts.add(conflict(topic, id, known, here, other.get(), there));
        }
    }

    private @Nullable SchemaDefinition ofSource(String topic, long id, String subject) {
        SchemaDefinition schema =
                source == null ? null : source.schema(id, subject).orElse(null);
        if (schema == null) {
            found.notChecked(
                    "id " + id + " is in topic " + topic + ", and "
                            + (source == null
                                    ? "the registry of " + move.from() + " was not asked"
                                    : "registry " + found.source + " does not have it")
                            + ": whether it is the same schema in registry " + found.target + " is not known",
                    "Look up which registry the producers of the topic ask, and give it to the client of "
                            + move.from());
        }
        return schema;
    }

    private String named(long id, String topic, Known known) {
        RegisteredSchema version = known.version;
        SampledId sample = known.sample;
        String name = "id " + id + " (" + (version == null ? "of no subject of the topic" : version.name()) + ") is ";
        return name + (sample == null ? "a schema of topic " + topic : "in topic " + topic + " at " + sample.place());
    }

    private static String conflict(
            String topic, long id, Known known, SchemaDefinition here, SchemaDefinition other, RegistryFacts there) {
        RegisteredSchema version = known.version;
        SampledId sample = known.sample;
        Set<String> uses = there.usesOf(id);
        return "id " + id + " is " + (version == null ? "a schema" : version.name()) + " (" + here + ") here and "
                + (uses.isEmpty() ? "a schema" : String.join(", ", uses)) + " (" + other + ") there; topic " + topic
                + (sample == null ? " has it as a version" : " has it at " + sample.place());
    }

    private void guids(String topic, List<SampledId> samples) {
        RegistryFacts there = requireNonNull(target);
        samples.stream()
                .filter(sample -> sample.format() == SchemaFormat.GUID_IN_HEADER)
                .forEach(sample -> {
                    if (found.ids.add(sample.guid())
                            && there.schema(sample.guid()).isEmpty()) {
                        found.missing.add("GUID " + sample.guid() + " is in topic " + topic + " at " + sample.place()
                                + " but not in registry " + found.target);
                    }
                });
    }

    /** What the bytes of the topic are, held against what the converter of the target reads. */
    private void formats(String topic, List<SampledId> samples) {
        Set<SchemaFormat> seen = EnumSet.noneOf(SchemaFormat.class);
        for (SampledId sample : samples) {
            if (seen.add(sample.format())) {
                unread(sample)
                        .ifPresent(why -> found.formats.add("records of topic " + topic + ", such as the one at "
                                + sample.place() + ", have " + sample.format().inWords() + ", which " + why));
            }
        }
        if (seen.contains(SchemaFormat.EIGHT_BYTES) || seen.contains(SchemaFormat.GLUE)) {
            found.notChecked(
                    "topic " + topic + " has records with " + inWords(seen) + ": these are not compared",
                    "Check by hand that the target's registry has these schemas under the same ids");
        }
    }

    private static String inWords(Set<SchemaFormat> seen) {
        List<String> words = new ArrayList<>();
        seen.stream()
                .filter(format -> format == SchemaFormat.EIGHT_BYTES || format == SchemaFormat.GLUE)
                .forEach(format -> words.add(format.inWords()));
        return String.join(" and ", words);
    }

    private Optional<String> unread(SampledId sample) {
        ConverterKind kind = converter.kind();
        return switch (sample.format()) {
            case FOUR_BYTES ->
                kind == ConverterKind.OTHER_API
                        ? Optional.of(converter.className() + " does not read")
                        : Optional.empty();
            case EIGHT_BYTES ->
                kind.readsFourByteIds()
                        ? Optional.of(shown() + " takes for the id 0")
                        : kind == ConverterKind.OTHER_API ? Optional.of(shown() + " does not read") : Optional.empty();
            case GLUE ->
                kind == ConverterKind.OTHER_API || kind == ConverterKind.UNKNOWN
                        ? Optional.empty()
                        : Optional.of(shown() + " does not read (Unknown magic byte)");
            case GUID_IN_HEADER -> unreadGuid(kind);
            case NONE -> Optional.empty();
        };
    }

    private Optional<String> unreadGuid(ConverterKind kind) {
        if (kind == ConverterKind.CLOUD || kind == ConverterKind.UNKNOWN) {
            return Optional.empty();
        }
        if (kind != ConverterKind.CONFLUENT) {
            return Optional.of(shown() + " does not read");
        }
        String version = move.versionOnTarget().apply(converter.className());
        if (version == null) {
            found.notChecked(
                    "the version of " + converter.className() + " on " + move.to()
                            + " is not known; GUIDs in headers need 8.0",
                    "Look it up on the workers");
            return Optional.empty();
        }
        String major = version.split("\\.", 2)[0];
        boolean reads = !major.matches("\\d{1,4}") || Integer.parseInt(major) >= FIRST_WITH_HEADERS;
        return reads ? Optional.empty() : Optional.of(shown() + " of version " + version + " does not read (8.0 does)");
    }

    private String shown() {
        return converter.className().isEmpty() ? converter.role() : converter.className();
    }

    private void writable(String subject, String topic, RegistryFacts there) {
        if (!converter.namesSubjectsByTopic()) {
            found.notChecked(
                    "the subjects of topic " + topic + " are not named by topic (subject.name.strategy): whether "
                            + converter.role() + " can write them is not checked",
                    "Check by hand that the registry of the target takes the schemas");
            return;
        }
        Optional<RegisteredSchema> latest = there.latest(subject);
        if (!converter.registers()) {
            if (latest.isEmpty()) {
                found.unwritable.add("registry " + found.target + " has no subject " + subject + ", and "
                        + converter.role() + " registers none (auto.register.schemas or use.latest.version)");
            }
            return;
        }
        Optional<String> mode = there.mode(subject);
        if (mode.isPresent() && !mode.get().equals("READWRITE")) {
            found.unwritable.add("subject " + subject + " of registry " + found.target + " is in mode " + mode.get()
                    + ": registering a schema there is refused (42205)");
        } else if (found.relation == Relation.OTHER && source != null && latest.isPresent()) {
            source.latest(subject)
                    .filter(here -> !here.schema().isSameAs(latest.get().schema()))
                    .filter(here -> there.refuses(subject, here.schema()))
                    .ifPresent(here -> found.unwritable.add(here.name() + " is not compatible ("
                            + there.compatibility(subject).orElse("compatibility not known") + ") with "
                            + latest.get().name() + " of registry " + found.target
                            + ": registering it there is refused (40901)"));
        }
    }
}
