package io.connectmigrator.family;

import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/** When a rule applies. */
final class Conditions {

    private Conditions() {}

    /** {@return that the source has one of some values of a setting, in capitals or not} */
    static Predicate<FamilyMove> sourceHas(String key, String defaultValue, String... values) {
        return move -> Set.of(values).contains(plain(move.sourceConfig().getOrDefault(key, defaultValue)));
    }

    /** {@return that the target gets one of some values of a setting, in capitals or not} */
    static Predicate<FamilyMove> targetGets(String key, String defaultValue, String... values) {
        return move -> Set.of(values).contains(plain(move.targetConfig().getOrDefault(key, defaultValue)));
    }

    /** {@return that the plan changes a setting} */
    static Predicate<FamilyMove> changes(String key, String defaultValue) {
        return move -> move.changes(key, defaultValue);
    }

    /** {@return that the Connect clusters are known to be on two Kafka clusters} */
    static Predicate<FamilyMove> toAnotherKafka() {
        return move -> move.sameKafkaCluster().filter(same -> !same).isPresent();
    }

    /** {@return that another connector of the target cluster has the same values of all these settings} */
    static Predicate<FamilyMove> anotherHasTheSame(String... keys) {
        return move -> move.otherConnectors().values().stream()
                .anyMatch(other -> Set.of(keys).stream()
                        .allMatch(key -> move.targetConfig().get(key) != null
                                && move.targetConfig().getOrDefault(key, "").equals(other.get(key))));
    }

    private static String plain(String value) {
        return value.strip().toLowerCase(Locale.ROOT);
    }
}
