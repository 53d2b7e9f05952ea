package io.connectmigrator.lab.moving;

import static org.awaitility.Awaitility.await;

import io.connectmigrator.internal.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Runs command lines for kubectl, word by word, as a shell and Kubernetes would: with an operator in each namespace, and the limits that
 * the API server has. What it does not know, it refuses.
 */
public final class Kubectl {

    /** What the API server says of a command that it refuses. */
    public static final class RefusedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }

    private static final int LARGEST_CONFIG_MAP = 1024 * 1024;
    private static final int LARGEST_ANNOTATIONS = 256 * 1024;
    private static final int LONGEST_NAME = 253;
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Map<String, ReconcilingOperator> operators = new LinkedHashMap<>();
    private final Map<String, String> files = new LinkedHashMap<>();
    private Runnable beforeWaiting = () -> {};

    /** Adds the operator of a namespace. {@return this} */
    public Kubectl with(String namespace, ReconcilingOperator operator) {
        operators.put(namespace, operator);
        return this;
    }

    /** Adds a file that can be applied. {@return this} */
    public Kubectl file(String name, String text) {
        files.put(name, text);
        return this;
    }

    /** Does something before it waits for a condition. {@return this} */
    public Kubectl beforeWaiting(Runnable action) {
        beforeWaiting = action;
        return this;
    }

    /** Runs the lines; those that begin with {@code #} are given to a person, who does what they say. */
    public void run(List<String> lines, Consumer<String> person) {
        for (String line : lines) {
            if (line.startsWith("#")) {
                person.accept(line);
            } else {
                run(line);
            }
        }
    }

    /** Runs one line. */
    public void run(String line) {
        List<String> words =
                new ArrayList<>(WORD.matcher(line).results().map(Kubectl::word).toList());
        require(words.remove(0).equals("kubectl"), line);
        String namespace = words.get(0).equals("-n") ? words.remove(0) + words.remove(0) : "";
        String verb = words.remove(0);
        if (verb.equals("apply")) {
            apply(words, line);
        } else {
            run(verb, words, operator(namespace.replaceFirst("^-n", ""), line), line);
        }
    }

    private ReconcilingOperator operator(String namespace, String line) {
        return found(operators.get(namespace), line);
    }

    private static <T> T found(@Nullable T value, String line) {
        if (value == null) {
            throw new RefusedException("refused: " + line);
        }
        return value;
    }

    private static String word(MatchResult found) {
        return found.group(1) == null ? found.group(2) : found.group(1);
    }

    private void run(String verb, List<String> words, ReconcilingOperator operator, String line) {
        switch (verb) {
            case "annotate" -> annotate(words, operator, line);
            case "delete" -> {
                require(words.size() == 2 && words.get(0).equals("kafkaconnector"), line);
                require(operator.delete(words.get(1)), line);
            }
            case "patch" -> patch(words, operator, line);
            case "wait" -> waitFor(words, operator, line);
            default -> require(false, line);
        }
    }

    /** Without {@code --server-side} kubectl keeps the whole object in an annotation of it, whose size is limited. */
    private void apply(List<String> words, String line) {
        boolean serverSide = words.remove("--server-side");
        require(words.size() == 2 && words.get(0).equals("-f"), line);
        String file = found(files.get(words.get(1)), line);
        Map<String, Object> document = new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
        Map<String, Object> metadata = KafkaConnectorResource.map(document.get("metadata"));
        String name = String.valueOf(metadata.get("name"));
        ReconcilingOperator operator = operator(String.valueOf(metadata.get("namespace")), line);
        require(name.length() <= LONGEST_NAME, line);
        if (!serverSide && bytes(Json.write(document)) > LARGEST_ANNOTATIONS) {
            throw new RefusedException(name + ": metadata.annotations: Too long: must have at most 262144 bytes");
        }
        if (!"ConfigMap".equals(document.get("kind"))) {
            require("KafkaConnector".equals(document.get("kind")), line);
            operator.apply(KafkaConnectorResource.of(document));
            return;
        }
        Map<String, Object> data = KafkaConnectorResource.map(document.get("data"));
        if (data.values().stream().mapToInt(text -> bytes(String.valueOf(text))).sum() > LARGEST_CONFIG_MAP) {
            throw new RefusedException(name + ": []: Too long: must have at most 1048576 bytes");
        }
        operator.applyConfigMap(name, String.valueOf(data.get("offsets.json")));
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static void annotate(List<String> words, ReconcilingOperator operator, String line) {
        boolean overwrites = words.remove("--overwrite");
        require(words.size() == 3 && words.get(0).equals("kafkaconnector"), line);
        String[] pair = words.get(2).split("=", 2);
        boolean isRemoved = pair.length == 1 && pair[0].endsWith("-");
        String key = isRemoved ? pair[0].substring(0, pair[0].length() - 1) : pair[0];
        require(isRemoved || pair.length == 2, line);
        boolean isThere = operator.change(words.get(1), resource -> {
            require(isRemoved || overwrites || resource.annotation(key).isEmpty(), line);
            return resource.annotated(key, isRemoved ? null : pair[1]);
        });
        require(isThere, line);
    }

    private static void patch(List<String> words, ReconcilingOperator operator, String line) {
        require(
                words.size() == 5
                        && words.get(0).equals("kafkaconnector")
                        && words.get(2).equals("--type=merge")
                        && words.get(3).equals("-p"),
                line);
        Map<String, Object> patch = KafkaConnectorResource.map(Json.parse(words.get(4)));
        require(patch.keySet().equals(Set.of("spec")), line);
        require(
                operator.change(
                        words.get(1), resource -> resource.patched(KafkaConnectorResource.map(patch.get("spec")))),
                line);
    }

    private void waitFor(List<String> words, ReconcilingOperator operator, String line) {
        require(
                words.size() == 3
                        && words.get(0).startsWith("kafkaconnector/")
                        && words.get(1).equals("--for=condition=ReconciliationPaused")
                        && words.get(2).startsWith("--timeout="),
                line);
        beforeWaiting.run();
        String name = words.get(0).substring("kafkaconnector/".length());
        try {
            await().atMost(PATIENCE).until(() -> operator.isReconciliationPaused(name));
        } catch (ConditionTimeoutException e) {
            throw new RefusedException("timed out waiting for the condition on " + name);
        }
    }

    private static void require(boolean condition, String line) {
        if (!condition) {
            throw new RefusedException("refused: " + line);
        }
    }
}
