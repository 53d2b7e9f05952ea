package io.connectmigrator.internal;

/** Text of others on one line: nothing in it breaks a line, moves a cursor or turns the direction of what follows. */
public final class PlainLine {

    private PlainLine() {}

    /** {@return the text on one line} */
    public static String of(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        boolean disturbed = false;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (!isDisturbing(character)) {
                plain.append(character);
            } else if (!disturbed) {
                plain.append(' ');
            }
            disturbed = isDisturbing(character);
        }
        return plain.toString();
    }

    private static boolean isDisturbing(char character) {
        return Character.isISOControl(character) || separatesLines(character) || setsDirection(character);
    }

    private static boolean separatesLines(char character) {
        return character == '\u2028' || character == '\u2029';
    }

    private static boolean setsDirection(char character) {
        return character == '\u061C'
                || character == '\u200E'
                || character == '\u200F'
                || (character >= '\u202A' && character <= '\u202E')
                || (character >= '\u2066' && character <= '\u2069');
    }
}
