package io.connectmigrator.family;

import static io.connectmigrator.family.Conditions.targetGets;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.report.ProblemCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keeps a resume token of the change stream of a collection, a database or a deployment. */
final class MongoSource extends DescribedFamily {

    private static final Setting NAME = Setting.of("offset.partition.name");
    private static final Setting ADDRESS =
            Setting.of("connection.uri").orDefault("mongodb://localhost:27017,localhost:27018,localhost:27019");
    private static final Setting DATABASE = Setting.of("database");
    private static final Setting COLLECTION = Setting.of("collection");
    private static final Setting STARTUP = Setting.of("startup.mode");

    private static final Pattern HOSTS =
            Pattern.compile("(?<scheme>mongodb(\\+srv)?://)([^/?]*@)?(?<hosts>[^/?@]+)([/?].*)?");

    MongoSource() {
        super(
                "MongoDB source",
                Set.of("com.mongodb.kafka.connect.MongoSourceConnector"),
                List.of(
                        Rule.error(
                                ProblemCode.SNAPSHOT_RUNNING,
                                Conditions.anyOffset(offset -> offset.get("copy") != null),
                                "has not finished the copy of what was there before it began: a copy that is interrupted"
                                        + " begins again, and every document that it has copied already is copied twice",
                                "Wait until the copy is through, or let the plan accept that its documents are copied again"),
                        Rule.warning(
                                ProblemCode.READS_AGAIN,
                                copiesExisting().and(move -> move.offsets().isEmpty()),
                                "has no offset and is configured to copy all existing documents where it has none"
                                        + " (startup.mode=copy_existing or copy.existing=true)",
                                "Wait until it has committed an offset, or set startup.mode=latest for the target if the"
                                        + " documents have been copied and none has changed since")));
    }

    /** The older setting applies where the newer one is not set. */
    private static Predicate<FamilyMove> copiesExisting() {
        return targetGets("startup.mode", "", "copy_existing")
                .or(targetGets("copy.existing", "false", "true").and(move -> !STARTUP.isSet(move.targetConfig())));
    }

    @Override
    public Optional<Boolean> asksFor(ConnectorConfig config, Map<String, @Nullable Object> partition) {
        return NAME.known(config)
                .flatMap(name -> name.isEmpty() ? defaultName(config) : Optional.of(name))
                .map(name -> partition.equals(Map.of("ns", name)));
    }

    /** {@return the default name of a partition: the sorted hosts, the database and the collection} */
    private static Optional<String> defaultName(ConnectorConfig config) {
        Optional<Matcher> address = ADDRESS.known(config).map(HOSTS::matcher).filter(Matcher::matches);
        Optional<String> database = DATABASE.known(config);
        Optional<String> collection = COLLECTION.known(config);
        return address.isEmpty() || database.isEmpty() || collection.isEmpty()
                ? Optional.empty()
                : Optional.of(address.get().group("scheme")
                        + Stream.of(address.get().group("hosts").split(",", -1))
                                .sorted()
                                .collect(Collectors.joining(","))
                        + "/"
                        + database.get()
                        + (collection.get().isEmpty() ? "" : "." + collection.get()));
    }

    @Override
    public Optional<OffsetPartitioning> offsetPartitioning(ConnectorConfig config) {
        return Optional.of(OffsetPartitioning.INDIVISIBLE);
    }

    @Override
    Optional<String> indivisible(ConnectorConfig config) {
        return Optional.of("reads one change stream, whose resume token belongs to its namespace");
    }
}
