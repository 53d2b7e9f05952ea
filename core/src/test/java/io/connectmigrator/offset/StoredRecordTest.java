package io.connectmigrator.offset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoredRecordTest {

    @Test
    void a_key_is_the_connectors_name_and_the_partition() {
        StoredRecord record = record("[\"orders\",{\"server\":\"s1\",\"database\":\"db\"}]", "{\"lsn\":25565696}");

        assertThat(record.connector()).isEqualTo("orders");
        assertThat(record.partition()).contains(Map.of("server", "s1", "database", "db"));
        assertThat(record.toOffset().offset()).isEqualTo(Map.of("lsn", 25565696L));
        assertThat(record.toOffset().stored()).isSameAs(record);
    }

    @Test
    void a_key_may_have_no_partition() {
        assertThat(record("[\"orders\",null]", "{}").partition()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "orders",
                "[]",
                "[\"orders\"]",
                "[\"orders\",{},{}]",
                "[1,{}]",
                "[\"orders\",[]]",
                "[\"orders\",{\"a\":{}}]",
                "{\"schema\":null,\"payload\":[\"orders\",{}]}",
                "[\"orders\",{\"a\":1,\"a\":2}]"
            })
    void anything_else_is_no_key(String key) {
        assertThatThrownBy(() -> record(key, "{}")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "['orders',{'b':1,'a':2}] | ['bestellungen',{'b':1,'a':2}]",
                "['a \\'quoted\\' \\\\name',{}] | ['bestellungen',{}]",
                "[ 'orders' , {'a' : 1.50} ] | [ 'bestellungen' , {'a' : 1.50} ]",
                "['ğ€😀',{'ğ':'€😀','e':'\\uD83D\\uDE00'}] | ['bestellungen',{'ğ':'€😀','e':'\\uD83D\\uDE00'}]",
                "['orders',{'orders':'orders'}] | ['bestellungen',{'orders':'orders'}]",
                "['orders',null] | ['bestellungen',null]",
            })
    void another_name_takes_the_place_of_the_first_and_nothing_else_changes(String key, String renamed) {
        StoredRecord record = record(quoted(key), "{\"seq\":1.0}").named("bestellungen");

        assertThat(text(record.key())).isEqualTo(quoted(renamed));
        assertThat(text(record.value())).isEqualTo("{\"seq\":1.0}");
    }

    @Test
    void the_same_name_changes_no_byte_however_it_is_written() {
        StoredRecord record = record("[\"\\u006frders\",{}]", "{}");

        assertThat(record.named("orders")).isSameAs(record);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // as a HashMap has them
                "['c',{'server':'s','database':'d'}] | {'seq':1}                        | true",
                "['c',{'protocol':'1','table':'t'}]  | {'incrementing':9007199254740993} | true",
                "['c',{'database':'d','server':'s'}] | {'seq':1}                        | false",
                "['c',{}]                            | {'timestamp':1.5,'flag':true}    | false",
                "['c',{}]                            | {'flag':true,'timestamp':1.5}    | true",
                "['c',{'n':1.5}]                     | {'seq':1}                        | false",
                "['c',{'n':1}]                       | {'seq':1.0}                      | true",
                "['c',{'n':1}]                       | {'seq':1.50}                     | false",
                "['c',{'n':1}]                       | {'seq':18446744073709551616}     | false",
                "['c',{'n':-0}]                      | {'seq':1}                        | false",
                "['c',{'n': 1}]                      | {'seq':1}                        | false",
                "['c',{'e':'😀'}]                    | {'seq':1}                        | false",
                "['c',{'e':'\\uD83D\\uDE00'}]        | {'seq':1}                        | true",
                "['c',{'n':null}]                    | {'seq':null}                     | true",
            })
    void rest_keeps_what_it_would_write_itself(String key, String value, boolean survives) {
        assertThat(record(quoted(key), quoted(value)).survivesRest()).isEqualTo(survives);
    }

    @Test
    void what_goes_over_rest_is_written_in_the_order_of_a_hash_map() {
        ConnectorOffset offset = record("[\"c\",{\"database\":\"d\",\"server\":\"s\"}]", "{\"b\":1,\"a\":2}")
                .toOffset();

        StoredRecord written = StoredRecord.asOverRest("c", offset, 0);

        assertThat(text(written.key())).isEqualTo("[\"c\",{\"server\":\"s\",\"database\":\"d\"}]");
        assertThat(text(written.value())).isEqualTo("{\"a\":2,\"b\":1}");
        assertThat(written.hasKeyOfRest()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "['c',{'database':'d','server':'s'}] | true",
                "['c',{'server':'s','database':'d'}] | true",
                "['c', {'server':'s'}]               | false",
                "['c',{'e':'😀'}]                    | false",
                "['\\u0063',{}]                      | false",
            })
    void a_task_writes_any_order_and_no_white_space(String key, boolean ofTask) {
        assertThat(record(quoted(key), "{}").hasKeyOfTask()).isEqualTo(ofTask);
    }

    @Test
    void an_offset_under_another_key_is_a_difference() {
        OffsetSnapshot before = OffsetSnapshot.of(
                List.of(record("[\"c\",{\"a\":1,\"b\":2}]", "{}").toOffset()));
        OffsetSnapshot after = OffsetSnapshot.of(
                List.of(record("[\"d\",{\"b\":2,\"a\":1}]", "{}").toOffset()));
        OffsetSnapshot renamed = OffsetSnapshot.of(
                List.of(record("[\"d\",{\"a\":1,\"b\":2}]", "{}").toOffset()));

        assertThat(before).isEqualTo(after);
        assertThat(before.diff(after).changed()).singleElement().asString().contains("key");
        assertThat(before.diff(renamed).isEmpty()).isTrue();
    }

    @Test
    void an_unlisted_record_that_is_lost_added_or_changed_is_a_difference() {
        OffsetSnapshot before = beside("[\"c\",null]", "{\"o\":1}");
        OffsetSnapshot renamed = beside("[\"d\",null]", "{\"o\":1}");
        OffsetSnapshot changed = beside("[\"d\",null]", "{\"o\":2}");
        OffsetSnapshot lost = before.withUnlisted(List.of());

        assertThat(before.diff(renamed).isEmpty()).isTrue();
        assertThat(before.diff(lost).isEmpty()).isFalse();
        assertThat(before.diff(lost)).hasToString("- record [\"c\",null]: {\"o\":1}");
        assertThat(lost.diff(before)).hasToString("+ record [\"c\",null]: {\"o\":1}");
        assertThat(before.diff(changed).removedUnlisted()).isEqualTo(before.unlisted());
        assertThat(before.diff(changed).addedUnlisted()).isEqualTo(changed.unlisted());
    }

    @Test
    void what_was_read_over_rest_cannot_tell_of_unlisted_records() {
        OffsetSnapshot fromTopic = beside("[\"c\",null]", "{\"o\":1}");
        OffsetSnapshot overRest = OffsetSnapshot.parseJson(fromTopic.toJson());

        assertThat(overRest.diff(fromTopic).isEmpty()).isTrue();
        assertThat(fromTopic.diff(overRest).isEmpty()).isTrue();
    }

    private static OffsetSnapshot beside(String key, String value) {
        return OffsetSnapshot.of(List.of(record("[\"c\",{}]", "{}").toOffset()))
                .withUnlisted(List.of(record(key, value)));
    }

    @Test
    void a_value_that_is_no_object_names_the_key() {
        assertThatThrownBy(() -> record("[\"c\",{}]", "7").toOffset())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[\"c\",{}]");
    }

    private static StoredRecord record(String key, String value) {
        return StoredRecord.of(key.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8), 0);
    }

    private static String quoted(String text) {
        return text.replace('\'', '"');
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
