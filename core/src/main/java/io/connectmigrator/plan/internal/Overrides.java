package io.connectmigrator.plan.internal;

import io.connectmigrator.connect.ConnectClient;
import io.connectmigrator.connect.ConnectorConfig;
import io.connectmigrator.offset.OffsetTransform;
import io.connectmigrator.plan.CutoverHook;
import io.connectmigrator.plan.EmptyOffsets;
import io.connectmigrator.plan.ExistingOffsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a plan says of one connector, on top of what it says of all. Not thread-safe while it is built. */
public final class Overrides {

    @Nullable
    public ConnectClient target;

    @Nullable
    public String targetName;

    public UnaryOperator<ConnectorConfig> config = UnaryOperator.identity();
    public final Map<String, String> settings = new LinkedHashMap<>();
    public AcceptedProblems accepted = AcceptedProblems.NONE;
    public Attributes attributes = Attributes.NONE;

    @Nullable
    public ExistingOffsets existingOffsets;

    @Nullable
    public EmptyOffsets emptyOffsets;

    @Nullable
    public OffsetTransform transform;

    @Nullable
    public CutoverHook onCutover;

    Overrides copy() {
        Overrides copy = new Overrides();
        copy.target = target;
        copy.targetName = targetName;
        copy.config = config;
        copy.settings.putAll(settings);
        copy.accepted = accepted;
        copy.attributes = attributes;
        copy.existingOffsets = existingOffsets;
        copy.emptyOffsets = emptyOffsets;
        copy.transform = transform;
        copy.onCutover = onCutover;
        return copy;
    }
}
