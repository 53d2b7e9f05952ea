package io.connectmigrator.family;

import static io.connectmigrator.family.Conditions.targetExceeds;
import static io.connectmigrator.family.Conditions.targetGets;
import static io.connectmigrator.family.Conditions.targetLacks;

import io.connectmigrator.report.DuplicateRule;
import io.connectmigrator.report.Severity;
import java.util.function.Predicate;

/** Duplicate risks that MirrorMaker and Replicator have in common: connectors that read topics with consumers of their own. */
final class CopyRisks {

    private static final String READ_COMMITTED = "read_committed";
    private static final String OVERRIDE = "consumer.override.isolation.level";

    /** Of the buffers of a TCP connection; Kafka's own default is 64 KiB for a consumer that receives. */
    private static final long LARGE_BUFFER = 1 << 20;

    private static final String ABORTED =
            " is not read_committed: it copies records of aborted transactions as if they were"
                    + " committed, and a producer that has repeated them after its abort makes duplicates of them";

    private CopyRisks() {}

    /** {@return that the target may read records of aborted transactions: no setting that it obeys forbids it} */
    static Predicate<FamilyMove> readsAborted(Setting isolation) {
        return targetLacks(isolation.orDefault("read_uncommitted"), READ_COMMITTED);
    }

    static Rule abortedRecords(DuplicateRule number, Severity severity, Predicate<FamilyMove> condition, String key) {
        return Rule.risk(
                number,
                severity,
                condition,
                "reads with a consumer whose isolation.level" + ABORTED,
                "Set config(\"" + key + "\", \"read_committed\")");
    }

    /** Connect's overrides are for the consumers that Connect makes, which are those of sinks. */
    static Rule overrideWithoutEffect(String key) {
        return Rule.risk(
                DuplicateRule.D3,
                Severity.WARNING,
                targetGets(Setting.of(OVERRIDE)),
                "has " + OVERRIDE + ", which has no effect: it reads with a consumer of its own",
                "Set config(\"" + key + "\", \"read_committed\") in its place");
    }

    static Rule slowLine(String prefix) {
        Setting receive = Setting.of(prefix + "receive.buffer.bytes");
        Setting send = Setting.of(prefix + "send.buffer.bytes");
        return Rule.risk(
                DuplicateRule.D24,
                Severity.INFO,
                targetExceeds(LARGE_BUFFER, receive).or(targetExceeds(LARGE_BUFFER, send)),
                "has TCP buffers of more than 1 MiB (" + prefix + "receive.buffer.bytes, " + prefix
                        + "send.buffer.bytes): over a slow line, what they hold delays the heartbeats of its workers, and each"
                        + " rebalance repeats records",
                "Watch for rebalances after the start, and reduce them if there are any: config(\"" + prefix
                        + "receive.buffer.bytes\", \"65536\")");
    }
}
