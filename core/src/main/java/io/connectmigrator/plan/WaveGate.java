package io.connectmigrator.plan;

import io.connectmigrator.report.ConnectorReport;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Says whether the next wave of a plan may start. It is asked between two waves: not before the first, and not after the
 * last.
 *
 * <p>After a process has died, the same call in another one asks again, also about waves whose connectors have all moved
 * before.
 */
@FunctionalInterface
public interface WaveGate {

    /**
     * Is asked when the last connector of a wave has come to its end, on a thread that does the work of the run. It should return at
     * once; the stage that it returns may be completed days later, by any thread. No thread waits for it.
     *
     * @param wave the number of the wave that has come to its end, from 1 on in the order in which the plan names them.
     *     Waves without any connector are left out
     * @param reports what became of its connectors
     * @return completed with true if the next wave may start. If it is completed with false, or fails, everything that has
     *     not started stays untouched
     */
    CompletionStage<Boolean> mayGoOn(int wave, List<ConnectorReport> reports);
}
