/** Moves Kafka Connect connectors between Connect clusters with their offsets. */
module io.connectmigrator.core {
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires java.net.http;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports io.connectmigrator.connect;
    exports io.connectmigrator.migration;
    exports io.connectmigrator.offset;
}
