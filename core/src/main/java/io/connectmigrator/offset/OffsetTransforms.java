package io.connectmigrator.offset;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Transforms for the partitions of known connectors. Each changes only partitions of its own shape that have the value that it replaces,
 * and returns every other offset as it is; none changes an offset's position, so that what is read must still be the same rows, log or
 * file under its new name. {@link OffsetTransform#andThen} combines them.
 */
public final class OffsetTransforms {

    private static final Set<String> TABLE = Set.of("table");
    private static final Set<String> TABLE_V1 = Set.of("protocol", "table");
    private static final Set<String> SERVER = Set.of("server");
    private static final Set<String> SERVER_DATABASE = Set.of("server", "database");
    private static final Set<String> SERVER_ID = Set.of("server_id");
    private static final Set<String> REPLICA_SET = Set.of("rs", "server_id");
    private static final Set<String> MIRROR = Set.of("cluster", "partition", "topic");
    private static final Set<String> REPLICATOR = Set.of("topic", "partition");

    private OffsetTransforms() {}

    /**
     * {@return the transform for a renamed table of a JDBC source} {@code {"protocol":"1","table":"old.users"}} becomes
     * {@code {"protocol":"1","table":"new.users"}}; of older connectors, {@code {"table":"users"}} likewise. The connector writes to another
     * topic then.
     *
     * @param from the table as the partitions have it, with its schema or catalog if they do
     * @param to the table as they are to have it
     */
    public static OffsetTransform jdbcTable(String from, String to) {
        return jdbcTables(replacing(from, to));
    }

    /**
     * {@return the transform for a renamed schema of a JDBC source, which is what comes right before the table}
     * {@code {"protocol":"1","table":"old.users"}} becomes {@code {"protocol":"1","table":"new.users"}}, and {@code shop.old.users} becomes
     * {@code shop.new.users}. For names with dots in them there is {@link #jdbcTable}.
     *
     * @param from the schema
     * @param to its new name
     */
    public static OffsetTransform jdbcSchema(String from, String to) {
        return jdbcTables(replacingPart(from, to, false));
    }

    /**
     * {@return the transform for a renamed catalog of a JDBC source, which is what a qualified table begins with}
     * {@code {"protocol":"1","table":"old.users"}} of a database without schemas, such as MySQL, becomes
     * {@code {"protocol":"1","table":"new.users"}}, and {@code old.dbo.users} becomes {@code new.dbo.users}. For names with dots in them
     * there is {@link #jdbcTable}.
     *
     * @param from the catalog
     * @param to its new name
     */
    public static OffsetTransform jdbcCatalog(String from, String to) {
        return jdbcTables(replacingPart(from, to, true));
    }

    /**
     * {@return the transform for partitions that a JDBC source wrote before it qualified them} {@code {"table":"users"}} becomes
     * {@code {"protocol":"1","table":"public.users"}}. A connector that was upgraded may have both; the old one is to be left out then,
     * with {@link OffsetSnapshot#filter}, because two partitions must not become one.
     *
     * @param qualified from a table's name to its name with schema or catalog, as the connector prints it without quotes
     */
    public static OffsetTransform jdbcProtocol1(UnaryOperator<String> qualified) {
        requireNonNull(qualified, "qualified");
        return of(TABLE, offset -> {
            Map<String, @Nullable Object> partition = new LinkedHashMap<>();
            partition.put("protocol", "1");
            partition.put(
                    "table", qualified.apply(String.valueOf(offset.partition().get("table"))));
            return offset.withPartition(partition);
        });
    }

    /**
     * {@return the transform for another {@code topic.prefix}, or {@code database.server.name} before 2.0, of a Debezium connector}
     * {@code {"server":"dbserver1"}} becomes {@code {"server":"inventory"}}, with or without a {@code database} beside it; for MongoDB,
     * {@code server_id} likewise. Topics get other names then, and the records of a schema history bear the name of the server too: those
     * of the old name are skipped.
     *
     * @param from the name of the server
     * @param to its new name
     */
    public static OffsetTransform debeziumServer(String from, String to) {
        UnaryOperator<String> renamed = replacing(from, to);
        return changing(SERVER, "server", renamed)
                .andThen(changing(SERVER_DATABASE, "server", renamed))
                .andThen(changing(SERVER_ID, "server_id", renamed))
                .andThen(changing(REPLICA_SET, "server_id", renamed));
    }

    /**
     * {@return the transform for a renamed database of a Debezium connector for SQL Server} {@code {"server":"s","database":"old"}}
     * becomes {@code {"server":"s","database":"new"}}. Its positions stay only those of the same database files.
     *
     * @param from the database
     * @param to its new name, as the server spells it
     */
    public static OffsetTransform sqlServerDatabase(String from, String to) {
        return changing(SERVER_DATABASE, "database", replacing(from, to));
    }

    /**
     * {@return the transform for partitions that a Debezium connector for SQL Server wrote before 2.0, or with one database}
     * {@code {"server":"s"}} becomes {@code {"server":"s","database":"db1"}}, which is all that a connector of several databases looks for.
     * Not for other connectors of Debezium, whose partitions are alike.
     *
     * @param database the database, as the server spells it
     */
    public static OffsetTransform sqlServerWithDatabase(String database) {
        requireNonNull(database, "database");
        return of(SERVER, offset -> offset.withField("database", database));
    }

    /**
     * {@return the transform for partitions that a Debezium connector for MongoDB wrote by replica set}
     * {@code {"rs":"rs0","server_id":"m"}} becomes {@code {"server_id":"m"}}.
     *
     * @param replicaSet the replica set whose offset is to count
     */
    public static OffsetTransform debeziumMongoWithoutReplicaSet(String replicaSet) {
        requireNonNull(replicaSet, "replicaSet");
        return of(REPLICA_SET, offset -> {
            Map<String, @Nullable Object> partition = new LinkedHashMap<>(offset.partition());
            boolean isIt = replicaSet.equals(partition.remove("rs"));
            return isIt ? offset.withPartition(partition) : offset;
        });
    }

    /**
     * {@return the transform for another connection, database or collection of a MongoDB source}
     * {@code {"ns":"mongodb://h1:27017,h2:27017/shop.orders"}} becomes {@code {"ns":"mongodb+srv://c0.example.net/shop.orders"}}. A resume
     * token is valid only for the same oplog. Without a transform, {@code offset.partition.name} of the target can have the old name.
     *
     * @param from the namespace
     * @param to its new form
     */
    public static OffsetTransform mongoNamespace(String from, String to) {
        return changing(Set.of("ns"), "ns", replacing(from, to));
    }

    /**
     * {@return the transform for another {@code source.cluster.alias} of a MirrorSourceConnector}
     * {@code {"cluster":"dc1","partition":0,"topic":"t"}} becomes {@code {"cluster":"east","partition":0,"topic":"t"}}. With the default
     * policy it goes on in {@code east.t}, which is another topic and begins in the middle.
     *
     * @param from the alias
     * @param to the new one
     */
    public static OffsetTransform mirrorAlias(String from, String to) {
        return changing(MIRROR, "cluster", replacing(from, to));
    }

    /**
     * {@return the transform for a renamed topic of a MirrorSourceConnector} {@code {"cluster":"dc1","partition":0,"topic":"t"}} becomes
     * {@code {"cluster":"dc1","partition":0,"topic":"t2"}}. Its offsets must be those of the same records.
     *
     * @param from the topic
     * @param to the new one
     */
    public static OffsetTransform mirrorTopic(String from, String to) {
        return changing(MIRROR, "topic", replacing(from, to));
    }

    /**
     * {@return the transform from Confluent Replicator to a MirrorSourceConnector} {@code {"topic":"london","partition":0}} becomes
     * {@code {"cluster":"source","partition":0,"topic":"london"}}. The offset stays: for both it is that of the last copied record.
     *
     * @param alias the {@code source.cluster.alias} of the MirrorSourceConnector
     */
    public static OffsetTransform replicatorToMirror(String alias) {
        requireNonNull(alias, "alias");
        return of(REPLICATOR, offset -> {
            Map<String, @Nullable Object> partition = new LinkedHashMap<>();
            partition.put("cluster", alias);
            partition.put("partition", offset.partition().get("partition"));
            partition.put("topic", offset.partition().get("topic"));
            return offset.withPartition(partition);
        });
    }

    /**
     * {@return the transform for a file at another place} {@code {"filename":"/opt/a.log"}} of a FileStreamSource becomes
     * {@code {"filename":"/mnt/a.log"}}; {@code {"uri":…}} of FilePulse and {@code {"fileName":…}} of SpoolDir likewise. The file must have
     * the same content up to the position.
     *
     * @param from the path, URI or name as the partition has it
     * @param to the new one
     */
    public static OffsetTransform file(String from, String to) {
        UnaryOperator<String> moved = replacing(from, to);
        return changing(Set.of("filename"), "filename", moved)
                .andThen(changing(Set.of("uri"), "uri", moved))
                .andThen(changing(Set.of("fileName"), "fileName", moved));
    }

    /**
     * {@return the transform for another bucket of an S3 source, or container of an Azure Blob source}
     * {@code {"bucket":"a","objectKey":"k"}} becomes {@code {"bucket":"b","objectKey":"k"}}, and
     * {@code {"container":"a","blobName":"k"}} becomes {@code {"container":"b","blobName":"k"}}.
     *
     * @param from the bucket or container
     * @param to the new one
     */
    public static OffsetTransform bucket(String from, String to) {
        UnaryOperator<String> renamed = replacing(from, to);
        return changing(Set.of("bucket", "objectKey"), "bucket", renamed)
                .andThen(changing(Set.of("container", "blobName"), "container", renamed));
    }

    /**
     * {@return the transform that gives a field of the partition another value, whatever the connector} Partitions without that field
     * stay as they are.
     *
     * @param name the name of the field
     * @param value from its value to the one that it gets: strings, booleans, numbers or null
     */
    public static OffsetTransform field(String name, UnaryOperator<@Nullable Object> value) {
        requireNonNull(name, "name");
        requireNonNull(value, "value");
        return offset -> offset.partition().containsKey(name)
                ? offset.withField(name, value.apply(offset.partition().get(name)))
                : offset;
    }

    private static OffsetTransform jdbcTables(UnaryOperator<String> renamed) {
        OffsetTransform ofVersion1 = changing(TABLE_V1, "table", renamed);
        return changing(TABLE, "table", renamed)
                .andThen(offset -> "1".equals(offset.partition().get("protocol")) ? ofVersion1.apply(offset) : offset);
    }

    private static OffsetTransform changing(Set<String> shape, String field, UnaryOperator<String> value) {
        return of(
                shape,
                offset -> offset.partition().get(field) instanceof String text
                        ? offset.withField(field, value.apply(text))
                        : offset);
    }

    private static OffsetTransform of(Set<String> shape, OffsetTransform transform) {
        return offset -> offset.partition().keySet().equals(shape) ? transform.apply(offset) : offset;
    }

    private static UnaryOperator<String> replacing(String from, String to) {
        requireNonNull(from, "from");
        requireNonNull(to, "to");
        return text -> text.equals(from) ? to : text;
    }

    /** Of a table without a qualifier, nothing is replaced. */
    private static UnaryOperator<String> replacingPart(String from, String to, boolean isFirst) {
        requireNonNull(from, "from");
        requireNonNull(to, "to");
        return table -> {
            String[] parts = table.split("\\.", -1);
            int at = isFirst ? 0 : parts.length - 2;
            if (parts.length > 1 && parts[at].equals(from)) {
                parts[at] = to;
            }
            return String.join(".", parts);
        };
    }
}
