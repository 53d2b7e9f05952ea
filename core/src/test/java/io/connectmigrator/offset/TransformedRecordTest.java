package io.connectmigrator.offset;

import static io.connectmigrator.offset.GeneratedRecords.LITERALS;
import static io.connectmigrator.offset.GeneratedRecords.any;
import static io.connectmigrator.offset.GeneratedRecords.record;
import static io.connectmigrator.offset.GeneratedRecords.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectmigrator.internal.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a transform leaves of the bytes of a record, for generated keys and values. */
final class TransformedRecordTest {

    private static final int TRIES = 2_000;
    private static final List<String> NAMES = List.of(
            "\"table\"", "\"t,b\"", "\"ğ\"", "\"\\u0061\"", "\"b:}\"", "\"c\\\"\"", "\"\\\\\"", "\"server\"", "\"x\"");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void another_value_takes_the_place_of_the_first_and_no_other_byte_changes(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < TRIES; i++) {
            List<String> names = some(NAMES, random);
            List<String> values = new ArrayList<>();
            names.forEach(name -> values.add(any(LITERALS, random)));
            int changed = random.nextInt(names.size());
            String replacement = "new" + i;
            List<String> valuesAfter = new ArrayList<>(values);
            valuesAfter.set(changed, "\"" + replacement + "\"");
            long layout = random.nextLong();
            StoredRecord before = record(text("\"old\"", names, values, layout), value(names, random));
            String field = String.valueOf(Json.parse(names.get(changed)));

            ConnectorOffset after = become(before.toOffset(), field, replacement, random);

            assertThat(after.stored())
                    .isEqualTo(record(
                            text("\"old\"", names, valuesAfter, layout),
                            new String(before.value(), StandardCharsets.UTF_8)));
            StoredRecord renamed = ((StoredRecord) Objects.requireNonNull(after.stored())).named("bestellungen");
            assertThat(renamed.toString()).isEqualTo(text("\"bestellungen\"", names, valuesAfter, layout));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void fields_that_stay_keep_their_bytes_when_one_is_added_or_removed(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < TRIES; i++) {
            List<String> names = some(NAMES, random);
            List<String> values = new ArrayList<>();
            names.forEach(name -> values.add(any(LITERALS, random)));
            StoredRecord before = record(text("\"o\"", names, values, 0), "{}");
            Map<String, @Nullable Object> partition =
                    new LinkedHashMap<>(before.toOffset().partition());
            int removed = random.nextInt(names.size());
            partition.remove(String.valueOf(Json.parse(names.get(removed))));
            partition.put("added", 7);
            names.remove(removed);
            values.remove(removed);
            names.add("\"added\"");
            values.add("7");

            StoredRecord after =
                    (StoredRecord) before.toOffset().withPartition(partition).stored();

            assertThat(String.valueOf(after)).isEqualTo(text("\"o\"", names, values, 0));
        }
    }

    @Test
    void another_offset_keeps_the_bytes_of_the_values_that_are_the_same() {
        ConnectorOffset before = record("[\"o\",{\"a\":1}]", "{ \"x\" : 1.50,\"pos\":7 , \"y\":\"\\/\" }")
                .toOffset();
        Map<String, @Nullable Object> values = new HashMap<>(before.offset());
        values.put("pos", 6);

        ConnectorOffset after = before.withOffset(values);

        assertThat(after.stored()).isEqualTo(record("[\"o\",{\"a\":1}]", "{ \"x\" : 1.50,\"pos\":6 , \"y\":\"\\/\" }"));
        assertThat(after.offset()).containsOnlyKeys("x", "pos", "y").containsEntry("pos", 6L);
    }

    @Test
    void the_same_values_change_nothing() {
        ConnectorOffset before = record("[\"o\",{ \"b\":1E5,\"a\":1}]", "{}").toOffset();

        assertThat(before.withPartition(Map.of("a", 1, "b", 100000.0))).isSameAs(before);
    }

    @Test
    void a_commit_of_a_group_keeps_its_metadata_and_loses_its_epoch() {
        ConnectorOffset before = new ConnectorOffset(
                Map.of("kafka_topic", "orders"), Map.of("kafka_offset", 3), new StoredCommit(7, "state"));

        assertThat(before.withField("kafka_topic", "dc1.orders").stored()).isEqualTo(new StoredCommit(null, "state"));
    }

    @Test
    void a_value_that_connect_cannot_keep_is_refused() {
        assertThatThrownBy(() -> record("[\"o\",{}]", "{}").toOffset().withField("list", List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("list");
    }

    /** A transform may make the new partition in any way and order. */
    private static ConnectorOffset become(ConnectorOffset before, String field, String value, Random random) {
        Map<String, @Nullable Object> partition = new HashMap<>(before.partition());
        partition.put(field, value);
        OffsetTransform transform = random.nextBoolean()
                ? offset -> offset.withField(field, value)
                : offset -> new ConnectorOffset(partition, offset.offset());
        return OffsetSnapshot.of(List.of(before)).map(transform).offsets().get(0);
    }

    private static String value(List<String> names, Random random) {
        List<String> values = new ArrayList<>();
        names.forEach(name -> values.add(any(LITERALS, random)));
        String key = text("", names, values, random.nextLong());
        return key.substring(key.indexOf('{'), key.lastIndexOf('}') + 1);
    }

    private static List<String> some(List<String> all, Random random) {
        List<String> some = new ArrayList<>(all);
        Collections.shuffle(some, random);
        return new ArrayList<>(some.subList(0, 1 + random.nextInt(all.size())));
    }
}
