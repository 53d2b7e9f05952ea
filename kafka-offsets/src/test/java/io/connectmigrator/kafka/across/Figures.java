package io.connectmigrator.kafka.across;

import io.connectmigrator.lab.SequenceTally;

/** What a move across Kafka clusters took and gave, a line that begins with {@code ACROSS} for each. */
final class Figures {

    private Figures() {}

    static void print(String what, Move move) {
        System.out.println("ACROSS " + what + ": " + text(move));
    }

    /** Prints it beside what MirrorMaker's own translation gives. */
    static void print(String what, Move move, SequenceTally own) {
        System.out.println("ACROSS " + what + ": " + text(move) + "; by MirrorMaker's checkpoint " + own.missing()
                + " missing, " + own.doubled() + " read again");
    }

    private static String text(Move move) {
        int partitions = move.translated().offsets().size();
        String verdicts = partitions > 2
                ? partitions + " partitions"
                : move.translated().toString().replace('\n', ' ');
        return move.missing() + " missing, " + move.doubled() + " read again, " + move.compared() + " compared, "
                + move.repeatsSeen() + " repeats seen, "
                + move.took().toMillis() + " ms, " + verdicts;
    }
}
