package io.connectmigrator.lab.plugin;

import java.util.Locale;
import org.apache.kafka.connect.errors.ConnectException;

/** How a connector of the tests takes it when its offsets are altered from outside. */
enum Alteration {
    /** Agrees. */
    ACCEPT,
    /** Returns false: it has no opinion. */
    DECLINE,
    /** Finds the offsets wrong. */
    REFUSE,
    /** Does not allow it. */
    UNSUPPORTED,
    /** Has a bug. */
    BREAK;

    static Alteration of(String config) {
        return valueOf(config.toUpperCase(Locale.ROOT));
    }

    boolean answer(Object offsets) {
        return switch (this) {
            case ACCEPT -> true;
            case DECLINE -> false;
            case REFUSE -> throw new ConnectException("refused by configuration: " + offsets);
            case UNSUPPORTED -> throw new UnsupportedOperationException("unsupported by configuration");
            case BREAK -> throw new IllegalStateException("broken by configuration");
        };
    }
}
