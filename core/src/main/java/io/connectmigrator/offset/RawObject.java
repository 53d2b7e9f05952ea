package io.connectmigrator.offset;

import io.connectmigrator.internal.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON object of plain values within valid JSON: values can be replaced while all other bytes stay. */
final class RawObject {

    private final byte[] json;
    private final int from;
    private final int to;
    private final Map<String, Member> members = new LinkedHashMap<>();

    /** A field: where its name begins, and where its value is. */
    private record Member(int from, int valueFrom, int to) {}

    /**
     * Finds the fields of an object.
     *
     * @param json the bytes in which it is
     * @param from the position of its opening brace
     * @param to the position behind its closing brace
     */
    RawObject(byte[] json, int from, int to) {
        this.json = json;
        this.from = from;
        this.to = to;
        int at = afterSpace(from + 1);
        while (json[at] != '}') {
            int nameTo = endOfString(json, at);
            int valueFrom = afterSpace(afterSpace(nameTo) + 1);
            int valueTo = json[valueFrom] == '"' ? endOfString(json, valueFrom) : endOfLiteral(valueFrom);
            members.put(string(at, nameTo), new Member(at, valueFrom, valueTo));
            at = afterSpace(valueTo);
            at = json[at] == ',' ? afterSpace(at + 1) : at;
        }
    }

    /** {@return the position of the first brace that opens} */
    static int opening(byte[] json, int from) {
        int at = from;
        while (json[at] != '{') {
            at++;
        }
        return at;
    }

    /** {@return the position behind the last brace that closes} */
    static int behindClosing(byte[] json) {
        int at = json.length;
        while (json[at - 1] != '}') {
            at--;
        }
        return at;
    }

    /** {@return the position behind the string that begins here} */
    static int endOfString(byte[] json, int from) {
        int at = from + 1;
        while (json[at] != '"') {
            at += json[at] == '\\' ? 2 : 1;
        }
        return at + 1;
    }

    /**
     * {@return all bytes, with these fields in the object} The bytes of a field stay as they are if its value is the same. If the names
     * are, too, so does everything between the fields; otherwise white space between them is lost.
     *
     * @param before the fields as they are
     * @param after the fields to have, in their order unless they have the names that there are
     */
    byte[] with(Map<String, @Nullable Object> before, Map<String, @Nullable Object> after) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(json.length);
        if (members.keySet().equals(after.keySet())) {
            int at = 0;
            for (Map.Entry<String, Member> member : members.entrySet()) {
                bytes.write(json, at, member.getValue().valueFrom() - at);
                writeValue(bytes, member.getKey(), before, after);
                at = member.getValue().to();
            }
            bytes.write(json, at, json.length - at);
        } else {
            bytes.write(json, 0, from);
            writeFields(bytes, before, after);
            bytes.write(json, to, json.length - to);
        }
        return bytes.toByteArray();
    }

    private void writeFields(
            ByteArrayOutputStream bytes, Map<String, @Nullable Object> before, Map<String, @Nullable Object> after) {
        List<String> names = new ArrayList<>(after.keySet());
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            bytes.write(i == 0 ? '{' : ',');
            Member member = members.get(name);
            if (member == null) {
                bytes.writeBytes(Json.writeBytes(name));
                bytes.write(':');
            } else {
                bytes.write(json, member.from(), member.valueFrom() - member.from());
            }
            writeValue(bytes, name, before, after);
        }
        bytes.writeBytes((names.isEmpty() ? "{}" : "}").getBytes(StandardCharsets.UTF_8));
    }

    private void writeValue(
            ByteArrayOutputStream bytes,
            String name,
            Map<String, @Nullable Object> before,
            Map<String, @Nullable Object> after) {
        Member member = members.get(name);
        if (member != null && OffsetValues.isSame(before.get(name), after.get(name))) {
            bytes.write(json, member.valueFrom(), member.to() - member.valueFrom());
        } else {
            bytes.writeBytes(Json.writeBytes(after.get(name)));
        }
    }

    private String string(int start, int end) {
        return String.valueOf(Json.parse(new String(json, start, end - start, StandardCharsets.UTF_8)));
    }

    private int endOfLiteral(int start) {
        int at = start;
        while (json[at] != ',' && json[at] != '}' && !isSpace(json[at])) {
            at++;
        }
        return at;
    }

    private int afterSpace(int start) {
        int at = start;
        while (isSpace(json[at])) {
            at++;
        }
        return at;
    }

    private static boolean isSpace(byte character) {
        return character == ' ' || character == '\t' || character == '\n' || character == '\r';
    }
}
