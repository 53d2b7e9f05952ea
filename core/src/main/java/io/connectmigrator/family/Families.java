package io.connectmigrator.family;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.connect.ConnectorType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All families: those that were added, then those of the library. Immutable. */
public final class Families {

    private static final List<ConnectorFamily> OWN = List.of(
            new FileStreamSource(),
            new MirrorSource(),
            new MirrorCheckpoint(),
            new MirrorHeartbeat(),
            new JdbcSource(),
            new DebeziumPostgres(),
            new DebeziumMySql(),
            new DebeziumMariaDb(),
            new DebeziumSqlServer(),
            new DebeziumOracle(),
            new DebeziumDb2(),
            new DebeziumMongo(),
            new MongoSource(),
            new S3Source(),
            new SpoolDir(),
            new FilePulse(),
            new MqSource(),
            new Replicator(),
            new HttpSource(),
            new JdbcSink(),
            new S3Sink(),
            new HdfsSink(),
            new ElasticsearchSink(),
            new SnowflakeSink(),
            new IcebergSink(),
            new MongoSink(),
            new HttpSink(),
            new Camel());

    private final List<ConnectorFamily> families;

    private Families(List<ConnectorFamily> families) {
        this.families = families;
    }

    /**
     * {@return the added families and those of the library}
     *
     * @param added the added families, in order of precedence
     */
    public static Families with(List<ConnectorFamily> added) {
        return new Families(Stream.concat(added.stream(), OWN.stream()).toList());
    }

    /**
     * {@return the family of a class; empty if none is known}
     *
     * @param connectorClass the value of {@code connector.class}
     */
    public Optional<ConnectorFamily> find(String connectorClass) {
        requireNonNull(connectorClass, "connectorClass");
        return families.stream()
                .filter(family -> family.includes(connectorClass))
                .findFirst();
    }

    /**
     * {@return what is known of merging, splitting and forking connectors of a class}
     *
     * @param type whether they are sources or sinks
     * @param connectorClass the value of {@code connector.class}
     */
    public ReshapeRules reshapeRules(ConnectorType type, String connectorClass) {
        return ReshapeRules.of(type, connectorClass, find(connectorClass));
    }

    /** {@return the families of the library} */
    static List<ConnectorFamily> own() {
        return OWN;
    }
}
