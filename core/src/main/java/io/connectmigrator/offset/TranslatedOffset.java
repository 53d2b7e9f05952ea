package io.connectmigrator.offset;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.internal.Figures;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a sink goes on with one partition of a topic in another Kafka cluster. The offset of a consumer is that of the record
 * that it reads next.
 *
 * @param from the committed offset
 * @param to the offset in the other cluster, or null if it was not found
 * @param verdict how exact it is
 * @param readAgain how many records the sink reads again at most, 0 if it is exact, -1 if that is not known
 * @param evidence what shows it
 */
public record TranslatedOffset(
        Position from, @Nullable Position to, Verdict verdict, long readAgain, Evidence evidence) {

    /** How exact a translated offset is. */
    public enum Verdict {

        /** The sink goes on at the very next record: the copies of the records before and behind it were found. */
        EXACT,

        /** The sink reads at most {@link TranslatedOffset#readAgain()} records again, and misses none. */
        AT_LEAST_ONCE,

        /** The mirror has not copied the last record that the sink has read: it may do so yet. */
        NOT_MIRRORED,

        /** No offset was found from which the sink would miss nothing, and to wait does not help. */
        NOT_FOUND
    }

    /** How a search for an offset begins. Later versions may have more constants. */
    public enum Way {

        /** At an offset sync that the mirror has written. */
        OFFSET_SYNC,

        /** At the first record of the same time or later. */
        TIMESTAMP,

        /** At the same offset, since the other cluster has each record at the offset of the original. */
        SAME_OFFSET,

        /** Near the end of the copy. */
        END_OF_COPY,

        /** At the start of the copy. */
        START_OF_COPY,

        /** Nowhere: the ends of the partitions show already what was found. */
        NONE,

        /** In another way, which a translator of your own has; the text of the evidence says more. */
        OTHER;

        /** {@return the name in words, such as {@code offset sync}} */
        @Override
        public String toString() {
            return Figures.words(name());
        }
    }

    /**
     * An offset in a partition of a topic.
     *
     * @param topic the topic
     * @param partition the number of the partition
     * @param offset the offset
     */
    public record Position(String topic, int partition, long offset) {

        /**
         * Checks that the topic is there.
         *
         * @param topic the topic
         * @param partition the number of the partition
         * @param offset the offset
         */
        public Position {
            requireNonNull(topic, "topic");
        }

        /** {@return the position as workers list that of a sink} */
        public ConnectorOffset toConnectorOffset() {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            fields.put("kafka_topic", topic);
            fields.put("kafka_partition", partition);
            return new ConnectorOffset(fields, Map.of("kafka_offset", offset));
        }

        /** {@return the position as the JSON that a worker answers} */
        @Override
        public String toString() {
            return toConnectorOffset().toString();
        }
    }

    /**
     * What shows that a translated offset is right.
     *
     * @param way how the search began
     * @param compared how many pairs of records were compared
     * @param repeatsSeen how many records were seen that the mirror has written more than once
     * @param text what was found, in a sentence without a full stop and without offsets
     */
    public record Evidence(Way way, long compared, long repeatsSeen, String text) {

        /**
         * Checks that the texts are there.
         *
         * @param way how the search began
         * @param compared how many pairs of records were compared
         * @param repeatsSeen how many records were seen more than once
         * @param text what was found
         */
        public Evidence {
            requireNonNull(way, "way");
            requireNonNull(text, "text");
        }
    }

    /**
     * Checks that an offset is there exactly if the verdict says so.
     *
     * @param from the committed offset
     * @param to the offset in the other cluster, or null
     * @param verdict how exact it is
     * @param readAgain how many records are read again at most
     * @param evidence what shows it
     * @throws IllegalArgumentException if {@code to} and the verdict contradict each other
     */
    public TranslatedOffset {
        requireNonNull(from, "from");
        requireNonNull(verdict, "verdict");
        requireNonNull(evidence, "evidence");
        boolean isFound = verdict == Verdict.EXACT || verdict == Verdict.AT_LEAST_ONCE;
        if (isFound != (to != null)) {
            throw new IllegalArgumentException("a translated offset is " + verdict + " and yet " + to);
        }
    }

    @Override
    public String toString() {
        String again = verdict == Verdict.AT_LEAST_ONCE ? ", at most " + readAgain + " again" : "";
        return from + " -> " + (to == null ? "?" : to) + " (" + verdict + again + ": " + evidence.text() + ")";
    }
}
