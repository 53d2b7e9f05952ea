package io.connectmigrator.lab.facts;

/** A request that is under way. */
public interface FactsCall {

    /** {@return whether its answer is there} */
    boolean isDone();

    /** {@return the answer, waited for up to 100 seconds} */
    FactsAnswer answer();
}
