package io.connectmigrator.kafka.internal.worker;

import io.connectmigrator.kafka.internal.client.AdminFutures;
import io.connectmigrator.kafka.internal.client.KafkaCluster;
import io.connectmigrator.offset.OffsetTransportException;
import java.util.List;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;

/**
 * Fences the tasks of an exactly-once source: their later writes fail, and their open transactions are aborted, as Connect itself does
 * before it starts new tasks or changes offsets. Requires brokers of Kafka 3.0 or newer.
 * Thread-safe.
 */
final class TaskFence {

    private final KafkaCluster cluster;
    private final String groupId;

    /** Takes the group id of the Connect cluster, with which the transactional ids of its tasks begin. */
    TaskFence(KafkaCluster cluster, String groupId) {
        this.cluster = cluster;
        this.groupId = groupId;
    }

    /**
     * Fences every task of the connector whose transactional id the brokers know. If there is none, such as on a cluster without
     * exactly-once support, does nothing. A second call changes nothing.
     *
     * @throws OffsetTransportException if the brokers refused, or if the client may not describe the transactional ids; some tasks
     *     may be fenced
     */
    void fence(String connector) {
        String prefix = groupId + "-" + connector + "-";
        requireVisible(prefix + "0");
        List<String> ids = tasksOf(prefix);
        if (!ids.isEmpty()) {
            AdminFutures.await(
                    "fencing the tasks with the transactional ids " + String.join(", ", ids) + " at " + cluster,
                    "some of them may be fenced",
                    cluster.admin().fenceProducers(ids).all());
        }
    }

    /** Brokers omit ids that the client may not describe from their list, but refuse to describe them. */
    private void requireVisible(String id) {
        try {
            AdminFutures.await(
                    "describing the transactional id " + id + " at " + cluster,
                    cluster.admin().describeTransactions(List.of(id)).description(id));
        } catch (OffsetTransportException e) {
            if (!(e.getCause() instanceof TransactionalIdNotFoundException)) {
                throw e;
            }
        }
    }

    /** Only the newest brokers can filter by a pattern, so all ids are listed. */
    private List<String> tasksOf(String prefix) {
        return AdminFutures.await(
                        "listing transactional ids at " + cluster + " that begin with " + prefix,
                        cluster.admin().listTransactions().all())
                .stream()
                .map(TransactionListing::transactionalId)
                .filter(id -> id.startsWith(prefix) && isTask(id.substring(prefix.length())))
                .sorted()
                .toList();
    }

    /**
     * After the prefix of a connector {@code a} nothing but a number may follow, or else it is an id of a connector such as
     * {@code a-1}. A worker writes the number in the digits of its locale.
     */
    private static boolean isTask(String rest) {
        return !rest.isEmpty() && rest.codePoints().allMatch(Character::isDigit);
    }
}
