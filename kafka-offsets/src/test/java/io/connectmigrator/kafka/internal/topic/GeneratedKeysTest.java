package io.connectmigrator.kafka.internal.topic;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.StoredRecord;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Keys as no connector may ever have made them. */
class GeneratedKeysTest {

    private static final int ROUNDS = 2_000;

    /** JSON texts and what they mean; of some, more than one text means the same. */
    private static final List<Map.Entry<String, Object>> VALUES = List.of(
            Map.entry("\"orders\"", "orders"),
            Map.entry("\"\"", ""),
            Map.entry("\"{\\\"a\\\":[1,\\\"}\\\"]}\"", "{\"a\":[1,\"}\"]}"),
            Map.entry("\"\\\\\"", "\\"),
            Map.entry("\"\\\\\\\"\"", "\\\""),
            Map.entry("\"\\uD83D\\uDE00\"", "😀"),
            Map.entry("\"😀\"", "😀"),
            Map.entry("\"şİğ €\"", "şİğ €"),
            Map.entry("\"a\\u0001\\n\\t\\/\"", "a\u0001\n\t/"),
            Map.entry("\"3q2+7w==\"", "3q2+7w=="),
            Map.entry("1", 1L),
            Map.entry("1.0", 1.0),
            Map.entry("-0.0", -0.0),
            Map.entry("1E3", 1000.0),
            Map.entry("1.50", 1.5),
            Map.entry("9007199254740993", 9007199254740993L),
            Map.entry("-9223372036854775808", Long.MIN_VALUE),
            Map.entry("true", true),
            Map.entry("false", false));

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @Test
    void a_key_keeps_its_bytes_and_its_meaning_under_any_name_and_in_an_envelope() {
        for (int round = 0; round < ROUNDS; round++) {
            Map<String, @Nullable Object> partition = new HashMap<>();
            String fields = object(partition);
            Map.Entry<String, Object> name = name();
            byte[] key = bytes(spaces() + "[" + spaces() + name.getKey() + spaces() + "," + fields + "]" + spaces());
            Map.Entry<String, Object> otherName = name();

            byte[] renamed =
                    record(key, "{}").named((String) otherName.getValue()).key();

            String of = "seed " + seed + ", key " + text(key);
            assertThat(ConnectorInKey.find(new KeyBytes(key))).as(of).isEqualTo(ConnectorInKey.nameOf((String)
                    name.getValue()));
            assertThat(ConnectorInKey.find(new KeyBytes(renamed))).as(of).isEqualTo(ConnectorInKey.nameOf((String)
                    otherName.getValue()));
            assertThat(text(renamed))
                    .as(of)
                    .endsWith("," + fields + text(key).substring(text(key).lastIndexOf(']')));
            assertThat(alone(record(renamed, "{}")))
                    .as(of)
                    .isEqualTo(new ConnectorOffset(partition, null))
                    .isEqualTo(alone(record(key, "{}")));
            assertThat(Envelope.payload(envelope(key)))
                    .as(of)
                    .isEqualTo(text(key).strip().getBytes(StandardCharsets.UTF_8));
            assertThat(ConnectorInKey.find(new KeyBytes(envelope(key)))).as(of).isEqualTo(ConnectorInKey.nameOf((String)
                    name.getValue()));
        }
    }

    @Test
    void what_is_listed_is_written_with_the_same_bytes() {
        for (int round = 0; round < ROUNDS; round++) {
            Map<String, @Nullable Object> values = new HashMap<>();
            byte[] key = bytes("[\"orders\"," + object(new HashMap<>()) + "]");
            byte[] value = bytes(object(values));
            KeyPosition position = KeyPosition.inDefaultPartition(new KeyBytes(key), 25);
            TopicContents contents = new TopicContents(
                    List.of(new LiveRecord(position, position.partition(), value, 1)),
                    25,
                    java.util.Set.of(),
                    List.of());

            OffsetSnapshot listed = SnapshotBuilder.of(contents, "topic");
            Collection<StoredRecord> written = OffsetEncoder.of("orders", listed, OffsetSnapshot.empty(), 2);

            String of = "seed " + seed + ", key " + text(key) + ", value " + text(value);
            assertThat(listed.offsets())
                    .as(of)
                    .singleElement()
                    .extracting(offset -> new ConnectorOffset(Map.of(), offset.offset()))
                    .isEqualTo(new ConnectorOffset(Map.of(), values));
            assertThat(written).as(of).containsExactly(record(key, text(value)));
        }
    }

    private Map.Entry<String, Object> name() {
        return VALUES.get(random.nextInt(10));
    }

    /** {@return a JSON object, and puts what it means into the map} */
    private String object(Map<String, @Nullable Object> meaning) {
        Map<String, String> fields = new LinkedHashMap<>();
        int count = random.nextInt(5);
        for (int i = 0; i < count; i++) {
            Map.Entry<String, Object> value = VALUES.get(random.nextInt(VALUES.size()));
            boolean isNull = random.nextInt(10) == 0;
            String field = "f" + random.nextInt(10) + "ş";
            fields.put(field, isNull ? "null" : value.getKey());
            meaning.put(field, isNull ? null : value.getValue());
        }
        return fields.entrySet().stream()
                .map(field -> "\"" + field.getKey() + "\":" + spaces() + field.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private String spaces() {
        return random.nextInt(4) == 0 ? " " : "";
    }

    private static ConnectorOffset alone(StoredRecord record) {
        return new ConnectorOffset(record.partition().orElseThrow(), null);
    }

    private static byte[] envelope(byte[] json) {
        return bytes("{\"schema\":null,\"payload\":" + text(json) + "}");
    }

    private static StoredRecord record(byte[] key, String value) {
        return StoredRecord.of(requireNonNull(key), bytes(value), 1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
