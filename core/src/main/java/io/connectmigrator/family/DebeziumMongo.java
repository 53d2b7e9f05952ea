package io.connectmigrator.family;

import io.connectmigrator.connect.ConnectorConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps a resume token of a change stream. */
final class DebeziumMongo extends Debezium {

    private static final String SERVER_FIELD = "server_id";
    private static final Set<Set<String>> SHAPES = Set.of(Set.of(SERVER_FIELD), Set.of(SERVER_FIELD, "rs"));

    DebeziumMongo() {
        super(
                "Debezium MongoDB",
                "io.debezium.connector.mongodb.MongoDbConnector",
                List.of(),
                Setting.of("topic.prefix", "mongodb.name"),
                SERVER_FIELD);
    }

    /** Partitions of older versions also name the replica set; newer versions still look those up. */
    @Override
    public Optional<Boolean> asksFor(ConnectorConfig config, Map<String, @Nullable Object> partition) {
        return serverName(config)
                .map(name -> SHAPES.contains(partition.keySet()) && name.equals(partition.get(SERVER_FIELD)));
    }

    @Override
    NameLists tables() {
        return NameLists.of("collection");
    }
}
