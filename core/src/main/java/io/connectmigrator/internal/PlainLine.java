package io.connectmigrator.internal;

/** Texts on one line: no character breaks the line, moves the cursor or changes the direction of the text behind it. */
public final class PlainLine {

    private PlainLine() {}

    /** {@return the text on one line} */
    public static String of(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        boolean replaced = false;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (!isControl(character)) {
                plain.append(character);
            } else if (!replaced) {
                plain.append(' ');
            }
            replaced = isControl(character);
        }
        return plain.toString();
    }

    private static boolean isControl(char character) {
        return Character.isISOControl(character) || isLineSeparator(character) || isDirectionMark(character);
    }

    private static boolean isLineSeparator(char character) {
        return character == '\u2028' || character == '\u2029';
    }

    private static boolean isDirectionMark(char character) {
        return character == '\u061C'
                || character == '\u200E'
                || character == '\u200F'
                || (character >= '\u202A' && character <= '\u202E')
                || (character >= '\u2066' && character <= '\u2069');
    }
}
