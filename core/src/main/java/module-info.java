/** Moves Kafka Connect connectors between Connect clusters with their offsets. */
module io.connectmigrator.core {
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires static transitive org.jspecify;

    exports io.connectmigrator.offset;
}
