package io.connectmigrator.kafka.crash;

/** Numbers the points of one run from 1 in the order in which they are come to, and strikes at one of them, once. */
final class Points implements Gate {

    private final int chosen;
    private Runnable action = () -> {};
    private int passed;
    private String name = "";

    /** Strikes at the point of that number; at none if it is greater than their count. */
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

    /** {@return whether the chosen point was come to} */
    synchronized boolean reached() {
        return passed >= chosen;
    }

    /** {@return how many points there were so far} */
    synchronized int count() {
        return passed;
    }

    /** {@return the number and the name of the chosen point} */
    @Override
    public synchronized String toString() {
        return reached() ? "point " + chosen + ", " + name : "undisturbed";
    }
}
