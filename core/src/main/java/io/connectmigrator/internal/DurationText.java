package io.connectmigrator.internal;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * Durations as texts for people, the same in every locale. Raw milliseconds are left where numbers are compared: in JSON, in the columns
 * of a page, which {@link Figures#milliseconds} writes, and in messages about a time limit, which is set in whole milliseconds.
 */
public final class DurationText {

    private DurationText() {}

    /**
     * {@return a duration in the unit that fits: {@code 273 ms}, {@code 1.04 s}, {@code 24.1 s}, {@code 3 min 20 s},
     * {@code 2 h 05 min}}
     */
    public static String of(Duration duration) {
        if (duration.toMinutes() >= 60) {
            return duration.toHours() + " h " + twoDigits(duration.toMinutesPart()) + " min";
        }
        if (duration.toSeconds() >= 60) {
            return duration.toMinutes() + " min " + twoDigits(duration.toSecondsPart()) + " s";
        }
        return duration.toMillis() < 1_000 ? duration.toMillis() + " ms" : seconds(duration) + " s";
    }

    /** {@return the same in whole seconds: {@code 0 s}, {@code 24 s}, {@code 3 min 20 s}} */
    public static String inSeconds(Duration duration) {
        return duration.toSeconds() == 0 ? "0 s" : of(duration.truncatedTo(ChronoUnit.SECONDS));
    }

    /** {@return seconds with three significant digits, without zeros at the end} */
    private static String seconds(Duration duration) {
        int millis = duration.toMillisPart();
        String fraction = duration.toSeconds() < 10 ? twoDigits(millis / 10) : Integer.toString(millis / 100);
        return (duration.toSeconds() + "." + fraction).replaceAll("\\.0+$|(?<=\\..)0$", "");
    }

    private static String twoDigits(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }
}
