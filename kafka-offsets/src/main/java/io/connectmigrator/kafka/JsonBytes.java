package io.connectmigrator.kafka;

import java.nio.charset.StandardCharsets;

/**
 * Finds its way in JSON as it stands in a record, without making anything of it. It is less strict than a parser: what it
 * finds may turn out to be malformed when it is parsed.
 */
final class JsonBytes {

    static final int NONE = -1;

    private JsonBytes() {}

    /** {@return where the first byte is, from there on, that is no white space} */
    static int skipSpace(byte[] json, int from) {
        int at = from;
        while (at < json.length && (json[at] == ' ' || json[at] == '\n' || json[at] == '\t' || json[at] == '\r')) {
            at++;
        }
        return at;
    }

    static boolean isAt(byte[] json, int at, char wanted) {
        return at < json.length && json[at] == wanted;
    }

    /** {@return where the value ends that begins there, or {@link #NONE} if there is none} */
    static int endOfValue(byte[] json, int from) {
        if (from >= json.length) {
            return NONE;
        }
        return switch (json[from]) {
            case '"' -> endOfString(json, from);
            case '{', '[' -> endOfContainer(json, from);
            default -> endOfLiteral(json, from);
        };
    }

    /** {@return where the string ends that begins there with its quote, or {@link #NONE} if it does not end} */
    static int endOfString(byte[] json, int from) {
        for (int at = from + 1; at < json.length; at++) {
            if (json[at] == '"') {
                return at + 1;
            }
            if (json[at] == '\\') {
                at++;
            }
        }
        return NONE;
    }

    private static int endOfContainer(byte[] json, int from) {
        int depth = 0;
        int at = from;
        while (at < json.length) {
            byte found = json[at];
            if (found == '"') {
                at = endOfString(json, at);
                if (at == NONE) {
                    return NONE;
                }
                continue;
            }
            at++;
            if (found == '{' || found == '[') {
                depth++;
            } else if (found == '}' || found == ']') {
                depth--;
                if (depth == 0) {
                    return at;
                }
            }
        }
        return NONE;
    }

    private static int endOfLiteral(byte[] json, int from) {
        int at = from;
        while (at < json.length && isOfLiteral(json[at])) {
            at++;
        }
        return at == from ? NONE : at;
    }

    private static boolean isOfLiteral(byte found) {
        return (found >= 'a' && found <= 'z')
                || (found >= '0' && found <= '9')
                || found == '-'
                || found == '+'
                || found == '.'
                || found == 'E';
    }

    /** {@return the text of the string with its quotes that stands between these places} */
    static String text(byte[] json, int from, int to) {
        String raw = new String(json, from + 1, to - from - 2, StandardCharsets.UTF_8);
        return raw.indexOf('\\') < 0 ? raw : unescaped(raw);
    }

    private static String unescaped(String raw) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < raw.length()) {
            char found = raw.charAt(at++);
            if (found != '\\' || at == raw.length()) {
                text.append(found);
                continue;
            }
            char escaped = raw.charAt(at++);
            if (escaped == 'u' && at + 4 <= raw.length()) {
                text.append(hexadecimal(raw, at));
                at += 4;
            } else {
                text.append(meaning(escaped));
            }
        }
        return text.toString();
    }

    private static char hexadecimal(String raw, int from) {
        int value = 0;
        for (int at = from; at < from + 4; at++) {
            value = value * 16 + Character.digit(raw.charAt(at), 16);
        }
        return (char) value;
    }

    private static char meaning(char escaped) {
        return switch (escaped) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> escaped;
        };
    }
}
