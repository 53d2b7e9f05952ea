package io.connectmigrator.kafka.internal.client;

import io.connectmigrator.offset.OffsetTransportException;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out why a read made no progress: mostly because of an open transaction. */
public final class StallDiagnosis {

    private static final Logger log = LoggerFactory.getLogger(StallDiagnosis.class);

    private final KafkaCluster cluster;
    private final TopicQueries queries;

    public StallDiagnosis(KafkaCluster cluster, TopicQueries queries) {
        this.cluster = cluster;
        this.queries = queries;
    }

    public OffsetTransportException explain(String tried, StalledException stalled) {
        Map<TopicPartition, Long> stable = queries.ends(tried, stalled.left().keySet(), IsolationLevel.READ_COMMITTED);
        return stalled.left().entrySet().stream()
                .filter(end -> stable.getOrDefault(end.getKey(), end.getValue()) < end.getValue())
                .map(Map.Entry::getKey)
                .findFirst()
                .map(partition -> openTransaction(tried, partition, stalled))
                .orElseGet(() -> silence(tried, stalled));
    }

    private OffsetTransportException openTransaction(String tried, TopicPartition partition, StalledException stalled) {
        Optional<ProducerState> producer = producer(partition);
        String start = producer.map(found ->
                        String.valueOf(found.currentTransactionStartOffset().orElseThrow()))
                .orElse("…");
        return new OffsetTransportException(
                tried + " failed: a transaction of "
                        + producer.map(this::describe).orElse("an unknown producer")
                        + " is still open in partition " + partition + ", and records after it cannot be read yet;"
                        + " nothing was written",
                "Wait until it ends, or end it with kafka-transactions.sh abort --topic " + partition.topic()
                        + " --partition " + partition.partition() + " --start-offset " + start,
                stalled);
    }

    private OffsetTransportException silence(String tried, StalledException stalled) {
        return new OffsetTransportException(
                tried + " failed: the brokers answer, but in "
                        + cluster.timeout().toSeconds() + " s have not returned the rest of "
                        + stalled.left().keySet() + "; nothing was written",
                "See the logs of the brokers; if they are only slow, raise the timeout",
                stalled);
    }

    /** {@return the producer of the oldest open transaction, empty for brokers before Kafka 2.8} */
    private Optional<ProducerState> producer(TopicPartition partition) {
        try {
            return AdminFutures.await(
                            "asking for the producers of " + partition,
                            cluster.admin().describeProducers(Set.of(partition)).partitionResult(partition))
                    .activeProducers()
                    .stream()
                    .filter(producer -> producer.currentTransactionStartOffset().isPresent())
                    .min(Comparator.comparingLong(
                            producer -> producer.currentTransactionStartOffset().getAsLong()));
        } catch (OffsetTransportException e) {
            log.debug("cannot list the producers of {}", partition, e);
            return Optional.empty();
        }
    }

    private String describe(ProducerState producer) {
        String id = transactionalId(producer.producerId());
        return "producer " + producer.producerId() + (id.isEmpty() ? "" : " with the transactional id " + id);
    }

    /** {@return the id, empty for brokers before Kafka 3.0 or without the right to describe it} */
    private String transactionalId(long producerId) {
        var options = new ListTransactionsOptions().filterProducerIds(Set.of(producerId));
        try {
            return AdminFutures.await(
                            "asking for the transactional id of producer " + producerId,
                            cluster.admin().listTransactions(options).all())
                    .stream()
                    .map(TransactionListing::transactionalId)
                    .collect(Collectors.joining(", "));
        } catch (OffsetTransportException e) {
            log.debug("cannot find the transactional id of producer {}", producerId, e);
            return "";
        }
    }
}
