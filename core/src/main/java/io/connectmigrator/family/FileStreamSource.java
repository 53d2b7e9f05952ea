package io.connectmigrator.family;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.offset.OffsetOrder;
import io.connectmigrator.report.ProblemCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps a position in a file of the worker; without a file, it reads the standard input and keeps nothing. */
final class FileStreamSource extends DescribedFamily {

    private static final Setting FILE = Setting.of("file");

    FileStreamSource() {
        super(
                "FileStream source",
                Set.of("org.apache.kafka.connect.file.FileStreamSourceConnector"),
                List.of(Rule.warning(
                        ProblemCode.STATE_ELSEWHERE,
                        Conditions.targetGets(FILE),
                        "reads a file of the worker on which its task runs",
                        "Make sure that all workers of the target see the same file under the same path")));
    }

    @Override
    public Optional<Boolean> asksFor(ConnectorConfig config, Map<String, @Nullable Object> partition) {
        return FILE.known(config).map(file -> !file.isEmpty() && partition.equals(Map.of("filename", file)));
    }

    @Override
    public boolean needsNoOffsets(ConnectorConfig config) {
        return !FILE.isSet(config);
    }

    @Override
    public Optional<OffsetPartitioning> offsetPartitioning(ConnectorConfig config) {
        return Optional.of(FILE.isSet(config) ? OffsetPartitioning.INDIVISIBLE : OffsetPartitioning.NONE);
    }

    @Override
    public Optional<OffsetOrder> offsetOrder(ConnectorConfig config) {
        return Optional.of(OffsetOrder.byNumber("position"));
    }

    @Override
    Optional<String> indivisible(ConnectorConfig config) {
        return Optional.of("reads one file, and has one task");
    }
}
