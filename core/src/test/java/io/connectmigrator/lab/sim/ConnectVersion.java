package io.connectmigrator.lab.sim;

import io.connectmigrator.lab.KafkaVersion;

/** What workers can do, by version. */
public enum ConnectVersion {
    /** Pauses connectors, and has no offsets over REST. */
    V3_4,
    /** Stops connectors and lists offsets. */
    V3_5,
    /** Alters and resets offsets. */
    V3_6,
    /** Creates connectors stopped. */
    V3_7,
    /** Patches configs and reports its health. */
    V3_9,
    /** Adds nothing to that. */
    V4_3,
    /** Shows placeholders as they are when it validates a config. */
    V4_4;

    /** {@return the version as a worker reports it, such as 3.9.2: the same as that of real workers in the laboratory} */
    public String version() {
        return KafkaVersion.valueOf(name()).number();
    }

    boolean stops() {
        return compareTo(V3_5) >= 0;
    }

    boolean altersOffsets() {
        return compareTo(V3_6) >= 0;
    }

    boolean takesInitialState() {
        return compareTo(V3_7) >= 0;
    }

    boolean limitsTasks() {
        return compareTo(V3_9) >= 0;
    }

    /** {@return whether its HTTP server refuses some signs in a path} */
    boolean refusesEncodedSigns() {
        return compareTo(V4_3) >= 0;
    }

    boolean showsPlaceholders() {
        return compareTo(V4_4) >= 0;
    }

    boolean patchesConfig() {
        return compareTo(V3_9) >= 0;
    }

    boolean reportsHealth() {
        return compareTo(V3_9) >= 0;
    }

    /** {@return whether a validation lists the settings of the converters of a connector} */
    boolean definesConverters() {
        return compareTo(V3_9) >= 0;
    }

    boolean tellsPluginVersions() {
        return compareTo(V4_3) >= 0;
    }

    /** {@return whether a worker gives up a request that it has forwarded when the leader is silent for too long} */
    boolean givesUpForwarding() {
        return compareTo(V4_3) >= 0;
    }
}
