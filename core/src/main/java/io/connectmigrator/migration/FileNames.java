package io.connectmigrator.migration;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Names of files and folders that fit every file system. */
final class FileNames {

    /** File systems take 255 bytes, and some is left for endings; a dot at the end is lost on some, and two lead elsewhere. */
    private static final Pattern FITTING = Pattern.compile("[A-Za-z0-9._+%-]{0,199}[A-Za-z0-9_+%-]");

    private static final Pattern UNFITTING_CHARACTERS = Pattern.compile("[^A-Za-z0-9._+%-]");

    private static final int KEPT = 130;

    private FileNames() {}

    /** {@return whether a part of an id can be the name as it is} */
    static boolean fits(String part) {
        return FITTING.matcher(part).matches();
    }

    /** {@return a part of an id as the name} One that does not fit ends in a hash of the whole. */
    static String fitting(String part) {
        return fits(part) ? part : beginning(part) + "~" + hash(part);
    }

    private static String beginning(String part) {
        String kept = part.substring(0, Math.min(part.length(), KEPT));
        return UNFITTING_CHARACTERS.matcher(kept).replaceAll("-");
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
