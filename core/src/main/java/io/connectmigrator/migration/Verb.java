package io.connectmigrator.migration;

import java.util.List;

/** What a migrator can be asked to do with a plan. */
interface Verb {

    /** {@return the itinerary with what is found about it as a whole} */
    Itinerary examine(Itinerary itinerary);

    /** Finds out from the journal what keeps the verb from a connector, and notes it. */
    void examine(Assignment assignment);

    /** {@return whether the clusters are to be looked at before a connector sets out} */
    boolean needsCheck(Assignment assignment);

    /** {@return whether any connector may set out} */
    boolean mayBegin(Itinerary itinerary, List<Assignment> assignments);

    /** {@return whether waves, gates and limits of the plan count} */
    boolean keepsOrder();

    /** Begins with one connector. */
    Stage begin(Assignment assignment);

    /** {@return the name of the verb} */
    @Override
    String toString();
}
