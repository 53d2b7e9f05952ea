package io.connectmigrator.migration;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names of files that fit every file system. */
final class FileNames {

    /** File systems take 255 bytes; some are left for endings. */
    private static final int LONGEST = 200;

    private static final int KEPT = 130;

    private FileNames() {}

    /** {@return a part of an id as the name of a file} One that is too long ends in a hash of the whole. */
    static String fitting(String part, String suffix) {
        return (part.length() <= LONGEST ? part : part.substring(0, KEPT) + "~" + hash(part)) + suffix;
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
