package io.connectmigrator.event;

import static java.util.Objects.requireNonNull;

import java.io.PrintStream;
import java.util.List;

/**
 * Shows on a console how runs are getting on. On a terminal that is a line for each connector at work and below them a bar
 * with counts and the time that is left, which are drawn anew as things happen; what has ended is above them and stays.
 * Elsewhere, such as in a log file, it is a plain line for whatever is worth one: waves, gates, and what became of each connector.
 *
 * <p>Thread-safe. For one run at a time on a terminal; those of several runs are shown together. What else is written to the
 * terminal meanwhile, such as a log, spoils the picture.
 */
public final class ConsoleListener implements MigrationListener {

    private static final String UP_AND_CLEAR = "\u001b[%A\u001b[J";

    private final PrintStream out;
    private final boolean live;
    private final ProgressDisplay board = new ProgressDisplay();
    private int drawn;

    private ConsoleListener(PrintStream out, boolean live) {
        this.out = requireNonNull(out, "out");
        this.live = live;
    }

    /** {@return one that writes to the standard output, live if that is a terminal} */
    public static ConsoleListener create() {
        return isTerminal() ? live(System.out) : plain(System.out);
    }

    /**
     * {@return one that writes plain lines}
     *
     * @param out where to
     */
    public static ConsoleListener plain(PrintStream out) {
        return new ConsoleListener(out, false);
    }

    /**
     * {@return one that draws on a terminal, with the control sequences of ANSI}
     *
     * @param out the terminal
     */
    public static ConsoleListener live(PrintStream out) {
        return new ConsoleListener(out, true);
    }

    /** From JDK 22 to 24 there is a console even if the output goes to a file; then only the environment tells. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        String terminal = System.getenv("TERM");
        return System.console() != null && terminal != null && !terminal.equals("dumb");
    }

    @Override
    public synchronized void on(MigrationEvent event) {
        board.on(event);
        StringBuilder text = new StringBuilder();
        if (drawn > 0) {
            text.append(UP_AND_CLEAR.replace("%", Integer.toString(drawn)));
        }
        if (stays(event)) {
            text.append(event).append(System.lineSeparator());
        }
        List<String> lines = live ? board.lines(event.time()) : List.of();
        lines.forEach(line -> text.append(line).append(System.lineSeparator()));
        drawn = lines.size();
        out.print(text);
        out.flush();
    }

    private static boolean stays(MigrationEvent event) {
        boolean isOnTheWay = event instanceof MigrationEvent.StepStarted
                || (event instanceof MigrationEvent.StepEnded ended && ended.problem() == null);
        return !isOnTheWay && !(event instanceof MigrationEvent.StepRetried);
    }
}
