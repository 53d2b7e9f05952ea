package io.connectmigrator.family;

import static io.connectmigrator.family.Conditions.anotherCopiesBack;
import static io.connectmigrator.family.Conditions.anotherHasTheSame;
import static io.connectmigrator.family.Conditions.changes;
import static io.connectmigrator.family.Conditions.targetGets;

import io.connectmigrator.report.DuplicateRule;
import io.connectmigrator.report.ProblemCode;
import io.connectmigrator.report.Severity;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What makes duplicates with MirrorMaker. Its consumer gets {@code source.consumer.*}, and what that lacks from {@code consumer.*}. Of
 * {@code source.cluster.*} it gets only addresses and security (Connect 3.4 to 4.3).
 */
final class MirrorRisks {

    private static final String CONSUMER = "source.consumer.";
    private static final String ISOLATION_KEY = CONSUMER + "isolation.level";
    private static final Set<String> SOURCES = Set.of("org.apache.kafka.connect.mirror.MirrorSourceConnector");
    private static final Set<String> CHECKPOINTS = Set.of("org.apache.kafka.connect.mirror.MirrorCheckpointConnector");
    private static final Setting ISOLATION = ofConsumer("isolation.level");
    private static final Setting RESET = ofConsumer("auto.offset.reset");
    private static final Setting POLICY = Setting.of("replication.policy.class")
            .orDefault("org.apache.kafka.connect.mirror.DefaultReplicationPolicy");
    private static final Setting ALIAS = Setting.of("source.cluster.alias").orDefault("source");

    private static final List<Rule> OF_SOURCE = List.of(
            CopyRisks.abortedRecords(
                    DuplicateRule.D2,
                    Severity.WARNING,
                    CopyRisks.readsAborted(ISOLATION).and(requiresExactlyOnce().negate()),
                    ISOLATION_KEY),
            CopyRisks.abortedRecords(
                    DuplicateRule.D2,
                    Severity.ERROR,
                    CopyRisks.readsAborted(ISOLATION).and(requiresExactlyOnce()),
                    ISOLATION_KEY),
            CopyRisks.overrideWithoutEffect(ISOLATION_KEY),
            Rule.risk(
                    DuplicateRule.D19,
                    Severity.WARNING,
                    keepsNames()
                            .and(anotherCopiesBack(
                                    SOURCES,
                                    Setting.of("source.cluster.bootstrap.servers"),
                                    Setting.of("target.cluster.bootstrap.servers"))),
                    "copies topics under their own names (IdentityReplicationPolicy), and another connector of the target copies"
                            + " them back: records go round without an end",
                    "Let one of the two copy other topics, or give both"
                            + " config(\"replication.policy.class\", \"org.apache.kafka.connect.mirror.DefaultReplicationPolicy\")"),
            changedPolicy(),
            Rule.risk(
                    DuplicateRule.D21,
                    Severity.WARNING,
                    move -> RESET.text(move.targetConfig()).equalsIgnoreCase("latest"),
                    "begins new partitions at their end (auto.offset.reset=latest): what they have by then is left out",
                    "Set config(\"source.consumer.auto.offset.reset\", \"earliest\")"),
            CopyRisks.slowLine(CONSUMER));

    private static final List<Rule> OF_CHECKPOINT = List.of(
            Rule.risk(
                    DuplicateRule.D20,
                    Severity.ERROR,
                    targetGets("sync.group.offsets.enabled", "false", "true")
                            .and(anotherHasTheSame(
                                    CHECKPOINTS,
                                    Setting.of("sync.group.offsets.enabled"),
                                    ALIAS,
                                    Setting.of("target.cluster.alias").orDefault("target"))),
                    "writes the offsets of consumer groups (sync.group.offsets.enabled=true), as another connector of the target"
                            + " does for the same clusters",
                    "Leave that to one of them: config(\"sync.group.offsets.enabled\", \"false\")"),
            Rule.error(
                            ProblemCode.STATE_CHANGED,
                            changes(ALIAS),
                            "gets another source.cluster.alias, after which the topic of its checkpoints is called",
                            "Leave source.cluster.alias as it is")
                    .as(DuplicateRule.D20),
            changedPolicy());

    private MirrorRisks() {}

    /** {@return these rules, and those of the connector that copies topics} */
    static List<Rule> sourceRulesAnd(Rule... own) {
        return Stream.concat(Stream.of(own), OF_SOURCE.stream()).toList();
    }

    /** {@return these rules, and those of the connector that translates offsets} */
    static List<Rule> checkpointRulesAnd(Rule... own) {
        return Stream.concat(Stream.of(own), OF_CHECKPOINT.stream()).toList();
    }

    private static Setting ofConsumer(String key) {
        return Setting.of(CONSUMER + key, "consumer." + key);
    }

    private static Rule changedPolicy() {
        return Rule.error(
                        ProblemCode.STATE_CHANGED,
                        changes(POLICY)
                                .or(changes(Setting.of("replication.policy.separator")
                                        .orDefault("."))),
                        "gets another replication policy, after which its topics are called: it goes on in new topics",
                        "Leave replication.policy.class and replication.policy.separator as they are")
                .as(DuplicateRule.D20);
    }

    private static Predicate<FamilyMove> requiresExactlyOnce() {
        return targetGets("exactly.once.support", "requested", "required");
    }

    private static Predicate<FamilyMove> keepsNames() {
        return move -> POLICY.text(move.targetConfig()).endsWith("IdentityReplicationPolicy");
    }
}
