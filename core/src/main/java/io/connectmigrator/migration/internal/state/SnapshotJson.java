package io.connectmigrator.migration.internal.state;

import io.connectmigrator.internal.JsonObject;
import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetSnapshot;
import io.connectmigrator.offset.StoredCommit;
import io.connectmigrator.offset.StoredOffset;
import io.connectmigrator.offset.StoredRecord;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A snapshot as JSON with every byte of it, unlike the JSON of a worker, which knows no stored bytes. */
final class SnapshotJson {

    private SnapshotJson() {}

    static Map<String, @Nullable Object> write(OffsetSnapshot snapshot) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("offsets", each(snapshot.offsets(), SnapshotJson::offset));
        json.put("unlisted", each(snapshot.unlisted(), SnapshotJson::record));
        return json;
    }

    /** {@return values that are made one by one while they are written, since there may be very many} */
    private static <T> Iterable<Object> each(List<T> values, Function<T, Object> json) {
        return () -> values.stream().map(json).iterator();
    }

    static OffsetSnapshot read(JsonObject json) {
        return OffsetSnapshot.of(json.objects("offsets").stream()
                        .map(SnapshotJson::readOffset)
                        .toList())
                .withUnlisted(json.objects("unlisted").stream()
                        .map(SnapshotJson::readRecord)
                        .toList());
    }

    private static Map<String, @Nullable Object> offset(ConnectorOffset offset) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("partition", offset.partition());
        json.put("offset", offset.offset());
        if (offset.stored() instanceof StoredRecord record) {
            json.put("record", record(record));
        }
        if (offset.stored() instanceof StoredCommit commit) {
            json.put("commit", commit(commit));
        }
        return json;
    }

    private static Map<String, @Nullable Object> record(StoredRecord record) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("key", Base64.getEncoder().encodeToString(record.key()));
        json.put("value", Base64.getEncoder().encodeToString(record.value()));
        json.put("timestamp", record.timestamp());
        return json;
    }

    private static Map<String, @Nullable Object> commit(StoredCommit commit) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("leaderEpoch", commit.leaderEpoch());
        json.put("metadata", commit.metadata());
        return json;
    }

    private static ConnectorOffset readOffset(JsonObject json) {
        boolean absent = json.fields().get("offset") == null;
        return new ConnectorOffset(
                json.object("partition").fields(),
                absent ? null : json.object("offset").fields(),
                readStored(json));
    }

    private static @Nullable StoredOffset readStored(JsonObject json) {
        if (json.has("record")) {
            return readRecord(json.object("record"));
        }
        return json.has("commit") ? readCommit(json.object("commit")) : null;
    }

    private static StoredRecord readRecord(JsonObject json) {
        Base64.Decoder base64 = Base64.getDecoder();
        return StoredRecord.of(
                base64.decode(json.string("key")), base64.decode(json.string("value")), json.integer("timestamp"));
    }

    private static StoredCommit readCommit(JsonObject json) {
        boolean hasEpoch = json.fields().get("leaderEpoch") != null;
        return new StoredCommit(
                hasEpoch ? Math.toIntExact(json.integer("leaderEpoch")) : null, json.string("metadata"));
    }
}
