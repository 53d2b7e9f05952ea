package io.connectmigrator.internal;

import java.util.List;
import java.util.regex.Pattern;

/** Writes texts into Markdown. */
public final class Markdown {

    private static final Pattern MARKS = Pattern.compile("[\\\\`*_{}\\[\\]<>|~&$#]");

    private Markdown() {}

    /** {@return the text on one line, without the meaning that its signs have in Markdown} */
    public static String escape(String text) {
        return MARKS.matcher(PlainLine.of(text)).replaceAll("\\\\$0");
    }

    /** {@return a row of a table, with its cells escaped} */
    public static String row(String... cells) {
        return row(List.of(cells));
    }

    /** {@return a row of a table, with its cells escaped} */
    public static String row(List<String> cells) {
        StringBuilder row = new StringBuilder();
        for (String cell : cells) {
            row.append("| ").append(escape(cell)).append(' ');
        }
        return row.append("|\n").toString();
    }
}
