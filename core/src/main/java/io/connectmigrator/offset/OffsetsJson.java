package io.connectmigrator.offset;

import io.connectmigrator.internal.FileErrors;
import io.connectmigrator.internal.Json;
import io.connectmigrator.internal.JsonObject;
import io.connectmigrator.internal.MalformedJsonException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Offsets as {@code GET /connectors/{name}/offsets} answers them, as a text and in a file. */
final class OffsetsJson {

    private OffsetsJson() {}

    /**
     * {@return the offsets in a file}
     *
     * @throws IllegalArgumentException if the file holds anything else
     * @throws UncheckedIOException if the file cannot be read
     */
    static OffsetSnapshot read(Path file) {
        try {
            return parse(Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the offsets could not be read from " + file + ": " + FileErrors.reason(e), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + " holds no offsets: " + e.getMessage(), e);
        }
    }

    /**
     * {@return the offsets in a text}
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    static OffsetSnapshot parse(String json) {
        try {
            JsonObject document = Json.parseObject(json);
            requireOnly(document, Set.of("offsets"));
            return OffsetSnapshot.of(document.objects("offsets").stream()
                    .map(OffsetsJson::parseOffset)
                    .toList());
        } catch (MalformedJsonException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static ConnectorOffset parseOffset(JsonObject entry) {
        requireOnly(entry, Set.of("partition", "offset"));
        Map<String, @Nullable Object> partition = entry.object("partition").fields();
        // Connect treats a missing offset as null, and null deletes: a typing error would delete an offset.
        if (!entry.has("offset")) {
            throw new IllegalArgumentException("the partition " + Json.write(partition) + " has no field 'offset'");
        }
        boolean absent = entry.fields().get("offset") == null;
        return new ConnectorOffset(
                partition, absent ? null : entry.object("offset").fields());
    }

    private static void requireOnly(JsonObject object, Set<String> names) {
        for (String name : names) {
            if (object.fields().get(name) == null && !name.equals("offset")) {
                throw new IllegalArgumentException("the JSON has no field '" + name + "'");
            }
        }
        object.fields().keySet().stream()
                .filter(name -> !names.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException("the JSON has a field '" + name
                            + "' that a worker would refuse; it takes only " + String.join(" and ", names));
                });
    }

    /** {@return the offsets as a text} */
    static String of(List<ConnectorOffset> offsets) {
        return Json.write(
                Map.of("offsets", offsets.stream().map(ConnectorOffset::toJson).toList()));
    }

    /**
     * Writes offsets to a file, which is replaced if it exists.
     *
     * @throws UncheckedIOException if the file cannot be written
     */
    static void write(Path file, List<ConnectorOffset> offsets) {
        try {
            Files.writeString(file, of(offsets), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the offsets could not be written to " + file + ": " + FileErrors.reason(e), e);
        }
    }
}
