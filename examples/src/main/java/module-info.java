/** Programs that use Connect Migrator as an application does, with clusters that they start themselves. */
module io.connectmigrator.examples {
    requires io.connectmigrator.core;
    requires io.connectmigrator.lab;
    requires static org.jspecify;
}
