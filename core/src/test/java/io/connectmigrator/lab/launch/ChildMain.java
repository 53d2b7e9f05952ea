package io.connectmigrator.lab.launch;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Runs another main class and ends with the parent process. The standard input is a pipe from the parent, which closes however the
 * parent ends, SIGKILL included. A byte on it asks for an orderly exit.
 */
public final class ChildMain {

    private static final int PARENT_ENDED = 86;

    private ChildMain() {}

    /** Runs the main class named by the first argument with the remaining arguments. */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        Thread watch = new Thread(() -> watch(System.in), "parent-watch");
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

    private static void watch(InputStream parent) {
        try {
            while (parent.read() >= 0) {
                new Thread(ChildMain::exit, "orderly-exit").start();
            }
        } catch (IOException e) {
            // a broken pipe means that the parent has ended
        }
        Runtime.getRuntime().halt(PARENT_ENDED);
    }

    /** Exits as on SIGTERM, but first removes a shutdown hook, which a SIGTERM leaves no time for. */
    private static void exit() {
        removeHookOfJetty();
        Runtime.getRuntime().exit(0);
    }

    /** Jetty 12 stops itself in a shutdown hook of its own while the hook of Connect stops it as well; sometimes they deadlock. */
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
