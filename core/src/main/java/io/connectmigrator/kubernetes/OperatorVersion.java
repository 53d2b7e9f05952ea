package io.connectmigrator.kubernetes;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The version of an operator. */
record OperatorVersion(int major, int minor) implements Comparable<OperatorVersion> {

    private static final Pattern VERSION = Pattern.compile("(\\d{1,6})\\.(\\d{1,6})(\\D.*)?");

    static OperatorVersion parse(String text) {
        Matcher version = VERSION.matcher(text);
        if (!version.matches()) {
            throw new IllegalArgumentException("version must be one such as 0.45.0 or 1.2.0, was '" + text + "'");
        }
        return new OperatorVersion(Integer.parseInt(version.group(1)), Integer.parseInt(version.group(2)));
    }

    boolean isAtLeast(int otherMajor, int otherMinor) {
        return compareTo(new OperatorVersion(otherMajor, otherMinor)) >= 0;
    }

    @Override
    public int compareTo(OperatorVersion other) {
        return major == other.major ? Integer.compare(minor, other.minor) : Integer.compare(major, other.major);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
