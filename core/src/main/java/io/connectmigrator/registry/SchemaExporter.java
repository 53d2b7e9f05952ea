package io.connectmigrator.registry;

import static java.util.Objects.requireNonNull;

/**
 * A schema exporter, which copies subjects of one registry to another.
 *
 * @param name its name
 * @param contextType {@code NONE} if it keeps ids and subjects as they are, otherwise {@code AUTO}, {@code CUSTOM} or {@code DEFAULT}
 * @param state {@code RUNNING}, {@code PAUSED} or {@code STARTING}; {@code UNKNOWN} if the registry does not say
 */
public record SchemaExporter(String name, String contextType, String state) {

    /**
     * Checks that every part is there.
     *
     * @param name its name
     * @param contextType how it names contexts
     * @param state its state
     */
    public SchemaExporter {
        requireNonNull(name, "name");
        requireNonNull(contextType, "contextType");
        requireNonNull(state, "state");
    }

    /** {@return whether it runs and keeps ids as they are} */
    public boolean keepsIds() {
        return contextType.equals("NONE") && state.equals("RUNNING");
    }
}
