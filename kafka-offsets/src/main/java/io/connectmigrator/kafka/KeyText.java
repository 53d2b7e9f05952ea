package io.connectmigrator.kafka;

import java.nio.charset.StandardCharsets;

/** A key as a message shows it: whoever wrote it may have put anything in it. */
final class KeyText {

    private static final int MOST_CHARACTERS = 200;

    private KeyText() {}

    static String of(byte[] key) {
        String text = new String(key, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", "?");
        return text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) + "…" : text;
    }
}
