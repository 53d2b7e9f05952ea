package io.connectmigrator.report;

import static java.util.Objects.requireNonNull;

import io.connectmigrator.internal.FullStop;
import io.connectmigrator.internal.PlainLine;
import org.jspecify.annotations.Nullable;

/**
 * An error that prevents or stops a migration, a warning, or an information. Never holds a value of a config. Its texts may quote partitions and
 * offsets of the connector, and hold line breaks from a worker; the texts of events have neither.
 *
 * @param code the kind of problem, for programs
 * @param severity error, warning or information
 * @param message what was found, and where
 * @param remedy what to do about it
 * @param rule the rule about duplicates that found it, or null if none did
 */
public record Problem(
        ProblemCode code,
        Severity severity,
        String message,
        String remedy,
        @Nullable DuplicateRule rule) {

    /**
     * Checks that every part is there.
     *
     * @param code the kind of problem
     * @param severity error, warning or information
     * @param message what was found, and where
     * @param remedy what to do about it
     * @param rule the rule about duplicates that found it, or null if none did
     */
    public Problem {
        requireNonNull(code, "code");
        requireNonNull(severity, "severity");
        requireNonNull(message, "message");
        requireNonNull(remedy, "remedy");
    }

    /**
     * Makes a problem that no rule about duplicates found.
     *
     * @param code the kind of problem
     * @param severity error, warning or information
     * @param message what was found, and where
     * @param remedy what to do about it
     */
    public Problem(ProblemCode code, Severity severity, String message, String remedy) {
        this(code, severity, message, remedy, null);
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

    /**
     * {@return the same problem, found by a rule about duplicates}
     *
     * @param foundBy the rule
     */
    public Problem by(DuplicateRule foundBy) {
        return new Problem(code, severity, message, remedy, requireNonNull(foundBy, "foundBy"));
    }

    /** {@return whether the problem is an error} */
    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** {@return the same problem, with partitions and offsets removed from its texts} */
    public Problem withoutOffsets() {
        return new Problem(code, severity, QuotedOffsets.leftOutOf(message), QuotedOffsets.leftOutOf(remedy), rule);
    }

    /** {@return the code, and the rule if there is one} */
    String kind() {
        return rule == null ? code.name() : code + " " + rule;
    }

    /** {@return the problem on one line} */
    @Override
    public String toString() {
        return PlainLine.of(severity + " " + kind() + ": " + message + FullStop.after(message) + remedy);
    }
}
