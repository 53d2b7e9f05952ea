package io.connectmigrator.kafka.internal.bridge;

/** An offset in a text, in the form of which events and Markdown leave offsets out. */
final class ShownOffset {

    private ShownOffset() {}

    static String of(long offset) {
        return "{\"kafka_offset\":" + offset + "}";
    }
}
