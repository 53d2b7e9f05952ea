/** Moves Kafka Connect connectors between Connect clusters with their offsets. */
module io.connectmigrator.core {
    requires com.fasterxml.jackson.core;
    requires transitive java.net.http;
    requires static transitive org.jspecify;
    requires org.slf4j;

    exports io.connectmigrator.connect;
    exports io.connectmigrator.error;
    exports io.connectmigrator.event;
    exports io.connectmigrator.family;
    exports io.connectmigrator.journal;
    exports io.connectmigrator.kubernetes;
    exports io.connectmigrator.migration;
    exports io.connectmigrator.offset;
    exports io.connectmigrator.plan;
    exports io.connectmigrator.readiness;
    exports io.connectmigrator.registry;
    exports io.connectmigrator.report;
    exports io.connectmigrator.topic;
}
