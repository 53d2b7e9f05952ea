package io.connectmigrator.family;

import static io.connectmigrator.family.Conditions.changesTransformsOr;
import static io.connectmigrator.family.Conditions.toAnotherKafka;

import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.report.ProblemCode;
import java.util.List;
import java.util.Set;

/** Writes documents of a collection. */
final class MongoSink extends DescribedFamily {

    private static final String STRATEGY = "document.id.strategy";

    MongoSink() {
        super(
                "MongoDB sink",
                Set.of("com.mongodb.kafka.connect.MongoSinkConnector"),
                List.of(
                        RedeliveryRisk.of(
                                move -> generatesIds(move.targetConfig()),
                                "generates the ids of documents (document.id.strategy), so that a record that comes twice is two"
                                        + " documents",
                                "Let ids come from records: config(\"document.id.strategy\","
                                        + " \"com.mongodb.kafka.connect.sink.processor.id.strategy.ProvidedInKeyStrategy\")"),
                        Rule.error(
                                ProblemCode.STATE_CHANGED,
                                toAnotherKafka()
                                        .and(move -> namesDocumentsByOffsets(move.targetConfig()))
                                        .and(changesTransformsOr("connection.uri", "database", "collection")
                                                .negate()),
                                "identifies documents by topic, partition and offset (document.id.strategy): with the offsets of"
                                        + " another Kafka cluster it overwrites documents of the source",
                                "Give it another collection for the target")));
    }

    private static boolean generatesIds(ConnectorConfig config) {
        String strategy = config.getOrDefault(STRATEGY, "").strip();
        return strategy.isEmpty() || strategy.endsWith(".BsonOidStrategy") || strategy.endsWith(".UuidStrategy");
    }

    /** Each topic may have its own strategy. */
    private static boolean namesDocumentsByOffsets(ConnectorConfig config) {
        return config.keys().stream()
                .filter(key -> key.equals(STRATEGY) || key.endsWith("." + STRATEGY))
                .anyMatch(key -> config.getOrDefault(key, "").strip().endsWith(".KafkaMetaDataStrategy"));
    }
}
