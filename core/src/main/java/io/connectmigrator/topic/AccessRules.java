package io.connectmigrator.topic;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What the access control lists of a Kafka cluster say of a principal. They are not all that decides: super users may do everything,
 * and brokers may let every principal use what no rule is about ({@code allow.everyone.if.no.acl.found}). Neither is shown to clients.
 *
 * @param principal the principal, such as {@code User:connect}
 * @param rules the rules that are about it, or about all principals
 */
public record AccessRules(String principal, List<AccessRule> rules) {

    /** What the rules say of a right. */
    public enum Decision {
        /** A rule allows it, from every host, and none denies it. */
        ALLOWED,
        /** A rule denies it, from every host. */
        DENIED,
        /** No rule allows it from every host, or one denies it from some. */
        NOT_ALLOWED
    }

    /**
     * Copies the list.
     *
     * @param principal the principal
     * @param rules the rules
     */
    public AccessRules {
        requireNonNull(principal, "principal");
        rules = List.copyOf(rules);
    }

    /**
     * {@return what the rules say of a right}
     *
     * @param right the right
     */
    public Decision decide(AccessRight right) {
        List<AccessRule> about =
                rules.stream().filter(rule -> rule.isAbout(right)).toList();
        if (about.stream().anyMatch(rule -> !rule.allows() && rule.everyHost())) {
            return Decision.DENIED;
        }
        return about.stream().allMatch(AccessRule::allows) && about.stream().anyMatch(AccessRule::everyHost)
                ? Decision.ALLOWED
                : Decision.NOT_ALLOWED;
    }
}
