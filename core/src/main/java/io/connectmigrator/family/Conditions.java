package io.connectmigrator.family;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.offset.ConnectorOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Conditions under which a rule applies. */
final class Conditions {

    private Conditions() {}

    /** {@return that the source has one of these values of a setting, in any case} */
    static Predicate<FamilyMove> sourceHas(String key, String defaultValue, String... values) {
        Set<String> wanted = Set.of(values);
        return move -> isOneOf(move.sourceConfig(), key, defaultValue, wanted);
    }

    /** {@return that the target gets one of these values of a setting, in any case} */
    static Predicate<FamilyMove> targetGets(String key, String defaultValue, String... values) {
        Set<String> wanted = Set.of(values);
        return move -> isOneOf(move.targetConfig(), key, defaultValue, wanted);
    }

    /** {@return that the target gets any value of a setting} */
    static Predicate<FamilyMove> targetGets(Setting setting) {
        return move -> setting.isSet(move.targetConfig());
    }

    /** {@return that the target does not get a value of a setting, in any case} A value with a placeholder may be that. */
    static Predicate<FamilyMove> targetLacks(Setting setting, String value) {
        return move -> setting.known(move.targetConfig())
                .filter(text -> !text.equalsIgnoreCase(value))
                .isPresent();
    }

    /** {@return that the target gets a number beyond a limit; not if it has none, or a placeholder} */
    static Predicate<FamilyMove> targetExceeds(long limit, Setting setting) {
        return move -> Settings.number(setting.text(move.targetConfig())).orElse(limit) > limit;
    }

    /**
     * {@return that another connector of the target cluster, of one of these classes, copies the other way}
     *
     * @param from names what a connector reads
     * @param to names what it writes to
     */
    static Predicate<FamilyMove> anotherCopiesBack(Set<String> classNames, Setting from, Setting to) {
        return move -> from.isSet(move.targetConfig())
                && to.isSet(move.targetConfig())
                && move.otherConnectors().values().stream()
                        .filter(other -> isOfClass(other, classNames))
                        .anyMatch(other -> from.text(other).equals(to.text(move.targetConfig()))
                                && to.text(other).equals(from.text(move.targetConfig())));
    }

    /** {@return that the plan changes a setting} A value with a placeholder is not known, and never counts as changed. */
    static Predicate<FamilyMove> changes(Setting setting) {
        return move -> {
            ConnectorConfig source = move.sourceConfig();
            ConnectorConfig target = move.targetConfig();
            return setting.known(source).isPresent()
                    && setting.known(target).isPresent()
                    && !setting.text(source).equals(setting.text(target));
        };
    }

    /** {@return that the plan changes a setting in a move of one connector to one} The parts of a fork need their own. */
    static Predicate<FamilyMove> changesAlone(Setting setting) {
        return changes(setting).and(move -> !move.fork());
    }

    /** {@return that the plan changes one of these settings, which have no default} */
    static Predicate<FamilyMove> changesAny(String... keys) {
        return Arrays.stream(keys)
                .map(key -> changes(Setting.of(key)))
                .reduce(Predicate::or)
                .orElse(move -> false);
    }

    /** {@return that the plan changes one of these settings, which have no default, or the transforms} */
    static Predicate<FamilyMove> changesTransformsOr(String... keys) {
        return changesAny(keys).or(move -> !transforms(move.sourceConfig()).equals(transforms(move.targetConfig())));
    }

    /** {@return that the two copies are known to read from, or write to, different Kafka clusters} */
    static Predicate<FamilyMove> toAnotherKafka() {
        return move -> move.sameKafkaCluster().filter(same -> !same).isPresent();
    }

    /**
     * {@return that another connector of the target cluster, of one of these classes, has the same values of all these settings}
     * Workers of one cluster resolve the same placeholder to the same value.
     */
    static Predicate<FamilyMove> anotherHasTheSame(Set<String> classNames, Setting... settings) {
        List<Setting> compared = List.of(settings);
        return move -> move.otherConnectors().values().stream()
                .filter(other -> isOfClass(other, classNames))
                .anyMatch(other -> compared.stream()
                        .allMatch(setting ->
                                setting.isSet(other) && setting.text(other).equals(setting.text(move.targetConfig()))));
    }

    /** {@return that one of the offsets meets a condition} */
    static Predicate<FamilyMove> anyOffset(Predicate<Map<String, @Nullable Object>> condition) {
        return move -> move.offsets().offsets().stream()
                .map(ConnectorOffset::offset)
                .filter(Objects::nonNull)
                .anyMatch(condition);
    }

    private static Map<String, String> transforms(ConnectorConfig config) {
        return config.keys().stream()
                .filter(key -> key.startsWith("transforms"))
                .collect(Collectors.toMap(Function.identity(), key -> config.getOrDefault(key, "")));
    }

    private static boolean isOfClass(ConnectorConfig config, Set<String> classNames) {
        String className = config.className();
        return className != null && ClassNames.anyHasName(classNames, className);
    }

    private static boolean isOneOf(ConnectorConfig config, String key, String defaultValue, Set<String> wanted) {
        return wanted.contains(config.getOrDefault(key, defaultValue).strip().toLowerCase(Locale.ROOT));
    }
}
