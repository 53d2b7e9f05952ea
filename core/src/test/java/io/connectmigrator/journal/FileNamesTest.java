package io.connectmigrator.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The names of entries' files, on file systems that take large and small letters for the same. */
class FileNamesTest {

    @Test
    void parts_that_differ_only_in_case_have_names_that_differ_otherwise() {
        List<String> parts = List.of(
                "orders", "Orders", "ORDERS", "oRDERS", "%C3%9Fx", "%c3%9fx", "%C3%9fx", "%C3%9FX", "%AG", "%aG", "%Ag",
                "%ag");

        assertThat(parts)
                .extracting(part -> FileNames.fitting(part).toLowerCase(Locale.ROOT))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "orders",
                "Orders-Sink_2",
                "ORDERS",
                "%C3%9F",
                "http%3A%2F%2FConnect%3A8083",
                "a.B.c",
                "%AG",
                "Iı"
            })
    void a_name_tells_what_it_stands_for_unless_it_has_a_hash(String part) {
        String name = FileNames.fitting(part);

        assertThat(FileNames.fits(part) ? FileNames.partOf(name) : part).isEqualTo(part);
        assertThat(name).matches("[A-Za-z0-9._+%~-]+");
        assertThat(name.contains("~~")).isNotEqualTo(FileNames.fits(part));
    }

    @ParameterizedTest
    @ValueSource(strings = {"con", "NUL", "aux.orders", "Lpt1", "..", "orders.", "", "orders~a"})
    void a_part_that_some_file_system_would_not_keep_gets_a_hash(String part) {
        assertThat(FileNames.fitting(part)).contains("~~");
    }

    @Test
    void no_name_is_longer_than_file_systems_allow() {
        assertThat(FileNames.fitting("A".repeat(199))).hasSizeLessThanOrEqualTo(230);
        assertThat(FileNames.fitting("a".repeat(200))).isEqualTo("a".repeat(200));
    }
}
