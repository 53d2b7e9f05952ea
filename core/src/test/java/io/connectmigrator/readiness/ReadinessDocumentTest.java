package io.connectmigrator.readiness;

import static io.connectmigrator.readiness.ExampleReadiness.item;
import static io.connectmigrator.readiness.ExampleReadiness.shapeOf;
import static io.connectmigrator.readiness.ExampleReadiness.stopped;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page about readiness: its table has every item below its row, and every field of the JSON is described. */
class ReadinessDocumentTest {

    private static final Path DOCUMENT =
            Path.of(System.getProperty("basedir", "")).resolve("../docs/readiness.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (?:\\*\\*(.+)\\*\\*|`([A-Z_]+)`) \\|");
    private static final Pattern FIELD = Pattern.compile("\"(\\w+)\":");

    private static String page() throws IOException {
        return Files.readString(DOCUMENT);
    }

    @Test
    void every_item_stands_below_its_row() throws IOException {
        List<String> expected = new ArrayList<>();
        for (ReadinessRow row : ReadinessRow.values()) {
            expected.add(row.title());
            Arrays.stream(ReadinessItem.values())
                    .filter(item -> item.row() == row)
                    .map(ReadinessItem::name)
                    .forEach(expected::add);
        }

        assertThat(ROW.matcher(page()).results())
                .extracting(row -> row.group(1) == null ? row.group(2) : row.group(1))
                .containsExactlyElementsOf(expected);
    }

    @Test
    void every_field_of_the_json_is_described() throws IOException {
        String json = stopped(shapeOf("Source", item(ReadinessItem.ACLS, 1))).toJson();
        String described = page().substring(page().indexOf("## As JSON"));

        assertThat(FIELD.matcher(json).results())
                .hasSizeGreaterThan(20)
                .allSatisfy(field -> assertThat(described).contains("`" + field.group(1) + "`"));
    }
}
