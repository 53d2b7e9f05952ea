package io.connectmigrator.kafka;

import static io.connectmigrator.kafka.JsonBytes.NONE;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** The fields of a JSON object, with the bytes of each value as they stand there. */
final class JsonFields {

    private JsonFields() {}

    /** {@return the fields in their order, none if the bytes are anything but one object} */
    static Map<String, byte[]> of(byte[] json) {
        int at = JsonBytes.skipSpace(json, 0);
        if (!JsonBytes.isAt(json, at, '{')) {
            return Map.of();
        }
        Map<String, byte[]> fields = new LinkedHashMap<>();
        at = JsonBytes.skipSpace(json, at + 1);
        while (!JsonBytes.isAt(json, at, '}')) {
            int nameTo = JsonBytes.isAt(json, at, '"') ? JsonBytes.endOfString(json, at) : NONE;
            int colon = nameTo == NONE ? json.length : JsonBytes.skipSpace(json, nameTo);
            int valueFrom = JsonBytes.skipSpace(json, colon + 1);
            int valueTo = JsonBytes.isAt(json, colon, ':') ? JsonBytes.endOfValue(json, valueFrom) : NONE;
            if (valueTo == NONE
                    || fields.put(JsonBytes.text(json, at, nameTo), Arrays.copyOfRange(json, valueFrom, valueTo))
                            != null) {
                return Map.of();
            }
            at = JsonBytes.skipSpace(json, valueTo);
            if (JsonBytes.isAt(json, at, ',')) {
                at = JsonBytes.skipSpace(json, at + 1);
            } else if (!JsonBytes.isAt(json, at, '}')) {
                return Map.of();
            }
        }
        return JsonBytes.skipSpace(json, at + 1) == json.length ? fields : Map.of();
    }
}
