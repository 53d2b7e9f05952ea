package io.connectmigrator.report;

/**
 * Removes partitions and offsets from texts, in the two forms in which this library, workers and brokers print them: as a JSON
 * object, and as a map of Java.
 */
final class QuotedOffsets {

    private static final String LEFT_OUT = "{…}";

    /** The longest name before {@code =}; topics and partitions are shorter. */
    private static final int LONGEST_NAME = 300;

    private QuotedOffsets() {}

    /** {@return the text with {@code {…}} in place of each; one without its end is removed up to the end of the text} */
    static String leftOutOf(String text) {
        StringBuilder rest = new StringBuilder();
        int copied = 0;
        int brace = text.indexOf('{');
        while (brace >= 0) {
            int next = brace + 1;
            boolean json = isJson(text, next);
            if (json || isMap(text, next)) {
                next = end(text, brace, json);
                rest.append(text, copied, brace).append(LEFT_OUT);
                copied = next;
            }
            brace = text.indexOf('{', next);
        }
        return copied == 0 ? text : rest.append(text, copied, text.length()).toString();
    }

    private static boolean isJson(String text, int start) {
        int first = start;
        while (first < text.length() && Character.isWhitespace(text.charAt(first))) {
            first++;
        }
        return first < text.length() && text.charAt(first) == '"';
    }

    /** Neither a placeholder such as <code>${env:TASKS}</code> nor a set is one. */
    private static boolean isMap(String text, int start) {
        int limit = Math.min(text.length(), start + LONGEST_NAME);
        for (int i = start; i < limit; i++) {
            char character = text.charAt(i);
            if (character == '=') {
                return i > start;
            }
            if ("{},\"".indexOf(character) >= 0 || Character.isWhitespace(character)) {
                return false;
            }
        }
        return false;
    }

    /** {@return the index after the brace that closes the one at {@code start}} */
    private static int end(String text, int start, boolean json) {
        int depth = 0;
        boolean quoted = false;
        for (int i = start; i < text.length(); i++) {
            char character = text.charAt(i);
            if (quoted && character == '\\') {
                i++;
            } else if (json && character == '"') {
                quoted = !quoted;
            } else if (!quoted && character == '{') {
                depth++;
            } else if (!quoted && character == '}' && --depth == 0) {
                return i + 1;
            }
        }
        return text.length();
    }
}
