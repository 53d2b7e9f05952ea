package io.connectmigrator.kafka.internal.worker;

import io.connectmigrator.kafka.internal.client.AdminFutures;
import io.connectmigrator.kafka.internal.client.KafkaCluster;
import io.connectmigrator.offset.OffsetTransportException;
import java.util.List;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;

/**
 * Shuts the tasks of an exactly-once source out: what they write from then on fails, and what they have not committed is
 * aborted. Connect itself does so before it starts new tasks or changes offsets. Needs brokers of Kafka 3.0 or newer.
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
     * Fences every task of the connector that has ever begun a transaction, as far as the brokers remember. If none has, as
     * on a cluster without exactly-once support, it does nothing. A second call changes nothing.
     *
     * @throws OffsetTransportException if the brokers did not do it, or if the client may not see the transactional ids; some
     *     tasks may be fenced
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

    /** Brokers leave ids that the client may not describe out of their list, but refuse to describe them. */
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

    /** Only the newest brokers can look for a pattern, so all ids are asked for. */
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
