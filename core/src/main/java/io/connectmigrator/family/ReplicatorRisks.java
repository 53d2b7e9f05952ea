package io.connectmigrator.family;

import static io.connectmigrator.family.Conditions.anotherCopiesBack;
import static io.connectmigrator.family.Conditions.targetGets;

import io.connectmigrator.report.DuplicateRule;
import io.connectmigrator.report.Severity;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What makes duplicates with Replicator. */
final class ReplicatorRisks {

    private static final String ISOLATION_KEY = "src.consumer.isolation.level";
    private static final Setting OF_CONSUMER = Setting.of(ISOLATION_KEY);
    private static final Setting OF_CLUSTER = Setting.of("src.kafka.isolation.level");
    private static final Setting GROUP = Setting.of("src.consumer.group.id");

    private static final List<Rule> RULES = List.of(
            CopyRisks.abortedRecords(
                    DuplicateRule.D1,
                    Severity.WARNING,
                    CopyRisks.readsAborted(OF_CONSUMER).and(CopyRisks.readsAborted(OF_CLUSTER)),
                    ISOLATION_KEY),
            CopyRisks.overrideWithoutEffect(ISOLATION_KEY),
            Rule.risk(
                    DuplicateRule.D17,
                    Severity.ERROR,
                    targetGets("offset.start", "connect", "consumer"),
                    "has offset.start=consumer: it begins at the offsets of its consumer group on the Kafka cluster that it reads,"
                            + " and not at those that are moved",
                    "Set config(\"offset.start\", \"connect\")"),
            Rule.risk(
                    DuplicateRule.D18,
                    Severity.WARNING,
                    move -> move.renames() && !GROUP.isSet(move.targetConfig()),
                    "gets another name, after which its consumer group is called: what watches the group, or begins at its"
                            + " offsets, finds an empty one",
                    "Name the group that it has: config(\"src.consumer.group.id\", …), which is its name on the source by default"),
            Rule.risk(
                    DuplicateRule.D19,
                    Severity.WARNING,
                    targetGets("provenance.header.enable", "false", "true")
                            .negate()
                            .and(anotherCopiesBack(
                                    Set.of("io.confluent.connect.replicator.ReplicatorSourceConnector"),
                                    Setting.of("src.kafka.bootstrap.servers"),
                                    Setting.of("dest.kafka.bootstrap.servers"))),
                    "does not mark what it copies (provenance.header.enable), and another connector of the target copies it back:"
                            + " records go round without an end",
                    "Set config(\"provenance.header.enable\", \"true\") for both"),
            CopyRisks.slowLine("src.consumer."));

    private ReplicatorRisks() {}

    /** {@return these rules, and those about duplicates} */
    static List<Rule> rulesAnd(Rule... own) {
        return Stream.concat(Stream.of(own), RULES.stream()).toList();
    }
}
