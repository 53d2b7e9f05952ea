package io.connectmigrator.family;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.report.ProblemCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Polls a resource, and keeps the fields of the last record that its config names. It has one partition, without fields. */
final class HttpSource extends DescribedFamily {

    HttpSource() {
        super(
                "HTTP source",
                Set.of("com.github.castorm.kafka.connect.http.HttpSourceConnector"),
                List.of(Rule.warning(
                        ProblemCode.STATE_CHANGED,
                        Conditions.changesAny("http.request.url", "http.response.record.offset.pointer"),
                        "gets another resource or other fields in its offset, and goes on from the offset that it has",
                        "Make sure that the offset means the same there (http.request.url,"
                                + " http.response.record.offset.pointer)")));
    }

    /** Other connectors with the same simple class name have other partitions, which are not known. */
    @Override
    public Optional<Boolean> asksFor(ConnectorConfig config, Map<String, @Nullable Object> partition) {
        return partition.isEmpty() ? Optional.of(true) : Optional.empty();
    }

    @Override
    public Optional<OffsetPartitioning> offsetPartitioning(ConnectorConfig config) {
        return Optional.of(OffsetPartitioning.INDIVISIBLE);
    }

    @Override
    Optional<String> indivisible(ConnectorConfig config) {
        return Optional.of("has one partition, which has no fields");
    }
}
