package io.connectmigrator.lab.plugin;

import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.connect.errors.ConnectException;

/** How a connector of the tests takes it when its offsets are altered from outside, by the word that configures it. */
final class Alteration {

    static final String ACCEPT = "accept";

    /** All there are. A map, not an enum: one class is easier to pack than an enum and its switch. */
    private static final Map<String, Predicate<Object>> ALL = Map.of(
            ACCEPT,
            offsets -> true,
            "decline",
            offsets -> false,
            "refuse",
            offsets -> {
                throw new ConnectException("refused by configuration: " + offsets);
            },
            "unsupported",
            offsets -> {
                throw new UnsupportedOperationException("unsupported by configuration");
            },
            "break",
            offsets -> {
                throw new IllegalStateException("broken by configuration");
            });

    static final ValidString WORDS = ValidString.in(ALL.keySet().toArray(new String[0]));

    private Alteration() {}

    static boolean answer(String word, Object offsets) {
        Predicate<Object> chosen = ALL.get(word);
        if (chosen == null) {
            throw new IllegalArgumentException("no way to take an alteration: " + word);
        }
        return chosen.test(offsets);
    }
}
