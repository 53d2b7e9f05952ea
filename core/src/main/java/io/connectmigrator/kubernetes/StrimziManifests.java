package io.connectmigrator.kubernetes;

import io.connectmigrator.kubernetes.OperatedConnector.CustomResource;
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

    private final OperatedConnector connector;
    private final OperatorVersion version;
    private final CustomResource target;
    private final ConfigWithoutSecrets config;
    private final Optional<OffsetsConfigMaps> configMaps;

    StrimziManifests(OperatedConnector connector, OperatorVersion version) {
        this.connector = connector;
        this.version = version;
        this.target = connector.target();
        requireResourceName(target.name());
        this.config = ConfigWithoutSecrets.of(connector, target.name() + "-secrets");
        this.configMaps = connector
                .offsets()
                .map(offsets -> new OffsetsConfigMaps(target.name() + "-offsets", target.namespace(), offsets));
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
        return configMaps.orElseThrow(
                () -> new IllegalArgumentException(
                        "without REST the offsets are in ConfigMaps; call withOffsets(snapshot) with those of the stopped source"));
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
        return configMaps.map(OffsetsConfigMaps::texts).orElse(List.of());
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
            lines.add(kubectl(source) + "patch kafkaconnector " + source.name()
                    + " --type=merge -p '{\"spec\":{\"state\":\"stopped\"}}'");
            lines.add(
                    "# wait until its status shows STOPPED and no tasks, and then for longer than its longest poll; list its"
                            + " offsets twice, and go on only if they are equal: " + source.name() + "-offsets");
        });
        lines.add("# stoppedConnector()");
        lines.add("kubectl apply -f " + target.name() + ".yaml");
        lines.add(annotate(OFFSETS + "=reset"));
        for (String map : maps.names()) {
            lines.add("kubectl apply -f " + map + ".yaml");
            lines.add(kubectl(target) + "patch kafkaconnector " + target.name()
                    + " --type=merge -p '{\"spec\":{\"alterOffsets\":{\"fromConfigMap\":{\"name\":\"" + map
                    + "\"}}}}'");
            lines.add("# when the annotation is gone");
            lines.add(annotate(OFFSETS + "=alter"));
        }
        lines.add(
                "# when the annotation is gone: list the offsets into another ConfigMap and compare them with the first ones");
        lines.add(annotate(OFFSETS + "=list"));
        lines.add(kubectl(target) + "patch kafkaconnector " + target.name()
                + " --type=merge -p '{\"spec\":{\"state\":\"running\"}}'");
        lines.add("# when the team has accepted it");
        connector.source().ifPresent(source -> lines.add(kubectl(source) + "delete kafkaconnector " + source.name()));
        return lines;
    }

    private String annotate(String annotation) {
        return kubectl(target) + "annotate kafkaconnector " + target.name() + " " + annotation;
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
        return config.replaced().isEmpty() ? Optional.empty() : Optional.of(target.name() + "-secrets");
    }
}
