package io.connectmigrator.kubernetes;

import io.connectmigrator.kubernetes.OperatedConnector.CustomResource;
import io.connectmigrator.offset.OffsetSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Resources of Strimzi. A {@code KafkaConnector} that is paused counts as wanted, so the operator neither changes nor deletes the
 * connector of its name. Since 1.2 a connector that is to be stopped is created stopped; before, it is started first.
 */
final class StrimziManifests extends KubernetesManifests {

    private static final String PAUSE = "strimzi.io/pause-reconciliation";
    private static final String OFFSETS = "strimzi.io/connector-offsets";

    /** The operator takes an annotation away when it has done what it says. */
    private static final String GONE = "# when the annotation is gone";

    private final OperatedConnector connector;
    private final OperatorVersion version;
    private final CustomResource target;
    private final ConfigWithoutSecrets config;
    private final Optional<OffsetSnapshot> offsets;

    StrimziManifests(OperatedConnector connector, OperatorVersion version) {
        this.connector = connector;
        this.version = version;
        this.target = connector.target();
        requireResourceName(target.name());
        this.config = ConfigWithoutSecrets.of(connector, target.name());
        this.offsets = connector.offsets().filter(snapshot -> !snapshot.isEmpty());
    }

    @Override
    public String connector() {
        return resource(" running", "  annotations:\n    " + PAUSE + ": \"true\"\n", "");
    }

    @Override
    public String stoppedConnector() {
        String map = mapsOfStopped().names().get(0);
        return resource(" stopped", "", "  alterOffsets:\n    fromConfigMap:\n      name: " + map + "\n");
    }

    private OffsetsConfigMaps mapsOfStopped() {
        if (!version.isAtLeast(1, 2)) {
            throw new IllegalArgumentException("Strimzi " + version + " starts '" + target.name()
                    + "' before it stops it, so it would run without its offsets; use 1.2.0 or newer on the target, or move"
                    + " it over REST with commands()");
        }
        return configMaps()
                .orElseThrow(() -> new IllegalArgumentException(
                        "without REST the offsets are in ConfigMaps; call withOffsets(snapshot) with those of the stopped source,"
                                + " of which there must be some: a connector without offsets begins from scratch"));
    }

    private Optional<OffsetsConfigMaps> configMaps() {
        return offsets.map(
                snapshot -> new OffsetsConfigMaps(nameOf(target.name(), "-offsets"), target.namespace(), snapshot));
    }

    private String resource(String state, String annotations, String alterOffsets) {
        return "apiVersion: " + apiVersion() + "\nkind: KafkaConnector\nmetadata:\n  name: " + target.name()
                + "\n  namespace: " + target.namespace() + "\n  labels:\n    strimzi.io/cluster: " + target.cluster()
                + "\n" + annotations + "spec:\n  class: "
                + Yaml.quoted(ConfigWithoutSecrets.required(connector.config(), "connector.class")) + "\n  tasksMax: "
                + ConfigWithoutSecrets.tasksMax(connector.config()) + "\n  state:" + state + "\n" + alterOffsets
                + "  config:" + (config.values().isEmpty() ? " {}\n" : "\n" + Yaml.map(config.values(), 4));
    }

    private String apiVersion() {
        return version.isAtLeast(0, 49) ? "kafka.strimzi.io/v1" : "kafka.strimzi.io/v1beta2";
    }

    @Override
    public List<String> offsets() {
        return configMaps().map(OffsetsConfigMaps::texts).orElse(List.of());
    }

    @Override
    public String networkPolicy(Map<String, String> podLabels) {
        return networkPolicy(
                target, Map.of("strimzi.io/cluster", target.cluster(), "strimzi.io/kind", "KafkaConnect"), podLabels);
    }

    @Override
    public List<String> commands() {
        List<String> lines = new ArrayList<>();
        connector.source().ifPresent(source -> {
            lines.add(kubectl(source) + "annotate kafkaconnector " + source.name() + " " + PAUSE + "=true --overwrite");
            lines.add(kubectl(source) + "wait kafkaconnector/" + source.name()
                    + " --for=condition=ReconciliationPaused --timeout=300s");
        });
        lines.add("# connector(): the operator counts the name as wanted and leaves the connector alone");
        lines.add("kubectl apply -f " + target.name() + ".yaml");
        lines.add("# migrate(plan), with settle(…) and watch(…); then decide");
        lines.add("# to go back: rollback(plan), then");
        lines.add("#   " + kubectl(target) + "delete kafkaconnector " + target.name());
        connector
                .source()
                .ifPresent(source -> lines.add(
                        "#   " + kubectl(source) + "annotate kafkaconnector " + source.name() + " " + PAUSE + "-"));
        lines.add("# to go on: confirm(plan), then");
        connector.source().ifPresent(source -> lines.add(kubectl(source) + "delete kafkaconnector " + source.name()));
        lines.add(kubectl(target) + "annotate kafkaconnector " + target.name() + " " + PAUSE + "-");
        return lines;
    }

    @Override
    public List<String> commandsWithoutRest() {
        OffsetsConfigMaps maps = mapsOfStopped();
        List<String> lines = new ArrayList<>();
        connector.source().ifPresent(source -> {
            lines.add(patch(source, "{\"state\":\"stopped\"," + listTo(nameOf(source.name(), "-offsets-read")) + "}"));
            lines.add("# wait until its status shows STOPPED and no tasks, and then for longer than its longest poll");
            lines.add(annotate(source, "list"));
            lines.add(
                    GONE + ": list them once more, and go on only if they are equal, also to those of withOffsets(…)");
        });
        lines.add("# stoppedConnector()");
        lines.add("kubectl apply -f " + target.name() + ".yaml");
        lines.add(annotate(target, "reset"));
        for (String map : maps.names()) {
            // Otherwise kubectl keeps all of it in an annotation as well, and these have 256 KiB.
            lines.add("kubectl apply --server-side -f " + map + ".yaml");
            // The operator reads the name of the ConfigMap when it acts on the annotation.
            lines.add(GONE);
            lines.add(patch(target, "{\"alterOffsets\":{\"fromConfigMap\":{\"name\":\"" + map + "\"}}}"));
            lines.add(annotate(target, "alter"));
        }
        String written = nameOf(target.name(), "-offsets-written");
        lines.add(GONE);
        lines.add(patch(target, "{" + listTo(written) + "}"));
        lines.add(annotate(target, "list"));
        lines.add(GONE + ": go on only if those in " + written + " are equal to those of withOffsets(…)");
        lines.add(patch(target, "{\"state\":\"running\"}"));
        lines.add("# when the team has accepted it");
        connector.source().ifPresent(source -> lines.add(kubectl(source) + "delete kafkaconnector " + source.name()));
        return lines;
    }

    private static String listTo(String map) {
        return "\"listOffsets\":{\"toConfigMap\":{\"name\":\"" + map + "\"}}";
    }

    private static String patch(CustomResource resource, String spec) {
        return kubectl(resource) + "patch kafkaconnector " + resource.name() + " --type=merge -p '{\"spec\":" + spec
                + "}'";
    }

    private static String annotate(CustomResource resource, String operation) {
        return kubectl(resource) + "annotate kafkaconnector " + resource.name() + " " + OFFSETS + "=" + operation;
    }

    private static String kubectl(CustomResource resource) {
        return "kubectl -n " + resource.namespace() + " ";
    }

    @Override
    public Set<String> toFillIn() {
        return config.replaced();
    }

    @Override
    public Optional<String> secretName() {
        return config.replaced().isEmpty()
                ? Optional.empty()
                : Optional.of(ConfigWithoutSecrets.secretName(target.name()));
    }
}
