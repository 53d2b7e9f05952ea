package io.connectmigrator.lab.facts;

/** What came of trying a fact on a version, and what was seen. */
public record FactResult(String id, String version, Outcome outcome, String seen) {

    /** Whether the fact holds. */
    public enum Outcome {
        /** It does. */
        HOLDS,
        /** Something else was seen. */
        DIFFERS,
        /** It could not be tried here. */
        NOT_RUN,
        /** The version does not have what the fact is about. */
        NOT_APPLICABLE
    }

    @Override
    public String toString() {
        return id + " on " + version + ": " + outcome + (seen.isEmpty() ? "" : ": " + seen);
    }
}
