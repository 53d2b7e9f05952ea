package io.connectmigrator.lab.facts;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method that tries one fact: it takes a {@link FactsConnect}, returns when the fact holds, and fails with an
 * {@link AssertionError} that says what was seen instead.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Fact {

    /** {@return the id, such as F3 or F2b} */
    String id();

    /** {@return the fact in one sentence} */
    String title();

    /** {@return what it means, in two or three sentences of Markdown} */
    String text();

    /** {@return what the test does, in a sentence} */
    String tried();

    /** {@return the first version that has what the fact is about} */
    String since() default "3.4";

    /** {@return the last version that has it, such as 3.6, which includes 3.6.2} */
    String until() default "99";

    /** {@return what it costs; only cheap ones belong into a default build} */
    Cost cost() default Cost.SECONDS;

    /** What trying a fact costs on real workers. */
    enum Cost {
        /** Less than five seconds. */
        SECONDS,
        /** A worker is killed or a time-out waited for. */
        RESTART,
        /** More than a minute. */
        MINUTES
    }
}
