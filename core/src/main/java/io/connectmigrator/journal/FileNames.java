package io.connectmigrator.journal;

import io.connectmigrator.internal.Sha256;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Names of files and folders that fit every file system. No two names differ only in case, which many file systems ignore: a
 * capital letter becomes a tilde and the small letter, except in a percent-encoded character, where letters are always capital.
 */
final class FileNames {

    private static final String CAPITAL = "~";

    /** A name without a hash never has two tildes in a row. */
    private static final String HASH = "~~";

    private static final Pattern KNOWN_CHARACTERS = Pattern.compile("[A-Za-z0-9._+%-]+");

    /** File systems allow 255 bytes, some of which are left for endings. */
    private static final int LONGEST = 200;

    private static final Pattern ENCODED_OR_CAPITAL = Pattern.compile("(%[0-9A-F]{2})|([A-Z])");

    /** Differs only in case from the usual encoding. */
    private static final Pattern ENCODED_IN_SMALL_LETTERS = Pattern.compile("%(?:[a-f][0-9A-Fa-f]|[0-9A-F][a-f])");

    private static final Pattern AFTER_TILDE = Pattern.compile("~([a-z])");

    /** Windows reserves these for devices, with any ending. */
    private static final Pattern DEVICE = Pattern.compile("(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\\..*)?");

    private static final Pattern UNFITTING_CHARACTERS = Pattern.compile("[^A-Za-z0-9._+%-]");

    private static final int KEPT = 130;

    private FileNames() {}

    /** {@return whether a part of an id can be a name without a hash} */
    static boolean fits(String part) {
        // Some file systems drop a dot at the end, and two dots are the parent folder.
        return KNOWN_CHARACTERS.matcher(part).matches()
                && !part.endsWith(".")
                && !ENCODED_IN_SMALL_LETTERS.matcher(part).find()
                && !DEVICE.matcher(part.toLowerCase(Locale.ROOT)).matches()
                && withTildes(part).length() <= LONGEST;
    }

    /** {@return the name for a part of an id; if the part does not fit, the name ends in a hash of it} */
    static String fitting(String part) {
        return fits(part) ? withTildes(part) : beginning(part) + HASH + Sha256.hex(part);
    }

    /** {@return the part of an id for a name without a hash} */
    static String partOf(String name) {
        return AFTER_TILDE.matcher(name).replaceAll(found -> found.group(1).toUpperCase(Locale.ROOT));
    }

    private static String withTildes(String part) {
        return ENCODED_OR_CAPITAL
                .matcher(part)
                .replaceAll(found -> found.group(1) != null
                        ? found.group(1)
                        : CAPITAL + found.group(2).toLowerCase(Locale.ROOT));
    }

    private static String beginning(String part) {
        String kept = part.substring(0, Math.min(part.length(), KEPT));
        return UNFITTING_CHARACTERS.matcher(kept).replaceAll("-");
    }
}
