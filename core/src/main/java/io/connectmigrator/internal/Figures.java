package io.connectmigrator.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** Numbers, times and names as texts for people, the same in every locale. */
public final class Figures {

    private static final String THIN_SPACE = "\u2009";
    private static final int GROUP = 3;
    private static final int TENTHS = 10;
    private static final long THOUSAND = 1_000;
    private static final List<String> BYTES = List.of("bytes", "kB", "MB", "GB", "TB");

    private Figures() {}

    /** {@return a number of no less than zero with its thousands apart, such as {@code 12 345}} */
    public static String grouped(long number) {
        StringBuilder text = new StringBuilder(Long.toString(number));
        for (int place = text.length() - GROUP; place > 0; place -= GROUP) {
            text.insert(place, THIN_SPACE);
        }
        return text.toString();
    }

    /** {@return the name of a constant in words, such as {@code cut over}} */
    public static String words(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** {@return a duration in milliseconds, so that a column of them can be compared} */
    public static String milliseconds(Duration duration) {
        return grouped(duration.toMillis()) + " ms";
    }

    /** {@return a moment such as {@code 2026-11-20 10:15:30 UTC}} */
    public static String moment(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS)
                .toString()
                .replace("T", " ")
                .replace("Z", " UTC");
    }

    /** {@return a number of bytes, from a thousand on in the next larger unit with one decimal, such as {@code 4.5 MB}} */
    public static String bytes(long bytes) {
        int unit = 0;
        long tenths = bytes * TENTHS;
        while (tenths >= THOUSAND * TENTHS && unit < BYTES.size() - 1) {
            tenths = (tenths + THOUSAND / 2) / THOUSAND;
            unit++;
        }
        return unit == 0
                ? count(bytes, "byte", "bytes")
                : grouped(tenths / TENTHS) + "." + tenths % TENTHS + " " + BYTES.get(unit);
    }

    /** {@return a number and what is counted, in the singular or the plural} */
    public static String count(long number, String one, String more) {
        return grouped(number) + " " + (number == 1 ? one : more);
    }
}
