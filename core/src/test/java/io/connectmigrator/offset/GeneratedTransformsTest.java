package io.connectmigrator.offset;

import static io.connectmigrator.offset.GeneratedRecords.LITERALS;
import static io.connectmigrator.offset.GeneratedRecords.any;
import static io.connectmigrator.offset.GeneratedRecords.record;
import static io.connectmigrator.offset.GeneratedRecords.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.connectmigrator.internal.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the transforms of known connectors leave of the bytes of a record, for generated names, layouts and orders of fields. */
final class GeneratedTransformsTest {

    private static final int TRIES = 150;
    private static final String ANY = "";
    private static final String CONNECTOR = "\"\\u006f/\\\"\"";
    private static final String VALUE = "{ \"x\" : 1.50,\"y\":\"\\/\",\"lsn\":123456789012345678901234567890 }";
    private static final List<String> PARTS = List.of(
            "a",
            "Z",
            "-",
            "_",
            "/",
            ":",
            "7",
            "18446744073709551616",
            " ",
            "\"",
            "\\",
            "\n",
            "\u0001",
            "\u2028",
            "ğ",
            "€",
            "😀",
            "{",
            "}",
            ",",
            "[",
            "'");

    /** A transform, and a partition that it changes: of its fields, the literals of the others, {@link #ANY} for any. */
    private record Named(
            String name,
            BiFunction<String, String, OffsetTransform> transform,
            String field,
            UnaryOperator<String> value,
            Map<String, String> others) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static Stream<Named> transforms() {
        return Stream.of(
                named("table, v1", OffsetTransforms::jdbcTable, "table", Map.of("protocol", "\"1\"")),
                named("table, v0", OffsetTransforms::jdbcTable, "table", Map.of()),
                jdbc("schema", OffsetTransforms::jdbcSchema, schema -> schema + ".users"),
                jdbc("schema of a catalog", OffsetTransforms::jdbcSchema, schema -> "shop." + schema + ".users"),
                jdbc("catalog", OffsetTransforms::jdbcCatalog, catalog -> catalog + ".users"),
                jdbc("catalog with schemas", OffsetTransforms::jdbcCatalog, catalog -> catalog + ".dbo.users"),
                named("server", OffsetTransforms::debeziumServer, "server", Map.of()),
                named("server with database", OffsetTransforms::debeziumServer, "server", Map.of("database", ANY)),
                named("server of MongoDB", OffsetTransforms::debeziumServer, "server_id", Map.of()),
                named("server of a replica set", OffsetTransforms::debeziumServer, "server_id", Map.of("rs", ANY)),
                named("database", OffsetTransforms::sqlServerDatabase, "database", Map.of("server", ANY)),
                named("namespace", OffsetTransforms::mongoNamespace, "ns", Map.of()),
                named("alias", OffsetTransforms::mirrorAlias, "cluster", Map.of("topic", ANY, "partition", ANY)),
                named("topic", OffsetTransforms::mirrorTopic, "topic", Map.of("cluster", ANY, "partition", ANY)),
                named("file name", OffsetTransforms::file, "filename", Map.of()),
                named("URI", OffsetTransforms::file, "uri", Map.of()),
                named("file of a directory", OffsetTransforms::file, "fileName", Map.of()),
                named("bucket", OffsetTransforms::bucket, "bucket", Map.of("objectKey", ANY)),
                named("container", OffsetTransforms::bucket, "container", Map.of("blobName", ANY)),
                named(
                        "any field",
                        (from, to) -> OffsetTransforms.field("ğ\"", value -> from.equals(value) ? to : value),
                        "ğ\"",
                        Map.of("a", ANY, "b", ANY, "c:}", ANY)));
    }

    private static Named named(
            String name,
            BiFunction<String, String, OffsetTransform> transform,
            String field,
            Map<String, String> others) {
        return new Named(name, transform, field, UnaryOperator.identity(), others);
    }

    private static Named jdbc(
            String name, BiFunction<String, String, OffsetTransform> transform, UnaryOperator<String> table) {
        return new Named(name, transform, "table", table, Map.of("protocol", "\"1\""));
    }

    @ParameterizedTest
    @MethodSource("transforms")
    void one_value_changes_and_no_other_byte_and_the_inverse_brings_back_every_byte(Named named) {
        Random random = new Random(named.name().hashCode());
        for (int i = 0; i < TRIES; i++) {
            String from = name(random);
            String to = name(random) + "x" + i;
            Map<String, String> fields = fields(named, random);
            long layout = random.nextLong();
            StoredRecord before = with(named, from, fields, layout);

            StoredRecord after = mapped(before, named.transform().apply(from, to));

            assertThat(after).isEqualTo(with(named, to, fields, layout));
            assertThat(mapped(after, named.transform().apply(to, from))).isEqualTo(before);
            assertThat(mapped(before, named.transform().apply(from + "?", to))).isEqualTo(before);
        }
    }

    @Test
    void a_partition_of_other_fields_stays_as_it_is_under_every_transform_of_a_known_connector() {
        StoredRecord other = record("[ \"o\", { \"b\" : 1E5,\"table\":\"a\",\"server\":\"a\",\"uri\":\"a\" }]", VALUE);

        assertThat(transforms().filter(named -> !named.name().equals("any field")))
                .allSatisfy(named -> assertThat(mapped(other, named.transform().apply("a", "b")))
                        .isEqualTo(other));
    }

    @Test
    void a_table_without_protocol_gets_it_and_its_qualified_name_and_nothing_else_changes() {
        Random random = new Random(1);
        for (int i = 0; i < TRIES; i++) {
            String table = name(random);
            StoredRecord before = record("[" + CONNECTOR + ",{\"table\":" + literal(table) + "}]", VALUE);

            StoredRecord after = mapped(before, OffsetTransforms.jdbcProtocol1(unqualified -> "public." + unqualified));

            assertThat(after)
                    .isEqualTo(record(
                            "[" + CONNECTOR + ",{\"protocol\":\"1\",\"table\":" + literal("public." + table) + "}]",
                            VALUE));
            assertThat(mapped(after, offset -> offset.withPartition(Map.of("table", table))))
                    .isEqualTo(before);
        }
    }

    private static StoredRecord mapped(StoredRecord record, OffsetTransform transform) {
        ConnectorOffset changed = OffsetSnapshot.of(List.of(record.toOffset()))
                .map(transform)
                .offsets()
                .get(0);
        return (StoredRecord) Objects.requireNonNull(changed.stored());
    }

    /** {@return the literals of the fields by their names, in any order} */
    private static Map<String, String> fields(Named named, Random random) {
        List<String> names = new ArrayList<>(named.others().keySet());
        Collections.sort(names);
        names.add(named.field());
        Collections.shuffle(names, random);
        Map<String, String> fields = new LinkedHashMap<>();
        for (String name : names) {
            String literal = named.others().getOrDefault(name, ANY);
            fields.put(name, literal.equals(ANY) ? any(LITERALS, random) : literal);
        }
        return fields;
    }

    private static StoredRecord with(Named named, String value, Map<String, String> fields, long layout) {
        Map<String, String> literals = new LinkedHashMap<>(fields);
        // As a task writes it, since a value that comes back is written like that.
        literals.put(named.field(), literal(named.value().apply(value)));
        return record(
                text(
                        CONNECTOR,
                        literals.keySet().stream()
                                .map(GeneratedTransformsTest::literal)
                                .toList(),
                        List.copyOf(literals.values()),
                        layout),
                VALUE);
    }

    private static String literal(String value) {
        return new String(Json.writeBytes(value), StandardCharsets.UTF_8);
    }

    private static String name(Random random) {
        StringBuilder name = new StringBuilder();
        for (int length = random.nextInt(12); length >= 0; length--) {
            name.append(any(PARTS, random));
        }
        return name.toString();
    }
}
