package io.connectmigrator.connect;

/** Tasks of a stopped sink still belong to its consumer group, so its offsets cannot be changed. It is safe to try again. */
public final class ZombieTasksException extends ConnectClientException {

    private static final long serialVersionUID = 1L;

    ZombieTasksException(Failure failure) {
        super(
                failure,
                "Its tasks have not ended yet: try again, and restart the worker that holds them if they never do");
    }
}
