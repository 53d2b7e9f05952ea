package io.connectmigrator.report;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.internal.PlainLine;

/**
 * Something in the way of a migration, or worth knowing about it. Never holds a value of a config. Its texts may quote
 * partitions and offsets of the connector, and hold line breaks that a worker has sent; those of an event
 * quote neither.
 *
 * @param code what kind of problem it is, for programs
 * @param severity how much it matters
 * @param message what was found, and where
 * @param remedy what to do about it
 */
public record Problem(ProblemCode code, Severity severity, String message, String remedy) {

    /**
     * Checks that every part is there.
     *
     * @param code what kind of problem it is
     * @param severity how much it matters
     * @param message what was found, and where
     * @param remedy what to do about it
     */
    public Problem {
        requireNonNull(code, "code");
        requireNonNull(severity, "severity");
        requireNonNull(message, "message");
        requireNonNull(remedy, "remedy");
    }

    /**
     * {@return a problem that is in the way}
     *
     * @param code what kind of problem it is
     * @param message what was found, and where
     * @param remedy what to do about it
     */
    public static Problem error(ProblemCode code, String message, String remedy) {
        return new Problem(code, Severity.ERROR, message, remedy);
    }

    /**
     * {@return a problem that is worth knowing; the migration goes on}
     *
     * @param code what kind of problem it is
     * @param message what was found, and where
     * @param remedy what to do about it
     */
    public static Problem warning(ProblemCode code, String message, String remedy) {
        return new Problem(code, Severity.WARNING, message, remedy);
    }

    /** {@return whether the problem is in the way} */
    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** {@return the same problem, in whose texts no partition and no offset is quoted} */
    public Problem withoutOffsets() {
        return new Problem(code, severity, QuotedOffsets.leftOutOf(message), QuotedOffsets.leftOutOf(remedy));
    }

    /** {@return the problem on one line} */
    @Override
    public String toString() {
        return PlainLine.of(severity + " " + code + ": " + message + (message.endsWith(".") ? " " : ". ") + remedy);
    }
}
