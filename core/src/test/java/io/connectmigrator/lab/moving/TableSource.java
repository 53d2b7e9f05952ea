package io.connectmigrator.lab.moving;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.lab.Database;
import io.connectmigrator.lab.Laboratory;

/** A kind of connector that writes a record for each row of a table. */
public interface TableSource extends ConnectorKind {

    /** {@return the server whose tables it reads} */
    Database database(Laboratory lab);

    /** {@return the config of one that reads the table of its own name, with records of JSON without schemas} */
    ConnectorConfig config(Laboratory lab, String name);

    /** {@return the topic that it writes the rows of a table to} */
    String topic(Database database, String name, String table);

    /** Removes what such a connector had in the database, now that it is deleted. */
    void release(Database database, String name);

    @Override
    default MovingConnector connector(Laboratory lab, ConnectClient source, ConnectClient target) {
        return new TableConnector(lab, this, source, target);
    }

    @Override
    default boolean supports(MoveCase moveCase) {
        return !moveCase.needsParts();
    }

    /** {@return a config with converters that write JSON without schemas} */
    static ConnectorConfig json() {
        String json = "org.apache.kafka.connect.json.JsonConverter";
        return ConnectorConfig.empty()
                .with("key.converter", json)
                .with("key.converter.schemas.enable", "false")
                .with("value.converter", json)
                .with("value.converter.schemas.enable", "false");
    }
}
