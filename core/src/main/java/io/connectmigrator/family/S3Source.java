package io.connectmigrator.family;

import io.connectmigrator.connect.ConnectorConfig;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the objects of a bucket, and keeps how many records of each it has read. */
final class S3Source extends DescribedFamily {

    private static final Setting BUCKET = Setting.of("aws.s3.bucket.name", "aws_s3_bucket");
    private static final Setting PREFIX = Setting.of("aws.s3.prefix", "aws_s3_prefix");
    private static final Set<String> FIELDS = Set.of("bucket", "objectKey");

    S3Source() {
        super("S3 source", Set.of("io.aiven.kafka.connect.s3.source.S3SourceConnector"), List.of());
    }

    /** Other connectors with the same simple class name have other partitions, which are not known. */
    @Override
    public Optional<Boolean> asksFor(ConnectorConfig config, Map<String, @Nullable Object> partition) {
        Optional<String> bucket = BUCKET.known(config).filter(name -> !name.isEmpty());
        Optional<String> prefix = PREFIX.known(config);
        return bucket.isEmpty()
                        || prefix.isEmpty()
                        || !partition.keySet().equals(FIELDS)
                        || !(partition.get("objectKey") instanceof String key)
                ? Optional.empty()
                : Optional.of(bucket.get().equals(partition.get("bucket")) && key.startsWith(prefix.get()));
    }

    @Override
    public Optional<OffsetPartitioning> offsetPartitioning(ConnectorConfig config) {
        return Optional.of(OffsetPartitioning.BY_PARTITION);
    }

    @Override
    Optional<ConfigUnion> union(Collection<ConnectorConfig> configs) {
        return Optional.of(ConfigUnion.ofEqual());
    }
}
