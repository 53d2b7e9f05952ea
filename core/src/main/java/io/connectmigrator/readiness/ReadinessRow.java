package io.connectmigrator.readiness;

/** A row of the card: several items that are about one thing. The row scores what its lowest item scores. */
public enum ReadinessRow {
    /** What both sides have, and whether it fits. */
    INVENTORY("Compatibility inventory"),
    /** Where the connectors go on. */
    RESUME("Offsets and resumption"),
    /** The topics that they read and write, and for how long records stay there. */
    TOPICS("Topics and retention"),
    /** What they need to be let in. */
    SECURITY("Security and network"),
    /** What happens when it goes wrong. */
    ROLLBACK("Failure and rollback"),
    /** How it was before, to compare with afterwards. */
    BASELINE("Observability baseline");

    private final String title;

    ReadinessRow(String title) {
        this.title = title;
    }

    /** {@return its title} */
    public String title() {
        return title;
    }
}
