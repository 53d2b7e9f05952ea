package io.connectmigrator.migration;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.journal.Journal;
import io.connectmigrator.report.MigrationReport;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Merges connectors, writes the report in every form, and rolls the merge back, in a JVM of its own whose heap is small. */
final class MergeInLittleMemory {

    static final String SUCCEEDED = "succeeded";

    private MergeInLittleMemory() {}

    static List<String> members(int connectors) {
        return IntStream.range(0, connectors).mapToObj(i -> "member-" + i).toList();
    }

    /** Takes the URLs of the workers of both clusters, the folder of the journal, and the number of connectors. */
    public static void main(String[] arguments) {
        MigrationPlan plan = MigrationPlan.builder()
                .from(ConnectClient.builder(arguments[0]).name("legacy").build())
                .to(ConnectClient.builder(arguments[1]).name("europe").build())
                .merge("all", members(Integer.parseInt(arguments[3])).toArray(String[]::new))
                .mergedConfig((name, configs) -> configs.values().iterator().next())
                .build();
        Migrator migrator = Migrator.builder()
                .journal(Journal.directory(Path.of(arguments[2])))
                .settlingTime(Duration.ZERO)
                .build();
        tell("merged", migrator.migrate(plan));
        tell("rolled back", migrator.rollback(plan));
    }

    private static void tell(String what, MigrationReport report) {
        report.writeJson(Writer.nullWriter());
        int page = report.toHtml().length();
        String text = report.toString().lines().findFirst().orElseThrow();
        System.out.println(what + (report.succeeded() ? " " + SUCCEEDED : " failed") + ", at most " + peak()
                + " MiB of heap, garbage included, a page of " + (page >> 10) + " KiB: " + text);
        if (!report.succeeded()) {
            System.out.println(report);
        }
    }

    private static long peak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        .map(MemoryPoolMXBean::getPeakUsage)
                        .mapToLong(usage -> usage.getUsed())
                        .sum()
                >> 20;
    }
}
