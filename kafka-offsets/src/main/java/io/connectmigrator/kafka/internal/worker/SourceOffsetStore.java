package io.connectmigrator.kafka.internal.worker;

import io.connectmigrator.kafka.internal.topic.OffsetTopic;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.OffsetTransportException;
import io.connectmigrator.offset.StoredRecord;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topic to which the tasks of a source commit their offsets. When they start, they read them with another client, which may
 * be configured for other brokers: then the offsets must be there too, or the tasks would start from the beginning. If neither is
 * the topic of the workers, the workers keep a copy in their topic, which no task reads.
 *
 * @param readAtStart the topic that tasks read when they start, or null if it is the one to which they commit
 * @param copy the topic with the copy of the workers, or null if there is none
 * @param taskFence the fence of the tasks, or null without exactly-once support
 */
public record SourceOffsetStore(
        String connector,
        OffsetTopic topic,
        @Nullable OffsetTopic readAtStart,
        @Nullable OffsetTopic copy,
        @Nullable TaskFence taskFence)
        implements OffsetStore {

    private static final Logger log = LoggerFactory.getLogger(SourceOffsetStore.class);

    public void prefetch() {
        Stream.of(topic, readAtStart, copy).filter(Objects::nonNull).forEach(each -> each.prefetch(List.of(connector)));
    }

    @Override
    public OffsetSnapshot list() {
        return topic.list(connector);
    }

    @Override
    public OffsetSnapshot peek() {
        return topic.peek(connector);
    }

    @Override
    public void alter(OffsetSnapshot offsets) {
        Collection<StoredRecord> written = topic.alter(connector, offsets);
        if (readAtStart != null) {
            readAtStart.write(connector, written);
        }
        if (copy != null) {
            tryToChange(copy, () -> copy.append(connector, written));
        }
    }

    @Override
    public void reset() {
        topic.reset(connector);
        if (readAtStart != null) {
            readAtStart.reset(connector);
        }
        if (copy != null) {
            tryToChange(copy, () -> copy.reset(connector));
        }
    }

    @Override
    public Optional<String> fence() {
        if (taskFence != null) {
            taskFence.fence(connector);
        }
        return Optional.empty();
    }

    @Override
    public String name() {
        return topic.name();
    }

    @Override
    public Optional<String> kafkaClusterId() {
        return topic.kafkaClusterId();
    }

    @Override
    public Optional<String> location() {
        return readAtStart == null
                ? topic.location()
                : topic.location()
                        .flatMap(here -> readAtStart.location().map(there -> here + ", read at start from " + there));
    }

    private void tryToChange(OffsetTopic copy, Runnable change) {
        try {
            change.run();
        } catch (OffsetTransportException e) {
            log.warn(
                    "the offsets of connector {} were changed in {}, but not in {}, which no task of it reads: {}",
                    connector,
                    topic,
                    copy,
                    e.getMessage(),
                    e);
        }
    }
}
