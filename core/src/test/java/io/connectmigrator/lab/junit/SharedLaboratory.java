package io.connectmigrator.lab.junit;

import io.connectmigrator.lab.Laboratory;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Gives every test class of a JVM the same {@link Laboratory}, opened when it is first asked for and closed after the last
 * test. When a test fails, shows the end of what every process logged.
 */
public final class SharedLaboratory
        implements ParameterResolver, TestWatcher, LifecycleMethodExecutionExceptionHandler {

    private static final Namespace NAMESPACE = Namespace.create(SharedLaboratory.class);
    private static final int LINES = 80;

    /** Made by JUnit. */
    public SharedLaboratory() {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Laboratory.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return store(context).getOrComputeIfAbsent(Laboratory.class, key -> Laboratory.open(), Laboratory.class);
    }

    @Override
    public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
        showLogs(context);
    }

    @Override
    public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable cause) throws Throwable {
        showLogs(context);
        throw cause;
    }

    private static void showLogs(ExtensionContext context) {
        Optional.ofNullable(store(context).get(Laboratory.class, Laboratory.class))
                .ifPresent(lab -> System.err.println(context.getDisplayName() + " failed\n" + lab.logTails(LINES)));
    }

    private static Store store(ExtensionContext context) {
        // A JVM that shares the tests with others is given them one class at a time, each a run of its own.
        return context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE);
    }
}
