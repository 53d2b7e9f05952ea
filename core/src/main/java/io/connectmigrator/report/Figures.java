package io.connectmigrator.report;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Numbers and times as people read them, the same in every locale. */
final class Figures {

    private static final String THIN_SPACE = "\u2009";
    private static final int GROUP = 3;

    private Figures() {}

    /** {@return a number of no less than zero with its thousands apart, such as {@code 12 345}} */
    static String grouped(long number) {
        StringBuilder text = new StringBuilder(Long.toString(number));
        for (int place = text.length() - GROUP; place > 0; place -= GROUP) {
            text.insert(place, THIN_SPACE);
        }
        return text.toString();
    }

    /** {@return a duration in milliseconds, so that a column of them can be compared} */
    static String milliseconds(Duration duration) {
        return grouped(duration.toMillis()) + " ms";
    }

    /** {@return a duration in the unit that fits: {@code 273 ms}, {@code 1.04 s}, {@code 24.1 s}, {@code 3 min 20 s}, {@code 2 h 05 min}} */
    static String duration(Duration duration) {
        if (duration.toMinutes() >= 60) {
            return duration.toHours() + " h " + twoDigits(duration.toMinutesPart()) + " min";
        }
        if (duration.toSeconds() >= 60) {
            return duration.toMinutes() + " min " + twoDigits(duration.toSecondsPart()) + " s";
        }
        return duration.toMillis() < 1_000 ? duration.toMillis() + " ms" : seconds(duration) + " s";
    }

    /** {@return a moment such as {@code 2026-11-20 10:15:30 UTC}} */
    static String moment(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS)
                .toString()
                .replace("T", " ")
                .replace("Z", " UTC");
    }

    /** {@return a number with one, which is not said, or more of something} */
    static String count(long number, String one, String more) {
        return grouped(number) + " " + (number == 1 ? one : more);
    }

    /** Three figures are as many as anybody compares. */
    private static String seconds(Duration duration) {
        int millis = duration.toMillisPart();
        String fraction = duration.toSeconds() < 10 ? twoDigits(millis / 10) : Integer.toString(millis / 100);
        return (duration.toSeconds() + "." + fraction).replaceAll("\\.0+$|(?<=\\..)0$", "");
    }

    private static String twoDigits(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }
}
