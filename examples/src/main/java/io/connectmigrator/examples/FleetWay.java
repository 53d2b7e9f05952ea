package io.connectmigrator.examples;

import java.time.Duration;
import java.util.List;

/** A way to move many connectors from legacy to europe. */
interface FleetWay {

    /** Moves the connectors; {@return for how long each of them was down} */
    List<Duration> move(List<String> connectors);
}
