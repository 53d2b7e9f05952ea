package io.connectmigrator.lab.sim;

/**
 * A moment at which a process calls something outside of it.
 *
 * @param number which one of the run it is, from 1 on
 * @param process the name of the process
 * @param kind what it is about to do, such as {@code PUT /connectors/orders/stop on source}, or what it has just done, which
 *     ends in {@code answered}
 * @param at when, in nanoseconds
 */
public record Point(int number, String process, String kind, long at) {

    /** {@return whether a request is about to be sent} */
    public boolean isRequest() {
        return kind.contains(" /") && !isAnswer();
    }

    /** {@return whether a request is about to be sent that reads} */
    public boolean isRead() {
        return isRequest() && kind.startsWith("GET ");
    }

    /** {@return whether an answer has come} */
    public boolean isAnswer() {
        return kind.endsWith(" answered");
    }

    /** {@return whether the answer of a request that writes has come, or that of brokers that have written} */
    public boolean isAnswerOfWrite() {
        return isAnswer()
                && !kind.startsWith("GET ")
                && !kind.startsWith("journal ")
                && !kind.startsWith("list ")
                && !kind.startsWith("translate ");
    }

    /** {@return whether code of the caller is about to be called} */
    public boolean isCallersCode() {
        return kind.startsWith("call ");
    }

    /** {@return whether an executor of the caller is about to be given a task} */
    public boolean isExecutor() {
        return kind.equals("executor");
    }

    /** {@return whether the journal is about to be asked} */
    public boolean isJournal() {
        return kind.startsWith("journal ") && !isAnswer();
    }

    /** {@return whether brokers are about to be asked} */
    public boolean isTransport() {
        return kind.contains(" offsets of ") && !kind.contains(" /") && !isAnswer();
    }

    @Override
    public String toString() {
        return number + " " + process + ": " + kind + " at " + at / 1_000_000 + " ms";
    }
}
