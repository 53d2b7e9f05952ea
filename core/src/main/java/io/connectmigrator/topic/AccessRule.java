package io.connectmigrator.topic;

import static java.util.Objects.requireNonNull;

import java.util.Set;

/**
 * One entry of the access control lists of a Kafka cluster.
 *
 * @param allows whether it allows the operation, or denies it
 * @param resource the kind of resource that it is about
 * @param name the name of the resource, the beginning of names if {@code prefixed}, or {@code *} for all
 * @param prefixed whether it is about all names that begin with this one
 * @param operation what it allows or denies
 * @param everyHost whether it is about clients on every host, or on one
 */
public record AccessRule(
        boolean allows,
        AccessRight.Resource resource,
        String name,
        boolean prefixed,
        AccessRight.Operation operation,
        boolean everyHost) {

    private static final String ANY = "*";

    /** To allow one of these allows to describe; to deny one does not deny that. */
    private static final Set<AccessRight.Operation> DESCRIBING = Set.of(
            AccessRight.Operation.READ,
            AccessRight.Operation.WRITE,
            AccessRight.Operation.DELETE,
            AccessRight.Operation.ALTER);

    /**
     * Checks that nothing is null.
     *
     * @param allows whether it allows or denies
     * @param resource the kind of resource
     * @param name the name of the resource
     * @param prefixed whether it is about all names that begin with this one
     * @param operation the operation
     * @param everyHost whether it is about clients on every host
     */
    public AccessRule {
        requireNonNull(resource, "resource");
        requireNonNull(name, "name");
        requireNonNull(operation, "operation");
    }

    /** {@return whether it is about a right} */
    boolean isAbout(AccessRight right) {
        return resource == right.resource() && isAbout(right.name()) && isAbout(right.operation());
    }

    private boolean isAbout(String other) {
        return prefixed ? other.startsWith(name) : name.equals(ANY) || name.equals(other);
    }

    private boolean isAbout(AccessRight.Operation other) {
        return operation == AccessRight.Operation.ALL
                || operation == other
                || (allows && other == AccessRight.Operation.DESCRIBE && DESCRIBING.contains(operation));
    }
}
