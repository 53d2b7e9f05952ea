package io.connectmigrator.kafka;

import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.OffsetTransportException;
import io.connectmigrator.offset.StoredRecord;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topic in which the tasks of a source look for their offsets. If it is the connector's own, workers keep a copy of what is
 * written to it in their own topic, which no task ever reads: what is not in the connector's topic is null to it.
 *
 * @param copy where the workers keep a copy, or null if there is none
 * @param fence what keeps tasks from committing, or null if nothing can
 */
record SourcePlace(
        String connector,
        OffsetTopic topic,
        @Nullable OffsetTopic copy,
        @Nullable TaskFence fence) implements OffsetPlace {

    private static final Logger log = LoggerFactory.getLogger(SourcePlace.class);

    void expect() {
        topic.expect(List.of(connector));
        if (copy != null) {
            copy.expect(List.of(connector));
        }
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
        if (copy != null) {
            tryOn(copy, () -> copy.append(connector, written));
        }
    }

    @Override
    public void reset() {
        topic.reset(connector);
        if (copy != null) {
            tryOn(copy, () -> copy.reset(connector));
        }
    }

    @Override
    public Optional<String> seal() {
        if (fence != null) {
            fence.fence(connector);
        }
        return Optional.empty();
    }

    @Override
    public String name() {
        return topic.name();
    }

    @Override
    public Optional<String> inWords() {
        return topic.inWords();
    }

    private void tryOn(OffsetTopic copy, Runnable change) {
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
