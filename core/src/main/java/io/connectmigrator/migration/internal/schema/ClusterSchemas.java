package io.connectmigrator.migration.internal.schema;

import io.connectmigrator.registry.SchemaRegistry;
import io.connectmigrator.topic.ClusterTopics;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of schemas on one cluster: its registries and samples of its topics, read once for all connectors of a plan. */
public final class ClusterSchemas {

    private final List<RegistryFacts> registries;
    private final @Nullable TopicSamples samples;

    /**
     * Reads nothing yet.
     *
     * @param fleet whether so many connectors will ask that it is better to list all subjects than those of each topic
     */
    public ClusterSchemas(List<SchemaRegistry> registries, Optional<ClusterTopics> topics, boolean fleet) {
        this.registries = registries.stream()
                .map(registry -> new RegistryFacts(registry, fleet))
                .toList();
        this.samples = topics.map(found -> new TopicSamples(found, fleet)).orElse(null);
    }

    /** {@return whether the client of the cluster was given a registry} */
    public boolean hasRegistries() {
        return !registries.isEmpty();
    }

    /** {@return the registry that a converter asks, if the client of the cluster was given it} */
    Optional<RegistryFacts> of(@Nullable ConverterConfig converter) {
        if (converter == null || (converter.urls().isEmpty() && converter.unreadable() == null)) {
            return registries.size() == 1 ? Optional.of(registries.get(0)) : Optional.empty();
        }
        return registries.stream()
                .filter(facts -> converter.urls().stream().anyMatch(facts.registry()::isKnownAs))
                .findFirst();
    }

    /** {@return samples of the topics, if they can be read} */
    Optional<TopicSamples> samples() {
        return Optional.ofNullable(samples);
    }
}
