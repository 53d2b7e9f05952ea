package io.connectmigrator.kafka.across;

import io.connectmigrator.lab.NumberedCopy;
import io.connectmigrator.lab.NumberedTopic;
import io.connectmigrator.lab.SequenceTally;
import io.connectmigrator.offset.TranslatedOffset;
import io.connectmigrator.offset.TranslatedOffset.Position;
import io.connectmigrator.offset.TranslatedSnapshot;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a sink gets that reads a topic up to its committed offsets, and then the copy from the translated ones on.
 *
 * @param translated the translated offsets
 * @param tallies how often it gets each number, by partition
 * @param numbers how many numbers each partition has
 * @param took how long the translation took
 */
record Move(
        TranslatedSnapshot translated, Map<Integer, SequenceTally> tallies, Map<Integer, Long> numbers, Duration took) {

    static Move of(
            TranslatedSnapshot translated,
            NumberedTopic topic,
            NumberedCopy copy,
            Map<Integer, Long> committed,
            Duration took) {
        Map<Integer, Long> goesOn = new HashMap<>();
        for (TranslatedOffset offset : translated.offsets()) {
            Position to = offset.to();
            if (to != null) {
                goesOn.put(to.partition(), to.offset());
            }
        }
        Map<Integer, Long> numbers = new TreeMap<>();
        goesOn.keySet().forEach(partition -> numbers.put(partition, topic.written(partition)));
        return new Move(translated, copy.tallies(committed, goesOn), numbers, took);
    }

    /** {@return whether it gets each number of each partition once} */
    boolean exactlyOnce() {
        return tallies.size() == translated.offsets().size() && missing() == 0 && doubled() == 0;
    }

    long missing() {
        return tallies.entrySet().stream()
                .mapToLong(each ->
                        each.getValue().missing() + numbers.getOrDefault(each.getKey(), 0L) - 1 - last(each.getValue()))
                .sum();
    }

    long doubled() {
        return tallies.values().stream().mapToLong(SequenceTally::doubled).sum();
    }

    /** {@return how many pairs of records were compared} */
    long compared() {
        return translated.offsets().stream()
                .mapToLong(offset -> offset.evidence().compared())
                .sum();
    }

    /** {@return how many records were seen that the mirror has written more than once} */
    long repeatsSeen() {
        return translated.offsets().stream()
                .mapToLong(offset -> offset.evidence().repeatsSeen())
                .sum();
    }

    private static long last(SequenceTally tally) {
        return tally.last().values().stream().findFirst().orElse(-1L);
    }

    @Override
    public String toString() {
        return translated + "\n" + tallies + ", " + missing() + " missing, " + doubled() + " doubled";
    }
}
