package io.connectmigrator.family;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes one config of those of several connectors. Keys that all of them have with the same value are kept, {@code tasks.max} is the sum, and
 * the {@code name} is that of the merged connector. The keys of its rules are united. Every other key that differs, or that only some
 * have, is refused by its name.
 *
 * <pre>{@code
 * public Optional<MergedConfig> mergedConfig(String connector, Map<String, ConnectorConfig> members) {
 *     return Optional.of(ConfigUnion.ofEqual().lists("plants").patterns("tag.regex").apply(connector, members));
 * }
 * }</pre>
 *
 * <p>Immutable.
 */
public final class ConfigUnion {

    private static final String NAME = "name";
    private static final String CLASS = "connector.class";
    private static final ConfigUnion EQUAL = new ConfigUnion(List.of(new SummedTasks()));

    private final List<KeyRule> rules;

    private ConfigUnion(List<KeyRule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** {@return the union that needs all keys to be alike beside {@code tasks.max} and the name} */
    public static ConfigUnion ofEqual() {
        return EQUAL;
    }

    /**
     * {@return the same union, which unites comma-separated lists} A connector without the list reads everything, and is refused if another
     * one has it.
     *
     * @param keys the keys of the lists
     */
    public ConfigUnion lists(String... keys) {
        return with(Stream.of(keys).map(key -> UnitedList.ofNames(Setting.of(key))));
    }

    /**
     * {@return the same union, which unites regular expressions of the same key as alternatives}
     *
     * @param keys the keys of the regular expressions
     */
    public ConfigUnion patterns(String... keys) {
        return with(Stream.of(keys).map(key -> new UnitedPattern(Setting.of(key), false)));
    }

    /** {@return the same union with rules of a family} */
    ConfigUnion with(KeyRule... more) {
        return with(Stream.of(more));
    }

    private ConfigUnion with(Stream<KeyRule> more) {
        return new ConfigUnion(Stream.concat(rules.stream(), more).toList());
    }

    /**
     * {@return the config of the merged connector, or why there is none}
     *
     * @param connector the name of the merged connector
     * @param members the configs of the connectors by name, in the order of the plan
     * @throws IllegalArgumentException if there are no connectors
     */
    public MergedConfig apply(String connector, Map<String, ConnectorConfig> members) {
        if (members.isEmpty()) {
            throw new IllegalArgumentException("there are no connectors to merge into '" + connector + "'");
        }
        Members all = new Members(connector, members);
        ConfigDraft draft = new ConfigDraft();
        @Nullable String className = className(all, draft);
        refuseMasks(all, draft);
        rules.forEach(rule -> rule.apply(all, draft));
        Map<String, @Nullable String> equal = equalValues(all, draft);
        List<Problem> problems = draft.problems();
        return problems.stream().anyMatch(Problem::isError)
                ? MergedConfig.refused(problems)
                : MergedConfig.of(config(all, className, equal, draft), problems.toArray(Problem[]::new));
    }

    /** {@return the fullest name of the class; one of them may have an alias of it} */
    private static @Nullable String className(Members members, ConfigDraft draft) {
        List<@Nullable String> names = new ArrayList<>();
        members.configs().values().forEach(config -> names.add(config.className()));
        @Nullable String fullest = names.get(0);
        for (@Nullable String name : names) {
            if (name != null && (fullest == null || name.length() > fullest.length())) {
                fullest = name;
            }
        }
        for (@Nullable String name : names) {
            if (fullest == null || name == null || !ClassNames.anyHasName(Set.of(fullest), name)) {
                draft.refuse(
                        ProblemCode.MEMBERS_DIFFER, members.subject() + " are of different classes (connector.class)");
                return fullest;
            }
        }
        return fullest;
    }

    private static void refuseMasks(Members members, ConfigDraft draft) {
        Set<String> masked = members.configs().values().stream()
                .flatMap(config -> config.maskedKeys().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (!masked.isEmpty()) {
            draft.refuse(
                    ProblemCode.CONFIG_MASKED,
                    members.subject()
                            + " have values that the worker hides behind a mask, so that it is not known whether they"
                            + " are alike: " + String.join(", ", masked));
        }
    }

    private Map<String, @Nullable String> equalValues(Members members, ConfigDraft draft) {
        Set<String> others = members.keys();
        rules.forEach(rule -> others.removeAll(rule.keys(members)));
        others.removeAll(Set.of(NAME, CLASS));
        Set<String> different = others.stream()
                .filter(key -> !members.haveSame(key))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (!different.isEmpty()) {
            draft.refuse(
                    ProblemCode.MEMBERS_DIFFER,
                    members.subject() + " have different values, or not all of them have one, for "
                            + String.join(", ", different));
        }
        ConnectorConfig any = members.configs().values().iterator().next();
        Map<String, @Nullable String> equal = new LinkedHashMap<>();
        others.forEach(key -> equal.put(key, any.get(key)));
        return equal;
    }

    /** Keys keep the order of the members. */
    private static ConnectorConfig config(
            Members members, @Nullable String className, Map<String, @Nullable String> equal, ConfigDraft draft) {
        Map<String, @Nullable String> values = new LinkedHashMap<>();
        for (String key : members.keys()) {
            if (key.equals(NAME)) {
                values.put(NAME, members.connector());
            } else if (key.equals(CLASS)) {
                values.put(CLASS, className);
            } else if (draft.values().containsKey(key)) {
                values.put(key, draft.values().get(key));
            } else if (equal.containsKey(key)) {
                values.put(key, equal.get(key));
            }
        }
        draft.values().forEach(values::putIfAbsent);
        return ConnectorConfig.of(values);
    }
}
