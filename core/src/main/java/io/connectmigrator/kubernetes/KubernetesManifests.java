package io.connectmigrator.kubernetes;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an operator needs in order to own a connector that this library moves: its resource, its offsets, and the commands in their
 * order. All of it is text; nothing is sent anywhere. No secret is in any of it.
 *
 * <p>An operator sets back what it finds changed. Therefore its resources are paused while the library moves the connector over REST,
 * and {@link #commands} says when to pause and to resume each. All values are quoted, so that a parser reads the very texts of the
 * config: an operator that read {@code 1.10} as a number would write the config again at every look. Immutable.
 */
public abstract class KubernetesManifests {

    private static final int LONGEST_NAME = 253;

    KubernetesManifests() {}

    /**
     * {@return the manifests for Strimzi, and for operators that are Strimzi under another name}
     *
     * @param connector the connector
     * @param version the version of the operator on the target, such as {@code 0.45.0} or {@code 1.2.0}, which decides about the API
     *     version and about what can be done without REST
     * @throws IllegalArgumentException if the name cannot be that of a resource, or the config cannot be in one
     */
    public static KubernetesManifests strimzi(OperatedConnector connector, String version) {
        return new StrimziManifests(connector, OperatorVersion.parse(version));
    }

    /**
     * {@return the manifests for Confluent for Kubernetes} It has no resource for offsets: the library carries them over REST.
     *
     * @param connector the connector
     * @throws IllegalArgumentException if the name cannot be that of a resource, or the config cannot be in one
     */
    public static KubernetesManifests confluent(OperatedConnector connector) {
        return new ConfluentManifests(connector);
    }

    /** {@return the resource of the connector on the target, which the operator leaves alone until a command tells it otherwise} */
    public abstract String connector();

    /**
     * {@return the resource of the connector on the target for a move without REST: it is to be stopped, and its offsets come from a
     * ConfigMap}
     *
     * @throws IllegalArgumentException as {@link #commandsWithoutRest} does
     */
    public abstract String stoppedConnector();

    /**
     * {@return ConfigMaps with the offsets, for operators that can alter offsets; empty if there are none} More than one if the offsets
     * are larger than a ConfigMap can be, which is 1 MiB. One of more than 256 KiB is refused by {@code kubectl apply} unless it is
     * applied with {@code --server-side}, as in {@link #commandsWithoutRest}.
     *
     * @throws IllegalArgumentException if the offset of a single partition is larger, or a ConfigMap would have too long a name
     */
    public abstract List<String> offsets();

    /**
     * {@return a policy that lets the migrator's pod reach the workers of the target, to which only the operator has access otherwise}
     *
     * @param podLabels labels of the migrator's pod
     */
    public abstract String networkPolicy(Map<String, String> podLabels);

    /** {@return the steps of a move over REST, in order: commands, and lines that begin with {@code #} and say what to do or wait for} */
    public abstract List<String> commands();

    /**
     * {@return the steps of a move with resources alone, in order, for operators that can alter offsets; the library sends nothing}
     *
     * @throws IllegalArgumentException if this operator would start the connector before it has its offsets, if there are no offsets,
     *     or as {@link #offsets} does
     */
    public abstract List<String> commandsWithoutRest();

    /** {@return the keys whose values are in no manifest: they are to be put into the Kubernetes secret {@link #secretName}} */
    public abstract Set<String> toFillIn();

    /** {@return the name of the Kubernetes secret that the connector's placeholders read; empty if {@link #toFillIn} is} */
    public abstract Optional<String> secretName();

    /** {@return a policy that lets the pods with these labels reach the workers with those, as lines of {@code matchLabels}} */
    static String networkPolicy(
            OperatedConnector.CustomResource target, Map<String, String> workerLabels, Map<String, String> podLabels) {
        return "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: " + target.cluster()
                + "-connect-migrator\n  namespace: " + target.namespace()
                + "\nspec:\n  podSelector:\n    matchLabels:\n" + Yaml.map(workerLabels, 6)
                + "  policyTypes: [Ingress]\n  ingress:\n    - from:\n"
                + "        - namespaceSelector: {}\n          podSelector:\n            matchLabels:\n"
                + Yaml.map(podLabels, 14) + "      ports:\n        - port: 8083\n          protocol: TCP\n";
    }

    /** {@return the resource's name} */
    static String requireResourceName(String name) {
        if (!isResourceName(name)) {
            throw new IllegalArgumentException("'" + name
                    + "' cannot be the name of a resource in Kubernetes, which has lower case letters, digits, '-' and '.', and at"
                    + " most " + LONGEST_NAME
                    + " of them; give the connector another name on the target, such as rename(name ->"
                    + " \"" + resourceName(name) + "\")");
        }
        return name;
    }

    /** {@return the name of another object that belongs to a resource} */
    static String nameOf(String resource, String suffix) {
        if (resource.length() + suffix.length() > LONGEST_NAME) {
            throw new IllegalArgumentException(
                    "'" + resource + suffix + "' has more than the " + LONGEST_NAME
                            + " characters that a name in Kubernetes can have; give the connector a shorter name on the target");
        }
        return resource + suffix;
    }

    private static boolean isResourceName(String name) {
        return name.length() <= LONGEST_NAME && name.matches("[a-z0-9]([-a-z0-9.]*[a-z0-9])?");
    }

    /** {@return a name that a resource can have, as near to the given one as possible} */
    static String resourceName(String name) {
        String near =
                name.toLowerCase(Locale.ROOT).replaceAll("[^-a-z0-9.]", "-").replaceAll("^[-.]+|[-.]+$", "");
        return near.isEmpty() ? "connector" : near.substring(0, Math.min(near.length(), LONGEST_NAME));
    }
}
