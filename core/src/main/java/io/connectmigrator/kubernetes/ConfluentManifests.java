package io.connectmigrator.kubernetes;

import io.connectmigrator.kubernetes.OperatedConnector.CustomResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Resources of Confluent for Kubernetes. They have no state and no offsets: both are changed over REST. */
final class ConfluentManifests extends KubernetesManifests {

    private static final String BLOCK = "platform.confluent.io/block-reconcile";

    private final OperatedConnector connector;
    private final CustomResource target;
    private final String name;
    private final ConfigWithoutSecrets config;

    ConfluentManifests(OperatedConnector connector) {
        this.connector = connector;
        this.target = connector.target();
        // The connector keeps its own name; only its resource needs one that Kubernetes can have.
        this.name = resourceName(target.name());
        this.config = ConfigWithoutSecrets.of(connector, name);
    }

    @Override
    public String connector() {
        return "apiVersion: platform.confluent.io/v1beta1\nkind: Connector\nmetadata:\n  name: " + name
                + "\n  namespace: " + target.namespace() + "\n  annotations:\n    " + BLOCK
                + ": \"true\"\nspec:\n  name: "
                + Yaml.quoted(target.name()) + "\n  class: "
                + Yaml.quoted(ConfigWithoutSecrets.required(connector.config(), "connector.class")) + "\n  taskMax: "
                + ConfigWithoutSecrets.tasksMax(connector.config()) + "\n  connectClusterRef:\n    name: "
                + target.cluster() + "\n    namespace: " + target.namespace() + "\n  configs:"
                + (config.values().isEmpty() ? " {}\n" : "\n" + Yaml.map(config.values(), 4));
    }

    @Override
    public String stoppedConnector() {
        throw withoutRest();
    }

    private static IllegalArgumentException withoutRest() {
        return new IllegalArgumentException(
                "Confluent for Kubernetes cannot alter offsets; move the connector over REST with commands()");
    }

    @Override
    public List<String> offsets() {
        return List.of();
    }

    @Override
    public String networkPolicy(Map<String, String> podLabels) {
        return networkPolicy(target, Map.of("app", target.cluster()), podLabels);
    }

    @Override
    public List<String> commands() {
        List<String> lines = new ArrayList<>();
        connector
                .source()
                .ifPresent(source -> lines.add(kubectl(source) + "annotate connector.platform.confluent.io "
                        + source.name() + " " + BLOCK + "=true --overwrite"));
        lines.add("# connector(): its resource is blocked, so the operator leaves the connector alone");
        lines.add("kubectl apply -f " + name + ".yaml");
        lines.add("# migrate(plan), with settle(…) and watch(…); then decide");
        lines.add("# to go back: rollback(plan), then");
        lines.add("#   " + kubectl(target) + "delete connector.platform.confluent.io " + name);
        lines.add("# to go on: confirm(plan), then");
        connector
                .source()
                .ifPresent(source ->
                        lines.add(kubectl(source) + "delete connector.platform.confluent.io " + source.name()));
        lines.add(kubectl(target) + "annotate connector.platform.confluent.io " + name + " " + BLOCK + "-");
        return lines;
    }

    @Override
    public List<String> commandsWithoutRest() {
        throw withoutRest();
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
        return config.replaced().isEmpty() ? Optional.empty() : Optional.of(ConfigWithoutSecrets.secretName(name));
    }
}
