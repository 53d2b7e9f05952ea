package io.connectmigrator.kubernetes;

import java.util.Map;
import java.util.Set;

/** Texts as YAML that every version of it reads as the same texts: all of them in double quotes, none on two lines. */
final class Yaml {

    /** What a parser may take for the end of a line, or must not find in a text. */
    private static final Set<Integer> ESCAPED = Set.of(0x7F, 0x85, 0xA0, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF);

    private Yaml() {}

    /** {@return a text in double quotes} */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(point -> append(quoted, point));
        return quoted.append('"').toString();
    }

    private static void append(StringBuilder quoted, int point) {
        switch (point) {
            case '"' -> quoted.append("\\\"");
            case '\\' -> quoted.append("\\\\");
            case '\n' -> quoted.append("\\n");
            case '\r' -> quoted.append("\\r");
            case '\t' -> quoted.append("\\t");
            default -> {
                boolean isEscaped =
                        point < ' ' || ESCAPED.contains(point) || Character.getType(point) == Character.SURROGATE;
                if (isEscaped) {
                    quoted.append(String.format("\\u%04X", point));
                } else {
                    quoted.appendCodePoint(point);
                }
            }
        }
    }

    /** {@return a map of texts, one on each line, indented} */
    static String map(Map<String, String> texts, int indent) {
        StringBuilder lines = new StringBuilder();
        texts.forEach((key, value) -> lines.append(" ".repeat(indent))
                .append(quoted(key))
                .append(": ")
                .append(quoted(value))
                .append('\n'));
        return lines.toString();
    }
}
