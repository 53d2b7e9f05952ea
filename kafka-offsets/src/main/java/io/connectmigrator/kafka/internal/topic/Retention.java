package io.connectmigrator.kafka.internal.topic;

import io.connectmigrator.kafka.internal.client.TopicQueries;
import io.connectmigrator.offset.OffsetFinding;
import io.connectmigrator.offset.OffsetTransportException;
import java.util.List;
import org.apache.kafka.common.config.TopicConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the {@code cleanup.policy} of a topic deletes offsets. Workers do not start with such a topic, but it can be changed later. */
final class Retention {

    private static final Logger log = LoggerFactory.getLogger(Retention.class);

    private Retention() {}

    static List<OffsetFinding> findings(TopicQueries queries, String topic) {
        try {
            String policy = queries.cleanupPolicy("asking for the cleanup.policy of topic " + topic);
            return TopicConfig.CLEANUP_POLICY_COMPACT.equals(policy) ? List.of() : List.of(notCompacted(topic, policy));
        } catch (OffsetTransportException e) {
            log.debug("cannot find out whether topic {} is compacted", topic, e);
            return List.of();
        }
    }

    private static OffsetFinding notCompacted(String topic, String policy) {
        return new OffsetFinding(
                OffsetFinding.Kind.NOT_COMPACTED,
                "topic " + topic + " has cleanup.policy=" + policy + ", so offsets in it can expire",
                "Set cleanup.policy=compact on it; workers do not start with anything else");
    }
}
