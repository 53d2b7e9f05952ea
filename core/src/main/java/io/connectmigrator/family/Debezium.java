package io.connectmigrator.family;

import static io.connectmigrator.family.Conditions.targetGets;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.report.ProblemCode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What all connectors of Debezium have in common. */
abstract class Debezium extends DescribedFamily {

    private static final Set<String> NO_SNAPSHOT = Set.of("false", "incremental", "null");

    private static final List<Rule> COMMON = List.of(
            Rule.error(
                    ProblemCode.SNAPSHOT_RUNNING,
                    move -> move.offsets().offsets().stream().anyMatch(offset -> snapshotRuns(offset.offset())),
                    "has not finished its initial snapshot: a snapshot that is interrupted begins again, and every row that"
                            + " it has read already is read twice",
                    "Wait until the snapshot is through, or let the plan accept that its rows are read again"),
            Rule.error(
                    ProblemCode.READS_AGAIN,
                    targetGets("snapshot.mode", "initial", "always"),
                    "has snapshot.mode=always, which takes a snapshot of all tables at every start",
                    "Give it another snapshot.mode for the target, such as initial, which takes none where there is an offset"),
            Rule.warning(
                    ProblemCode.READS_AGAIN,
                    targetGets("snapshot.mode", "initial", "when_needed"),
                    "has snapshot.mode=when_needed, which takes a snapshot of all tables where the log no longer reaches back"
                            + " to the offset",
                    "Make sure that the database keeps its log for longer than the move takes"));

    Debezium(String name, String className, List<Rule> own) {
        super(
                name,
                Set.of(className),
                Stream.concat(COMMON.stream(), own.stream()).toList());
    }

    @Override
    public Optional<Boolean> asksFor(ConnectorConfig config, Map<String, @Nullable Object> partition) {
        String prefix = config.getOrDefault("topic.prefix", config.getOrDefault("database.server.name", ""));
        return prefix.isEmpty() || prefix.contains("${")
                ? Optional.empty()
                : Optional.of(Objects.equals(partition.get(serverField()), prefix));
    }

    /** {@return the field of a partition that holds the name of the server} */
    String serverField() {
        return "server";
    }

    /** A finished snapshot may still be named, with a mark that it is complete; an incremental one goes on where it was. */
    private static boolean snapshotRuns(@Nullable Map<String, @Nullable Object> offset) {
        if (offset == null || offset.get("snapshot") == null) {
            return false;
        }
        String snapshot = String.valueOf(offset.get("snapshot")).toLowerCase(Locale.ROOT);
        return !NO_SNAPSHOT.contains(snapshot) && !"true".equals(String.valueOf(offset.get("snapshot_completed")));
    }
}
