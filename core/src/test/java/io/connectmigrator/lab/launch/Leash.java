package io.connectmigrator.lab.launch;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Runs another main class and ends with the process that started it: the standard input is a pipe from there, and it closes
 * however that process ends, a SIGKILL included. A byte from there is the wish that it end in good order.
 */
public final class Leash {

    private static final int LET_GO = 86;

    private Leash() {}

    /** Runs the class named by the first argument with the others. */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        Thread watch = new Thread(() -> watch(System.in), "leash");
        watch.setDaemon(true);
        watch.start();
        run(arguments[0], Arrays.copyOfRange(arguments, 1, arguments.length));
    }

    private static void run(String mainClass, String[] arguments) throws ReflectiveOperationException {
        try {
            Class.forName(mainClass).getMethod("main", String[].class).invoke(null, (Object) arguments);
        } catch (InvocationTargetException e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    private static void watch(InputStream leash) {
        try {
            while (leash.read() >= 0) {
                new Thread(Leash::exit, "leash-exit").start();
            }
        } catch (IOException e) {
            // a broken pipe is an end too
        }
        Runtime.getRuntime().halt(LET_GO);
    }

    /** Ends in good order, as at a SIGTERM, which leaves no chance to come before the hooks. */
    private static void exit() {
        removeHookOfJetty();
        Runtime.getRuntime().exit(0);
    }

    /** Jetty 12 stops itself in a hook of its own while Connect's hook stops it too, and now and then both wait for ever. */
    private static void removeHookOfJetty() {
        try {
            Class<?> hook = Class.forName("org.eclipse.jetty.util.thread.ShutdownThread");
            Runtime.getRuntime()
                    .removeShutdownHook((Thread) hook.getMethod("getInstance").invoke(null));
        } catch (ReflectiveOperationException e) {
            // a broker has no Jetty
        }
    }
}
