package io.connectmigrator.lab.facts;

import java.util.Comparator;
import java.util.List;

/** A minor release of Kafka, such as 3.9. */
record Release(int major, int minor) implements Comparable<Release> {

    private static final Comparator<Release> ORDER =
            Comparator.comparingInt(Release::major).thenComparingInt(Release::minor);

    /** {@return the release of a version such as 3.9.1, 3.9 or 99} */
    static Release of(String version) {
        List<String> parts = List.of(version.split("\\.", -1));
        return new Release(Integer.parseInt(parts.get(0)), parts.size() > 1 ? Integer.parseInt(parts.get(1)) : 0);
    }

    boolean atLeast(String other) {
        return compareTo(of(other)) >= 0;
    }

    @Override
    public int compareTo(Release other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
