package io.connectmigrator.lab.launch;

import java.io.PrintStream;

/** Starts a broker whose storage is formatted first if it is new: one process instead of two. */
public final class FormattedBroker {

    private FormattedBroker() {}

    /** Takes the broker's properties file and the id of its cluster. */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        String properties = arguments[0];
        String clusterId = arguments[1];
        String[] format = {"format", "--ignore-formatted", "--cluster-id", clusterId, "--config", properties};
        Class.forName("kafka.tools.StorageTool")
                .getMethod("execute", String[].class, PrintStream.class)
                .invoke(null, format, System.out);
        Class.forName("kafka.Kafka").getMethod("main", String[].class).invoke(null, (Object) new String[] {properties});
    }
}
