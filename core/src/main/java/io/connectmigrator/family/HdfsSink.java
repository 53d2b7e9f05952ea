package io.connectmigrator.family;

import static io.connectmigrator.family.Conditions.changes;
import static io.connectmigrator.family.Conditions.toAnotherKafka;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.report.ProblemCode;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Writes files whose names have the offsets of their records, and goes on from the highest of them. */
final class HdfsSink extends DescribedFamily {

    HdfsSink() {
        super(
                "HDFS sink",
                Set.of("io.confluent.connect.hdfs.HdfsSinkConnector", "io.confluent.connect.hdfs3.Hdfs3SinkConnector"),
                List.of(
                        Rule.error(
                                ProblemCode.STATE_CHANGED,
                                toAnotherKafka().and(movesFiles().negate()),
                                "goes on from the highest offset in the names of its files, which are those of the Kafka"
                                        + " cluster of the source: records of another one below that are left out",
                                "Give it another topics.dir and logs.dir for the target"),
                        Rule.warning(
                                ProblemCode.STATE_CHANGED,
                                movesFiles(),
                                "gets other directories: it goes on from the highest offset in the names of the files there,"
                                        + " and from its consumer group only where there are none",
                                "Make sure that the directories have the same files and write-ahead log, or none of these"
                                        + " topics (store.url, topics.dir, logs.dir)")));
    }

    private static Predicate<FamilyMove> movesFiles() {
        return changes(Setting.of("store.url", "hdfs.url"))
                .or(changes(Setting.of("topics.dir").orDefault("topics")))
                .or(changes(Setting.of("logs.dir").orDefault("logs")));
    }

    @Override
    public List<String> stateElsewhere(ConnectorConfig config) {
        return List.of("its write-ahead log", "the offsets in the names of its files");
    }
}
