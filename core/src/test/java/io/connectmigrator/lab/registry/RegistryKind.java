package io.connectmigrator.lab.registry;

/** What a registry has of the API. */
public enum RegistryKind {
    /** Confluent 7: everything but GUIDs. */
    CONFLUENT_7(true, true, true),
    /** Confluent 8: everything. */
    CONFLUENT_8(true, true, true),
    /** Neither metadata, contexts nor exporters; ignores prefixes and pages. */
    KARAPACE(false, true, true),
    /** Neither metadata, exporters, modes nor a list of all schemas. */
    APICURIO(false, false, false);

    private final boolean metadata;
    private final boolean modes;
    private final boolean listsSchemas;

    RegistryKind(boolean metadata, boolean modes, boolean listsSchemas) {
        this.metadata = metadata;
        this.modes = modes;
        this.listsSchemas = listsSchemas;
    }

    boolean hasMetadata() {
        return metadata;
    }

    boolean hasModes() {
        return modes;
    }

    boolean listsSchemas() {
        return listsSchemas;
    }
}
