package io.connectmigrator.connect;

import io.connectmigrator.internal.Waiting;
import java.time.Clock;

/** Gives clients a clock and pauses other than those of the machine. */
public final class SimulatedClients {

    private SimulatedClients() {}

    public static ConnectClientBuilder time(ConnectClientBuilder builder, Waiting waiting, Clock clock) {
        return builder.time(waiting, clock);
    }
}
