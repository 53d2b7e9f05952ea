package io.connectmigrator.migration.internal.work;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** How this process is told from others. */
public final class ThisProcess {

    private ThisProcess() {}

    /** {@return the host and the process id, such as {@code connect-admin-1, process 4711}} */
    public static String name() {
        return host() + ", process " + ProcessHandle.current().pid();
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown host";
        }
    }
}
