package io.connectmigrator.internal;

/** The end of a sentence that quotes other code, whose text may end with a full stop already. */
public final class FullStop {

    private FullStop() {}

    /** {@return what stands between a sentence and the next one: a space, after a full stop unless the sentence has one} */
    public static String after(String sentence) {
        return sentence.endsWith(".") ? " " : ". ";
    }
}
