/** Programs that use Connect Migrator as an application does, with clusters that they start themselves. */
module io.connectmigrator.examples {
    requires io.connectmigrator.core;
    requires io.connectmigrator.kafka;
    requires io.connectmigrator.lab;
    requires java.sql;
    requires jdk.jshell;
    requires micrometer.core;
    requires org.slf4j;
    // It names no module. This module is not published, so the name of its file will do.
    requires kafka.clients;
    requires java.management;
    requires static org.jspecify;
}
