package io.connectmigrator.examples;

import io.connectmigrator.event.MigrationEvent;
import io.connectmigrator.event.MigrationListener;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Logs what happens, each line with the run, the connector and the attributes of its plan in the MDC, so that the lines of one
 * connector can be found among those of a hundred. A trace is carried on the same way: give the plan
 * {@code .attribute("traceparent", …)} where it is built.
 */
public final class TracedLog implements MigrationListener {

    private static final Logger LOGGER = LoggerFactory.getLogger(TracedLog.class);

    /** Makes a listener. */
    public TracedLog() {}

    @Override
    public void on(MigrationEvent event) {
        Map<String, String> context = new HashMap<>();
        if (event instanceof MigrationEvent.OfConnector one) {
            context.putAll(one.attributes());
            context.put("connector", one.connector());
        }
        context.put("run", event.run());
        context.forEach(MDC::put);
        LOGGER.info("{}", event);
        context.keySet().forEach(MDC::remove);
    }
}
