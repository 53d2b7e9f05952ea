package io.connectmigrator.migration.internal.check;

import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What hints at an operator that owns the connectors of a cluster: the names of its workers, of its REST service, and the placeholders
 * in its configs. REST proves none of it. The patterns are those of Strimzi and of Confluent for Kubernetes.
 */
final class OperatorHints {

    private static final String CONFLUENT = "Confluent for Kubernetes";

    /** Pod, headless service and namespace, as Strimzi names them; the cluster's name is in both. */
    private static final Pattern STRIMZI_WORKER =
            Pattern.compile("(.+)-(connect|mirrormaker2)-\\d+\\.\\1-\\2\\.([^.:]+)\\.svc(?:\\.[^:]*)?(?::\\d+)?");

    private static final Pattern CONFLUENT_WORKER =
            Pattern.compile("([^.:]+)-\\d+\\.\\1\\.([^.:]+)\\.svc\\.cluster\\.local(?::\\d+)?");

    private static final Pattern STRIMZI_SERVICE =
            Pattern.compile("(.+)-(connect|mirrormaker2)-api\\.([^.:]+)(?:\\.svc.*)?");

    /** Config providers and mounted folders that operators set up. */
    private static final Pattern VALUE =
            Pattern.compile("\\$\\{(strimzi(?:secrets|dir|env|file)|secrets|configmaps):[^}]*}"
                    + "|/opt/kafka/(?:external-configuration|connect-certs)/|/mnt/(?:secrets|sslcerts)/");

    private OperatorHints() {}

    /**
     * What one hint says.
     *
     * @param operator the operator that it is a hint of
     * @param evidence what was seen, without any value of a config
     * @param cluster the name of the Connect cluster's resource; empty if the hint does not tell it
     * @param namespace its namespace; empty if the hint does not tell it
     */
    record Hint(String operator, String evidence, String cluster, String namespace) {

        String kubectl() {
            return namespace.isEmpty() ? "kubectl" : "kubectl -n " + namespace;
        }

        /** {@return the command after which the operator leaves a connector alone} */
        String pauseCommand(String connector) {
            return kubectl()
                    + (operator.equals(CONFLUENT)
                            ? " annotate connector.platform.confluent.io " + connector
                                    + " platform.confluent.io/block-reconcile=true"
                            : " annotate kafkaconnector " + connector + " strimzi.io/pause-reconciliation=true");
        }
    }

    static Optional<Hint> ofWorkers(Stream<String> workerIds) {
        return workerIds.map(OperatorHints::ofWorker).flatMap(Optional::stream).findFirst();
    }

    private static Optional<Hint> ofWorker(String workerId) {
        Matcher strimzi = STRIMZI_WORKER.matcher(workerId);
        if (strimzi.matches()) {
            return Optional.of(
                    new Hint("Strimzi", "its worker is called " + workerId, strimzi.group(1), strimzi.group(3)));
        }
        Matcher confluent = CONFLUENT_WORKER.matcher(workerId);
        return confluent.matches()
                ? Optional.of(
                        new Hint(CONFLUENT, "its worker is called " + workerId, confluent.group(1), confluent.group(2)))
                : Optional.empty();
    }

    static Optional<Hint> ofUrls(List<URI> urls) {
        return urls.stream()
                .map(URI::getHost)
                .filter(host -> host != null)
                .map(STRIMZI_SERVICE::matcher)
                .filter(Matcher::matches)
                .findFirst()
                .map(service -> new Hint(
                        "Strimzi",
                        "its URL is that of the service " + service.group(),
                        service.group(1),
                        service.group(3)));
    }

    static Optional<Hint> ofValues(Collection<String> values) {
        return values.stream()
                .map(VALUE::matcher)
                .filter(Matcher::find)
                .findFirst()
                .map(found -> new Hint(
                        found.group(1) != null && found.group(1).startsWith("strimzi") ? "Strimzi" : "an operator",
                        "its config has "
                                + (found.group(1) == null
                                        ? found.group()
                                        : "placeholders of the provider " + found.group(1)),
                        "",
                        ""));
    }
}
