package io.connectmigrator.family;

import static io.connectmigrator.family.Conditions.changes;
import static io.connectmigrator.family.Conditions.toAnotherKafka;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.report.Problem;
import io.connectmigrator.report.ProblemCode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Writes data files, which a coordinator commits to tables. Workers and coordinator communicate through a control topic and a
 * group, which is named after the connector by default.
 */
final class IcebergSink extends DescribedFamily {

    private static final Setting TOPIC = Setting.of("iceberg.control.topic").orDefault("control-iceberg");
    private static final Setting GROUP = Setting.of("iceberg.connect.group-id");
    private static final Setting OLD_GROUP = Setting.of("iceberg.control.group-id");

    IcebergSink() {
        super(
                "Iceberg sink",
                Set.of(
                        "org.apache.iceberg.connect.IcebergSinkConnector",
                        "io.tabular.iceberg.connect.IcebergSinkConnector"),
                List.of(
                        Rule.error(
                                ProblemCode.STATE_CHANGED,
                                changesControl().and(toAnotherKafka().negate()),
                                "gets another control topic or group, or another name, after which its group is called: data"
                                        + " files that are written and not yet committed to tables are lost",
                                "Leave the name, iceberg.control.topic, iceberg.connect.group-id and"
                                        + " iceberg.control.group-id as they are"),
                        Rule.error(
                                ProblemCode.STATE_CHANGED,
                                toAnotherKafka().and(changesControl().negate()),
                                "has noted in its tables how far it has read its control topic: what it writes to a topic of"
                                        + " that name on another Kafka cluster is taken for read, and is lost",
                                "Give it another iceberg.control.topic for the target"),
                        Rule.warning(
                                ProblemCode.STATE_ELSEWHERE,
                                toAnotherKafka().and(changesControl()),
                                "leaves behind, in the control topic of the source, data files that are written and not yet"
                                        + " committed to tables",
                                "Let it run without new records for longer than iceberg.control.commit.interval-ms before it"
                                        + " is moved")));
    }

    /** The connector of Tabular, the predecessor of that of Apache, has another setting for the group of the control topic. */
    private static Setting group(ConnectorConfig config) {
        String className = config.className();
        return className != null && className.startsWith("io.tabular.") ? OLD_GROUP : GROUP;
    }

    private static Predicate<FamilyMove> changesControl() {
        return changes(TOPIC)
                .or(changes(GROUP))
                .or(changes(OLD_GROUP))
                .or(move -> move.renames() && !group(move.targetConfig()).isSet(move.targetConfig()));
    }

    @Override
    public List<String> stateElsewhere(ConnectorConfig config) {
        return List.of("its control topic", "the offsets in the commits of its tables");
    }

    @Override
    Stream<Problem> findings(FamilyMerge merge) {
        return keepsGroup(merge.config()) && merge.members().values().stream().allMatch(IcebergSink::keepsGroup)
                ? Stream.empty()
                : Stream.of(otherGroup("'" + merge.connector() + "'"));
    }

    @Override
    Stream<Problem> findings(FamilySplit split) {
        List<String> renamed = split.children().entrySet().stream()
                .filter(child -> !child.getKey().equals(split.connector()))
                .filter(child -> !keepsGroup(split.config()) || !keepsGroup(child.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        return renamed.isEmpty() ? Stream.empty() : Stream.of(otherGroup(Members.named(renamed)));
    }

    private static boolean keepsGroup(ConnectorConfig config) {
        return group(config).isSet(config);
    }

    private Problem otherGroup(String connectors) {
        return Problem.error(
                ProblemCode.STATE_CHANGED,
                connectors + " (" + name()
                        + ") would have a control group of another name: data files that are written and not yet"
                        + " committed to tables are lost",
                "Let the connectors run without new records for longer than iceberg.control.commit.interval-ms before, and let the"
                        + " plan accept it");
    }
}
