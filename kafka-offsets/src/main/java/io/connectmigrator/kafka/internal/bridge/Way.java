package io.connectmigrator.kafka.internal.bridge;

/** How a search begins. */
public enum Way {
    OFFSET_SYNC("offset sync"),
    TIMESTAMP("timestamp"),
    SAME_OFFSET("same offset");

    private final String text;

    Way(String text) {
        this.text = text;
    }

    /** {@return its name in evidence} */
    @Override
    public String toString() {
        return text;
    }
}
