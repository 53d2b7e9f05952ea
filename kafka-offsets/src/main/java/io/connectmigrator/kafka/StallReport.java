package io.connectmigrator.kafka;

import io.connectmigrator.offset.OffsetTransportException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Finds out why a reading came no further: mostly because of a transaction that nobody ends. */
final class StallReport {

    private final KafkaCluster cluster;
    private final TopicQueries queries;

    StallReport(KafkaCluster cluster, TopicQueries queries) {
        this.cluster = cluster;
        this.queries = queries;
    }

    OffsetTransportException explain(String tried, StalledException stalled) {
        Map<TopicPartition, Long> stable = queries.ends(tried, stalled.left().keySet(), IsolationLevel.READ_COMMITTED);
        return stalled.left().entrySet().stream()
                .filter(end -> stable.getOrDefault(end.getKey(), end.getValue()) < end.getValue())
                .map(Map.Entry::getKey)
                .findFirst()
                .map(partition -> openTransaction(tried, partition, stalled))
                .orElseGet(() -> new OffsetTransportException(
                        tried + " failed: the brokers at " + cluster + " answer, but for "
                                + cluster.timeout().toSeconds() + " s have not handed out the rest of "
                                + stalled.left().keySet(),
                        "Look into the logs of the brokers; if they are only slow, allow more time",
                        stalled));
    }

    private OffsetTransportException openTransaction(String tried, TopicPartition partition, StalledException stalled) {
        Optional<ProducerState> producer = producer(tried, partition);
        String start = producer.map(found -> " --start-offset "
                        + found.currentTransactionStartOffset().orElseThrow())
                .orElse(" --start-offset …");
        return new OffsetTransportException(
                tried + " failed: a transaction of "
                        + producer.map(this::inWords).orElse("an unknown producer")
                        + " stays open in partition " + partition + ", and what lies behind it may not be read yet;"
                        + " nothing was written",
                "Wait until it ends, or end it with kafka-transactions.sh abort --topic " + partition.topic()
                        + " --partition " + partition.partition() + start,
                stalled);
    }

    private Optional<ProducerState> producer(String tried, TopicPartition partition) {
        return Answers.await(
                        tried,
                        cluster.admin().describeProducers(Set.of(partition)).partitionResult(partition))
                .activeProducers()
                .stream()
                .filter(producer -> producer.currentTransactionStartOffset().isPresent())
                .min((one, other) -> Long.compare(
                        one.currentTransactionStartOffset().getAsLong(),
                        other.currentTransactionStartOffset().getAsLong()));
    }

    private String inWords(ProducerState producer) {
        String ids = Answers.await(
                        "asking for transactions",
                        cluster.admin()
                                .listTransactions(
                                        new ListTransactionsOptions().filterProducerIds(Set.of(producer.producerId())))
                                .all())
                .stream()
                .map(TransactionListing::transactionalId)
                .collect(Collectors.joining(", "));
        return "producer " + producer.producerId() + (ids.isEmpty() ? "" : " with the transactional id " + ids);
    }
}
