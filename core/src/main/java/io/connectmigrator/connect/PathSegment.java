package io.connectmigrator.connect;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** A name as a segment of a URL's path. */
final class PathSegment {

    private static final String HEX = "0123456789ABCDEF";

    /** Jetty 12, and so Connect 4, answers 400 to every path with one of these. */
    private static final Pattern REFUSED = Pattern.compile("%(2F|5C|25|7F|[01][0-9A-F])");

    private PathSegment() {}

    /** {@return whether a path has an encoded character that workers of Connect 4 refuse} */
    static boolean isRefusedByConnect4(String path) {
        return REFUSED.matcher(path).find();
    }

    /** {@return whether the name needs no encoding} */
    static boolean isPlain(String name) {
        return !name.isEmpty() && name.chars().allMatch(PathSegment::isUnreserved);
    }

    /** {@return whether it is one of the unreserved characters of RFC 3986} */
    private static boolean isUnreserved(int character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || "._~-".indexOf(character) >= 0;
    }

    /**
     * {@return the name, percent-encoded}
     *
     * @throws IllegalArgumentException if no URL can have such a segment
     */
    static String encode(String name) {
        if (requireNonNull(name, "name").isEmpty() || name.equals(".") || name.equals("..")) {
            throw new IllegalArgumentException("'" + name + "' cannot be addressed in a URL; use another name");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
            throw new IllegalArgumentException(
                    "the name has an unpaired surrogate, half of a character; use another name");
        }
        StringBuilder encoded = new StringBuilder();
        for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
            if (isUnreserved(octet)) {
                encoded.append((char) octet);
            } else {
                encoded.append('%').append(HEX.charAt((octet >> 4) & 0xF)).append(HEX.charAt(octet & 0xF));
            }
        }
        return encoded.toString();
    }
}
