package io.connectmigrator.lab;

import java.util.List;

/** Options of the JVMs that tests start. */
public final class JvmOptions {

    /** For a JVM that lives shortly, with a small heap: neither garbage collection nor compilation is tuned for more. */
    public static final List<String> SHORT_LIVED =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-XX:-UsePerfData");

    /** For classes that javac has made and nothing has changed since: their verification takes a fifth of a start. */
    public static final List<String> UNVERIFIED =
            List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:-BytecodeVerificationRemote");

    private JvmOptions() {}
}
