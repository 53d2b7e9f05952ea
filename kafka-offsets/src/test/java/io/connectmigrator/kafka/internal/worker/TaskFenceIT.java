package io.connectmigrator.kafka.internal.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.connectmigrator.kafka.internal.client.ClientSettings;
import io.connectmigrator.kafka.internal.client.KafkaCluster;
import io.connectmigrator.lab.Broker;
import io.connectmigrator.lab.Laboratory;
import io.connectmigrator.lab.junit.SharedLaboratory;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Producers of a real broker with the transactional ids of exactly-once source tasks. */
@ExtendWith(SharedLaboratory.class)
class TaskFenceIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Broker kafka;
    private final Admin admin;
    private final KafkaCluster cluster;
    private final String groupId = "workers-" + System.nanoTime();
    private final TopicPartition partition = new TopicPartition("written-by-" + groupId, 0);
    private final TaskFence fence;

    TaskFenceIT(Laboratory lab) {
        kafka = lab.kafka();
        admin = kafka.admin();
        cluster = new KafkaCluster(ClientSettings.of(kafka.bootstrapServers(), Map.of()), TIMEOUT);
        fence = new TaskFence(cluster, groupId);
        kafka.createTopic(partition.topic(), 1);
    }

    @AfterEach
    void closeClients() {
        cluster.close();
        admin.close();
    }

    @Test
    void an_open_transaction_of_a_task_is_aborted_and_its_commit_fails() {
        try (KafkaProducer<String, String> task = task("orders-0");
                KafkaProducer<String, String> other = task("orders-12")) {
            beginTransaction(task);
            beginTransaction(other);
            assertThat(lastStableOffset()).isZero();

            fence.fence("orders");

            assertThat(lastStableOffset()).isEqualTo(logEnd()).isPositive();
            assertThatThrownBy(task::commitTransaction).isInstanceOf(KafkaException.class);
            assertThatThrownBy(other::commitTransaction).isInstanceOf(KafkaException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"orders-1-0", "orders-eu-0", "orders-", "orders-0-", "orders2-0", "my-orders-0", "Orders-0"})
    void a_task_of_another_connector_keeps_its_transaction(String id) {
        try (KafkaProducer<String, String> task = task(id)) {
            beginTransaction(task);

            fence.fence("orders");

            assertThat(lastStableOffset()).isZero();
            task.commitTransaction();
            await().atMost(TIMEOUT).until(() -> lastStableOffset() == logEnd());
        }
    }

    @Test
    void a_second_call_changes_nothing() {
        try (KafkaProducer<String, String> task = task("orders-0")) {
            beginTransaction(task);
            fence.fence("orders");
            long end = logEnd();

            fence.fence("orders");

            assertThat(logEnd()).isEqualTo(end);
            assertThat(lastStableOffset()).isEqualTo(end);
        }
    }

    @Test
    void a_connector_without_transactions_leaves_none_behind() {
        fence.fence("never-transactional");

        assertThat(answer(admin.listTransactions().all().toCompletionStage().toCompletableFuture()))
                .extracting(TransactionListing::transactionalId)
                .noneMatch(id -> id.contains("never-transactional"));
    }

    private KafkaProducer<String, String> task(String id) {
        Map<String, Object> properties =
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", groupId + "-" + id);
        KafkaProducer<String, String> task =
                new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer());
        task.initTransactions();
        return task;
    }

    private void beginTransaction(KafkaProducer<String, String> task) {
        task.beginTransaction();
        assertThat(task.send(new ProducerRecord<>(partition.topic(), "key", "value")))
                .succeedsWithin(TIMEOUT);
    }

    private long lastStableOffset() {
        return end(IsolationLevel.READ_COMMITTED);
    }

    private long logEnd() {
        return end(IsolationLevel.READ_UNCOMMITTED);
    }

    private long end(IsolationLevel isolation) {
        return answer(admin.listOffsets(Map.of(partition, OffsetSpec.latest()), new ListOffsetsOptions(isolation))
                        .partitionResult(partition)
                        .toCompletionStage()
                        .toCompletableFuture())
                .offset();
    }

    private static <T> T answer(CompletableFuture<T> future) {
        assertThat(future).succeedsWithin(TIMEOUT);
        return future.join();
    }
}
