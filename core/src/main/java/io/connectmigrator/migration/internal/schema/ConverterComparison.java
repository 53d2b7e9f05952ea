package io.connectmigrator.migration.internal.schema;

import io.connectmigrator.internal.RegistryUrl;
import io.connectmigrator.registry.SchemaRegistryException;
import io.connectmigrator.report.SchemaComparison.Relation;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds out which registries a converter asks on both sides, and has their schemas compared. */
public final class ConverterComparison {

    private final SchemaMove move;
    private final ConverterConfig converter;
    private final @Nullable ConverterConfig before;
    private final ComparedConverter found;
    private final Optional<RegistryFacts> ofSource;
    private final Optional<RegistryFacts> ofTarget;

    private ConverterComparison(SchemaMove move, ConverterConfig converter, @Nullable ConverterConfig before) {
        this.move = move;
        this.converter = converter;
        this.before = before;
        this.found = new ComparedConverter(converter);
        this.ofSource = move.source().of(before);
        this.ofTarget = move.target().of(converter);
    }

    /** {@return what is found about each converter of the target's config that asks a registry} */
    public static List<ComparedConverter> all(SchemaMove move) {
        List<ConverterConfig> sources = ConverterConfig.of(move.sourceConfig());
        Stream<ComparedConverter> converters = ConverterConfig.of(move.targetConfig()).stream()
                .map(converter -> new ConverterComparison(
                                move,
                                converter,
                                sources.stream()
                                        .filter(source -> source.role().equals(converter.role()))
                                        .findFirst()
                                        .orElse(null))
                        .compare());
        return Stream.concat(converters, copying(move).stream()).toList();
    }

    /** A Replicator that copies schemas registers them with their ids, which only mode IMPORT takes. */
    private static Optional<ComparedConverter> copying(SchemaMove move) {
        ConverterConfig registry = ConverterConfig.copiedTo(move.targetConfig());
        return registry == null
                ? Optional.empty()
                : Optional.of(new ConverterComparison(move, registry, null).requireImport());
    }

    private ComparedConverter requireImport() {
        found.source = "another registry, through a topic";
        found.target = described(ofTarget, converter);
        unknown(converter, ofTarget, move.to());
        ofTarget.flatMap(facts -> answered(move.to(), facts, facts::mode).orElse(Optional.empty()))
                .filter(mode -> !mode.equals("IMPORT"))
                .ifPresent(mode -> found.unwritable.add("registry " + found.target + " is in mode " + mode
                        + ", and the connector copies schemas with their ids, which needs IMPORT"));
        return found;
    }

    private ComparedConverter compare() {
        found.source = described(ofSource, before);
        found.target = described(ofTarget, converter);
        if (converter.kind() == ConverterKind.OTHER_API) {
            found.notChecked(
                    converter.role() + " of " + move.to() + " (" + converter.className()
                            + ") asks a registry whose API is not Confluent's: its schemas are not checked",
                    "Check by hand that the target reaches that registry, and that it has the schemas");
        } else {
            found.relation = relation();
            describeUnknown();
            degradations();
        }
        if (!converter.readsElsewhere()) {
            new SchemaIds(move, converter, found, ofSource, ofTarget).compare();
        }
        return found;
    }

    private static String described(Optional<RegistryFacts> facts, @Nullable ConverterConfig config) {
        return facts.map(RegistryFacts::described)
                .orElseGet(() -> config == null ? "not in the config" : config.registry());
    }

    private Relation relation() {
        if (before == null && ofSource.isEmpty()) {
            return Relation.UNKNOWN;
        }
        if (!contextsAgree()) {
            found.remarks.add("context.name.strategy or the context in the URL differs");
            return Relation.OTHER;
        }
        Optional<String> one = identity(ofSource, move.from());
        Optional<String> other = identity(ofTarget, move.to());
        if (one.isPresent() && other.isPresent()) {
            return one.equals(other) ? Relation.SAME : Relation.OTHER;
        }
        return byUrl();
    }

    private Relation byUrl() {
        if (ofSource.isPresent() && ofTarget.isPresent()) {
            boolean isOne = ofSource.get().registry().urls().stream()
                    .anyMatch(ofTarget.get().registry().urls()::contains);
            return isOne ? Relation.SAME : Relation.OTHER;
        }
        if (before == null || isUnreadable(before) || isUnreadable(converter)) {
            return Relation.UNKNOWN;
        }
        List<String> common =
                converter.urls().stream().filter(before.urls()::contains).toList();
        if (common.isEmpty()) {
            return before.urls().isEmpty() || converter.urls().isEmpty() ? Relation.UNKNOWN : Relation.OTHER;
        }
        return common.stream().allMatch(RegistryUrl::isOfEachHost) ? Relation.UNKNOWN : Relation.SAME;
    }

    private static boolean isUnreadable(ConverterConfig config) {
        return config.unreadable() != null;
    }

    private boolean contextsAgree() {
        return before == null
                || (before.contextStrategy().equals(converter.contextStrategy())
                        && context(ofSource, before).equals(context(ofTarget, converter)));
    }

    private static String context(Optional<RegistryFacts> facts, ConverterConfig config) {
        String url =
                facts.map(found -> found.registry().urls().get(0).toString()).orElseGet(config::registry);
        int at = url.indexOf("/contexts/");
        return at < 0 ? "" : url.substring(at);
    }

    private Optional<String> identity(Optional<RegistryFacts> facts, String cluster) {
        return facts.flatMap(known -> answered(cluster, known, known::identity).orElse(Optional.empty()));
    }

    private <T> Optional<T> answered(String cluster, RegistryFacts facts, Supplier<T> question) {
        try {
            return Optional.of(question.get());
        } catch (SchemaRegistryException e) {
            found.refused(
                    "the schemas of " + converter.role() + " are not checked: registry "
                            + facts.registry().name() + " of " + cluster + " did not answer: " + e.happened(),
                    e.remedy());
            return Optional.empty();
        }
    }

    /** Says what would let it be known, of a registry that the client of its cluster was not given. */
    private void describeUnknown() {
        if (found.relation == Relation.SAME && found.unchecked.isEmpty()) {
            return;
        }
        unknown(before, ofSource, move.from());
        unknown(converter, ofTarget, move.to());
        if (found.relation == Relation.UNKNOWN && found.unchecked.isEmpty()) {
            found.notChecked(
                    converter.role() + " has the URL " + converter.registry()
                            + " on both sides, which is another host for each worker: whether it is one registry is not known",
                    "Give the clients of both clusters their registry with schemaRegistry(SchemaRegistry.builder(url).build())");
        }
    }

    private void unknown(@Nullable ConverterConfig config, Optional<RegistryFacts> facts, String cluster) {
        if (facts.isPresent()) {
            return;
        }
        if (config == null) {
            found.notChecked(
                    "the config on " + cluster + " has no " + converter.role()
                            + " that asks a registry: which one its workers ask is not known, and the schemas are not checked",
                    "Give the client of " + cluster + " that registry with schemaRegistry(…)");
        } else if (config.unreadable() != null) {
            found.notChecked(
                    "the registry of " + converter.role() + " on " + cluster + " is not known, since "
                            + config.unreadable() + ": its schemas are not checked",
                    "Give the client of " + cluster
                            + " its registry with schemaRegistry(SchemaRegistry.builder(url).knownAs(the value of the key).build())");
        } else {
            found.notChecked(
                    "registry " + config.registry() + " of " + converter.role() + " on " + cluster
                            + " was not asked: its schemas are not checked",
                    "Give the client of " + cluster + " this registry with schemaRegistry(SchemaRegistry.builder(\""
                            + config.registry() + "\").build()), or one that is knownAs this URL");
        }
    }

    /** Says what the registries do not tell. */
    private void degradations() {
        if (found.relation != Relation.OTHER) {
            return;
        }
        degradation(ofSource);
        degradation(ofTarget);
        ofSource.flatMap(facts -> answered(move.from(), facts, facts::exporterThatKeepsIds)
                        .orElse(Optional.empty()))
                .ifPresent(exporter ->
                        found.remarks.add("schema exporter " + exporter + " runs and keeps the ids of the source"));
    }

    private void degradation(Optional<RegistryFacts> facts) {
        facts.ifPresent(known -> {
            try {
                if (known.identity().isEmpty()) {
                    found.remarks.add("registry " + known.registry().name()
                            + " does not tell its identity, so that it was compared by its URL");
                }
                if (known.contexts().isEmpty()) {
                    found.remarks.add("registry " + known.registry().name()
                            + " does not list contexts, so that only its default context was compared");
                }
            } catch (SchemaRegistryException e) {
                // Said already.
            }
        });
    }
}
