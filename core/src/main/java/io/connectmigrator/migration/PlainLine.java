package io.connectmigrator.migration;

import java.util.regex.Pattern;

/** Text of others on one line: nothing in it breaks a line, moves a cursor or turns the direction of what follows. */
final class PlainLine {

    private static final Pattern DISTURBING = Pattern.compile(
            "[\\p{Cntrl}\\x{80}-\\x{9F}\\x{61C}\\x{200E}\\x{200F}\\x{2028}-\\x{202E}\\x{2066}-\\x{2069}]+");

    private PlainLine() {}

    static String of(String text) {
        return DISTURBING.matcher(text).replaceAll(" ");
    }
}
