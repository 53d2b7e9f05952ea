package io.connectmigrator.kafka.crash;

/** Numbers the points of one run from 1 in the order in which they are reached, and runs an action at one of them, once. */
final class Points implements Gate {

    private final int chosen;
    private Runnable action = () -> {};
    private int passed;
    private String name = "";

    /** Takes the number of the chosen point; none is chosen if it is greater than their count. */
    Points(int chosen) {
        this.chosen = chosen;
    }

    /** Sets what else happens at the chosen point; by default it is only not passed. */
    synchronized void onReached(Runnable action) {
        this.action = action;
    }

    @Override
    public synchronized boolean passes(String point) {
        passed++;
        if (passed != chosen) {
            return true;
        }
        name = point;
        action.run();
        return false;
    }

    /** {@return whether the chosen point was reached} */
    synchronized boolean reached() {
        return passed >= chosen;
    }

    /** {@return the number of points so far} */
    synchronized int count() {
        return passed;
    }

    /** {@return the number and the name of the chosen point} */
    @Override
    public synchronized String toString() {
        return reached() ? "point " + chosen + ", " + name : "undisturbed";
    }
}
