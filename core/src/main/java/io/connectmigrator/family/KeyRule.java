package io.connectmigrator.family;

import java.util.Set;

/** How the values of some keys of several configs become those of the merged config. */
interface KeyRule {

    /** {@return the keys whose values the rule makes} */
    Set<String> keys(Members members);

    /** Puts the values of its keys, or a problem, into the draft. */
    void apply(Members members, ConfigDraft draft);
}
