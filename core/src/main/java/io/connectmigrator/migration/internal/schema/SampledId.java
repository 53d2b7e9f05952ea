package io.connectmigrator.migration.internal.schema;

import io.connectmigrator.topic.RecordPrefix;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * By which schema the key or value of a sampled record was written.
 *
 * @param id the number, 0 if there is none
 * @param guid the GUID, empty if there is none
 * @param place partition and offset of the record, such as {@code 0-118211}
 */
record SampledId(SchemaFormat format, long id, String guid, String place) {

    private static final int GUID_LENGTH = 16;

    /** {@return what the record says of its key or value; null if it has none} */
    static @Nullable SampledId of(RecordPrefix record, boolean key) {
        byte[] header = key ? record.keySchemaId() : record.valueSchemaId();
        byte[] bytes = key ? record.key() : record.value();
        if (header != null && header.length > GUID_LENGTH && header[0] == 1) {
            return new SampledId(SchemaFormat.GUID_IN_HEADER, 0, uuid(header, 1), record.toString());
        }
        return bytes == null || bytes.length == 0 ? null : of(bytes, record.toString());
    }

    private static SampledId of(byte[] bytes, String place) {
        boolean isGlue = bytes[0] == 3 && bytes.length > GUID_LENGTH + 1 && (bytes[1] == 0 || bytes[1] == 5);
        if (isGlue) {
            return new SampledId(SchemaFormat.GLUE, 0, uuid(bytes, 2), place);
        }
        if (bytes[0] != 0 || bytes.length < 5) {
            return new SampledId(SchemaFormat.NONE, 0, "", place);
        }
        int id = ByteBuffer.wrap(bytes, 1, 4).getInt();
        // No registry has an id 0: these are the upper four bytes of eight.
        if (id == 0 && bytes.length >= 9) {
            return new SampledId(
                    SchemaFormat.EIGHT_BYTES, ByteBuffer.wrap(bytes, 1, 8).getLong(), "", place);
        }
        return id > 0
                ? new SampledId(SchemaFormat.FOUR_BYTES, id, "", place)
                : new SampledId(SchemaFormat.NONE, 0, "", place);
    }

    private static String uuid(byte[] bytes, int at) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, at, GUID_LENGTH);
        return new UUID(buffer.getLong(), buffer.getLong()).toString();
    }
}
