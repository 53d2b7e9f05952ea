package io.connectmigrator.report;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.internal.PlainLine;

/**
 * An error that prevents or stops a migration, or a warning. Never holds a value of a config. Its texts may quote partitions and
 * offsets of the connector, and hold line breaks from a worker; the texts of events have neither.
 *
 * @param code the kind of problem, for programs
 * @param severity error or warning
 * @param message what was found, and where
 * @param remedy what to do about it
 */
public record Problem(ProblemCode code, Severity severity, String message, String remedy) {

    /**
     * Checks that every part is there.
     *
     * @param code the kind of problem
     * @param severity error or warning
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
     * {@return an error}
     *
     * @param code the kind of problem
     * @param message what was found, and where
     * @param remedy what to do about it
     */
    public static Problem error(ProblemCode code, String message, String remedy) {
        return new Problem(code, Severity.ERROR, message, remedy);
    }

    /**
     * {@return a warning, with which the migration goes on}
     *
     * @param code the kind of problem
     * @param message what was found, and where
     * @param remedy what to do about it
     */
    public static Problem warning(ProblemCode code, String message, String remedy) {
        return new Problem(code, Severity.WARNING, message, remedy);
    }

    /** {@return whether the problem is an error} */
    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** {@return the same problem, with partitions and offsets removed from its texts} */
    public Problem withoutOffsets() {
        return new Problem(code, severity, QuotedOffsets.leftOutOf(message), QuotedOffsets.leftOutOf(remedy));
    }

    /** {@return the problem on one line} */
    @Override
    public String toString() {
        return PlainLine.of(severity + " " + code + ": " + message + (message.endsWith(".") ? " " : ". ") + remedy);
    }
}
