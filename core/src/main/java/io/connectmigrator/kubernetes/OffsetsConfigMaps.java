package io.connectmigrator.kubernetes;

import io.connectmigrator.offset.ConnectorOffset;
import io.connectmigrator.offset.OffsetSnapshot;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Offsets in ConfigMaps. To alter offsets merges, so what is too large for one is in several, which are applied one after the other. */
final class OffsetsConfigMaps {

    /** A ConfigMap has at most 1 MiB; its metadata and what quoting adds need some of it. */
    private static final int LARGEST = 900 * 1024;

    private final String name;
    private final String namespace;
    private final List<String> parts;

    OffsetsConfigMaps(String name, String namespace, OffsetSnapshot offsets) {
        this.name = name;
        this.namespace = namespace;
        this.parts = split(offsets.offsets());
    }

    private static List<String> split(List<ConnectorOffset> offsets) {
        String json = OffsetSnapshot.of(offsets).toJson();
        if (size(json) <= LARGEST) {
            return List.of(json);
        }
        if (offsets.size() == 1) {
            throw new IllegalArgumentException("the offset of one partition takes " + size(json)
                    + " bytes, and a ConfigMap has at most 1 MiB; move the connector over REST with commands()");
        }
        int half = offsets.size() / 2;
        List<String> parts = new ArrayList<>(split(offsets.subList(0, half)));
        parts.addAll(split(offsets.subList(half, offsets.size())));
        return parts;
    }

    private static int size(String json) {
        return Yaml.quoted(json).getBytes(StandardCharsets.UTF_8).length;
    }

    List<String> names() {
        List<String> names = new ArrayList<>();
        for (int part = 1; part <= parts.size(); part++) {
            names.add(parts.size() == 1 ? name : KubernetesManifests.nameOf(name, "-" + part));
        }
        return names;
    }

    List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (int part = 0; part < parts.size(); part++) {
            texts.add("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: " + names().get(part) + "\n  namespace: "
                    + namespace + "\n  labels:\n    app.kubernetes.io/managed-by: connect-migrator\ndata:\n"
                    + "  offsets.json: " + Yaml.quoted(parts.get(part)) + "\n");
        }
        return texts;
    }
}
