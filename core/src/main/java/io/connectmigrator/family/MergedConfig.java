package io.connectmigrator.family;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.report.Problem;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The config of a connector into which others are merged, or why there is none. Immutable. Problems name keys and never values. */
public final class MergedConfig {

    private final @Nullable ConnectorConfig config;
    private final List<Problem> problems;

    private MergedConfig(@Nullable ConnectorConfig config, List<Problem> problems) {
        this.config = config;
        this.problems = List.copyOf(problems);
    }

    /**
     * {@return a config that does what the configs of all members did}
     *
     * @param config the config
     * @param warnings what to know about it
     * @throws IllegalArgumentException if one of the warnings is an error
     */
    public static MergedConfig of(ConnectorConfig config, Problem... warnings) {
        List<Problem> problems = List.of(warnings);
        if (problems.stream().anyMatch(Problem::isError)) {
            throw new IllegalArgumentException("a config with an error is refused(…)");
        }
        return new MergedConfig(requireNonNull(config, "config"), problems);
    }

    /**
     * {@return that there is no such config}
     *
     * @param problems why not
     * @throws IllegalArgumentException if none of them is an error
     */
    public static MergedConfig refused(List<Problem> problems) {
        if (problems.stream().noneMatch(Problem::isError)) {
            throw new IllegalArgumentException("a config is refused because of an error, and there is none");
        }
        return new MergedConfig(null, problems);
    }

    /** {@return the config; empty if there is none} */
    public Optional<ConnectorConfig> config() {
        return Optional.ofNullable(config);
    }

    /** {@return what stands in the way, or what to know about the config} */
    public List<Problem> problems() {
        return problems;
    }

    /** {@return the keys of the config or the problems; never a value} */
    @Override
    public String toString() {
        return config == null ? "refused: " + problems : config.toString();
    }
}
