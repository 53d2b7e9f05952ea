package io.connectmigrator.connect;

/**
 * The consumer group of a stopped sink still has members, so its offsets cannot be changed: tasks of the sink that have not
 * ended, or other sinks in the same group. It is safe to try again.
 */
public final class ZombieTasksException extends ConnectClientException {

    private static final long serialVersionUID = 1L;

    ZombieTasksException(Failure failure) {
        super(
                failure,
                "Tasks of the connector have not ended yet, or other sinks are in its consumer group: stop those, try again, and"
                        + " restart the worker that holds the tasks if they never end");
    }
}
