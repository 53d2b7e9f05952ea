package io.connectmigrator.lab.facts;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * All facts about Kafka Connect that this library relies on, and all error answers that it tells apart. Each runs on real workers
 * and on simulated ones; where the two differ, the simulation is wrong.
 */
public final class ConnectFacts {

    private static final List<Class<?>> CLASSES = List.of(
            StopFacts.class,
            PauseFacts.class,
            OffsetFacts.class,
            CreationFacts.class,
            ConfigTopicFacts.class,
            WorkerFacts.class,
            ConfigFacts.class,
            SinkFacts.class);

    private ConnectFacts() {}

    /** {@return the facts in the order of their ids, and after them the error answers} */
    public static List<ConnectFact> all() {
        List<ConnectFact> all = new ArrayList<>(CLASSES.stream()
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .flatMap(ConnectFacts::fact)
                .sorted(Comparator.comparing((ConnectFact fact) -> fact.id().charAt(0))
                        .thenComparingInt(fact -> number(fact.id()))
                        .thenComparing(ConnectFact::id))
                .toList());
        all.addAll(ErrorAnswerFacts.all());
        return List.copyOf(all);
    }

    private static int number(String id) {
        return Integer.parseInt(id.replaceAll("\\D", ""));
    }

    private static Stream<ConnectFact> fact(Method method) {
        Fact fact = method.getAnnotation(Fact.class);
        return fact == null
                ? Stream.empty()
                : Stream.of(new ConnectFact(
                        fact.id(),
                        fact.title(),
                        fact.text(),
                        fact.tried(),
                        fact.since(),
                        fact.until(),
                        fact.cost(),
                        connect -> run(method, connect)));
    }

    private static String run(Method method, FactsConnect connect) {
        try {
            return method.invoke(null, connect) instanceof String seen ? seen : "";
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
